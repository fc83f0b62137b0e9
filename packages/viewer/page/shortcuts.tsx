// Keys that do something anywhere on the page, unless one is typing.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'

interface Shortcut {
  readonly key: string
  readonly about: string
  /** The element whose click it is; none for what is only told here. */
  readonly press?: string
}

const SHORTCUTS: readonly Shortcut[] = [
  { key: '?', about: 'This list' },
  { key: 'p', about: 'Choose the period', press: '.period-button' },
  { key: '[', about: 'Period before', press: '#period-before' },
  { key: ']', about: 'Period after', press: '#period-after' },
  { key: 'c', about: 'Compare with the period before', press: '#compare' },
  { key: 's', about: 'Copy the address of this view', press: '#share' },
  { key: 'Tab', about: 'To the next tile' },
  { key: 'Enter', about: 'On a tile: open its menu' },
  { key: 'Esc', about: 'Close a menu or dialog' },
]

export function Shortcuts(): VNode | null {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const shortcut = SHORTCUTS.find(({ key }) => key === event.key)
      if (shortcut?.key === '?') setOpen(true)
      if (shortcut?.press === undefined) return
      const target = document.querySelector<HTMLElement>(shortcut.press)
      if (target !== null) event.preventDefault()
      target?.click()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  if (!isOpen) return null
  return (
    <Dialog title="Keyboard" onClose={() => setOpen(false)}>
      <dl class="facts keys">
        {SHORTCUTS.map(({ key, about }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // An editor in a shadow root shows itself as its host.
  return (
    target.isContentEditable ||
    target.shadowRoot !== null ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    document.querySelector('dialog[open]') !== null
  )
}
