// A list of things to do, in a panel: arrows move, Enter does it.
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { keepInside, place } from './popover.tsx'

export interface MenuItem {
  readonly label: string
  readonly act?: () => void
  /** A link instead: a file to download, or a page. */
  readonly href?: string
  readonly download?: string
  readonly isOutside?: boolean
}

export function MenuList({ items, close }: { items: readonly MenuItem[]; close: () => void }): VNode {
  return (
    <div class="menu" role="menu" tabIndex={-1} onKeyDown={moveFocus}>
      {items.map(item =>
        item.href === undefined ? (
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              close()
              item.act?.()
            }}
          >
            {item.label}
          </button>
        ) : (
          <a
            key={item.label}
            role="menuitem"
            href={item.href}
            onClick={close}
            {...(item.download === undefined ? {} : { download: item.download })}
            {...(item.isOutside ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
          >
            {item.label}
          </a>
        ),
      )}
    </div>
  )
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  if (step === undefined) return
  event.preventDefault()
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items[(at + step + items.length) % items.length]?.focus()
}

/** The same at a point of the window, for a mark that was clicked. */
export function MenuAt(props: {
  title: string
  items: readonly MenuItem[]
  x: number
  y: number
  onClose: () => void
}): VNode {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = panel.current
    if (element === null) return
    place(element, { left: props.x, right: props.x, top: props.y, bottom: props.y })
    element.showPopover()
    keepInside(element)
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true })
  }, [])
  return (
    <div
      ref={panel}
      popover="auto"
      class="panel"
      onToggle={(event: { newState: string }) => {
        if (event.newState === 'closed') props.onClose()
      }}
    >
      <p class="panel-title">{props.title}</p>
      <MenuList items={props.items} close={() => panel.current?.hidePopover()} />
    </div>
  )
}
