// A button with a panel below it, which goes when anything else is clicked or Escape is pressed.
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

interface PopoverProps {
  /** What the button shows. */
  readonly button: ComponentChildren
  /** What the button is called, where its text does not say it. */
  readonly label?: string
  readonly class?: string
  readonly panelClass?: string
  /** The panel, made when it opens. */
  readonly children: (close: () => void) => ComponentChildren
  readonly onOpen?: () => void
}

const GAP = 6
const EDGE = 8

export function Popover({ button, label, children, onOpen, ...props }: PopoverProps): VNode {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  useEffect(() => {
    if (!isOpen) return
    if (panel.current !== null) keepInside(panel.current)
    focusFirst(panel.current)
    addEventListener('resize', close)
    return () => removeEventListener('resize', close)
  }, [isOpen])
  return (
    <>
      <button
        type="button"
        ref={anchor}
        class={props.class}
        popovertarget={id}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
      >
        {button}
      </button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        class={`panel ${props.panelClass ?? ''}`}
        onBeforeToggle={event => {
          const opens = event.newState === 'open'
          if (opens && anchor.current !== null)
            place(event.currentTarget as HTMLElement, anchor.current.getBoundingClientRect())
          if (opens) onOpen?.()
          setOpen(opens)
        }}
      >
        {isOpen ? children(close) : null}
      </div>
    </>
  )
}

/** Below the box, or above it where there is more room; never beyond an edge of the window. */
export function place(
  panel: HTMLElement,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): void {
  const { innerWidth: width, innerHeight: height } = window
  const isAbove = height - bottom < 260 && top > height - bottom
  const isRight = left + right > width
  const style = {
    left: isRight ? 'auto' : `${Math.max(EDGE, left)}px`,
    right: isRight ? `${Math.max(EDGE, document.documentElement.clientWidth - right)}px` : 'auto',
    top: isAbove ? 'auto' : `${bottom + GAP}px`,
    bottom: isAbove ? `${height - top + GAP}px` : 'auto',
    maxHeight: `${(isAbove ? top : height - bottom) - GAP - EDGE}px`,
  }
  Object.assign(panel.style, style)
}

/** Moves a panel that is open and goes beyond the right edge. */
export function keepInside(panel: HTMLElement): void {
  if (panel.getBoundingClientRect().right <= document.documentElement.clientWidth - EDGE) return
  Object.assign(panel.style, { left: 'auto', right: `${EDGE}px` })
}

function focusFirst(panel: HTMLElement | null): void {
  panel?.querySelector<HTMLElement>('[data-first], input, button, a[href], select')?.focus({ preventScroll: true })
}
