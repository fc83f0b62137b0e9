// What the pointer shows, as elements: never as HTML, for what is in it was sent by strangers.
import type { Tip } from './scene.ts'
import type { Theme } from './theme.ts'

/** As many as are read at once. */
const MOST = 12

export function makeTip({ title, rows }: Tip, theme: Theme): HTMLElement {
  const box = make('div', theme.isDark ? 'tip is-dark' : 'tip')
  if (title !== '') box.append(make('div', 'tip-title', title))
  const list = make('div', 'tip-rows')
  for (const { name, value, note, color } of rows.slice(0, MOST)) {
    const dot = make('span', 'tip-dot')
    dot.style.background = color ?? 'transparent'
    list.append(
      dot,
      make('span', 'tip-name', name),
      make('span', 'tip-value', value),
      make('span', 'tip-note', note ?? ''),
    )
  }
  box.append(list)
  if (rows.length > MOST) box.append(make('div', 'tip-more', `and ${rows.length - MOST} more`))
  return box
}

function make(tag: string, name: string, text?: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = name
  if (text !== undefined) element.textContent = text
  return element
}

const GAP = 14
const EDGE = 6

/** Beside the pointer, within the window; in pixels from the corner of the drawing at `origin`. */
export function placeTip(
  point: readonly number[],
  size: readonly number[],
  origin: { readonly left: number; readonly top: number },
): [number, number] {
  const [x, y] = [origin.left + (point[0] ?? 0), origin.top + (point[1] ?? 0)]
  const [width, height] = [size[0] ?? 0, size[1] ?? 0]
  const left = x + GAP + width + EDGE > innerWidth ? Math.max(EDGE, x - GAP - width) : x + GAP
  const top = Math.max(EDGE, Math.min(y - height / 2, innerHeight - height - EDGE))
  return [left - origin.left, top - origin.top]
}
