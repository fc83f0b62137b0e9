// Line drawings of 16 × 16, in the colour of the text around them.
import type { VNode } from 'preact'

const PATHS = {
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M4 6l4 4 4-4',
  calendar: 'M2.5 4.5h11v9h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3',
  share:
    'M6.5 9.5a2.7 2.7 0 0 0 4 .2l2-2a2.8 2.8 0 0 0-4-4l-.8.8M9.500 6.500a2.7 2.7 0 0 0-4-.2l-2 2a2.8 2.8 0 0 0 4 4l.8-.8',
  print: 'M4.500 6V2.500h7V6M4.500 11.500h-2V6h11v5.500h-2M4.500 9.500h7v4h-7z',
  settings: 'M2.500 4.500h6M12 4.500h1.500M2.500 11.500h1.500M7.500 11.500h6M10.200 2.800v3.400M5.800 9.800v3.400',
  filter: 'M2.500 3.500h11l-4.200 5v4.500l-2.600-1.400V8.500z',
  compare: 'M2.500 12l3.500-5 3 3 4.500-6.500M2.500 8l3-2.500',
  check: 'M3.500 8.500l3 3 6-7',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.300 10.300l3.200 3.200',
  warning: 'M8 2.500l6 11H2zM8 6.800v3M8 11.700h.01',
} as const

export type IconName = keyof typeof PATHS

/** Says nothing to a screen reader: what it stands on has words. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
