// Colours and type of the drawings: one truth for canvas, SVG and HTML. Series colours are told apart with any colour vision.

export interface Theme {
  readonly isDark: boolean
  readonly card: string
  readonly text: string
  readonly soft: string
  readonly line: string
  /** Behind what is empty: a bar's track, land without a value. */
  readonly track: string
  readonly good: string
  readonly bad: string
  /** What stands for all beyond a limit. */
  readonly other: string
  readonly series: readonly string[]
  /** From little to much. */
  readonly scale: readonly string[]
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

export const LIGHT: Theme = {
  isDark: false,
  card: '#ffffff',
  text: '#14201f',
  soft: '#5b6a68',
  line: '#e3eae9',
  track: '#eef3f2',
  good: '#15803d',
  bad: '#c02626',
  other: '#b4c0be',
  series: ['#0f766e', '#e08b27', '#3a5fc0', '#d0658f', '#74bfae', '#5c3580', '#8d6a1c', '#86b8e6'],
  scale: ['#e4f1ef', '#a9d6cf', '#5fb0a6', '#258579', '#0b4f49'],
}

export const DARK: Theme = {
  isDark: true,
  card: '#131e1d',
  text: '#e6efed',
  soft: '#93a5a2',
  line: '#233230',
  track: '#1c2a28',
  good: '#4ade80',
  bad: '#f87171',
  other: '#556966',
  series: ['#2dbfae', '#f3ac4f', '#6f94f5', '#d6548a', '#c4efe5', '#8b55c4', '#937a2a', '#a8d2f5'],
  scale: ['#18302d', '#1d5750', '#248478', '#3cb5a5', '#9be8db'],
}

export function readTheme(isDark: boolean): Theme {
  return isDark ? DARK : LIGHT
}

/** `#rrggbb` with an opacity of 0 to 1. */
export function fade(color: string, opacity: number): string {
  const [red, green, blue] = readColor(color)
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`
}

/** A colour on the way along stops that are evenly spread; `share` is cut to 0 to 1. */
export function mix(stops: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * (stops.length - 1)
  const at = Math.min(stops.length - 2, Math.floor(place))
  if (at < 0) return stops[0] ?? '#888888'
  const from = readColor(stops[at]!)
  const to = readColor(stops[at + 1]!)
  const parts = from.map((part, index) => Math.round(part + (to[index]! - part) * (place - at)))
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

/** Black or white, whichever is easier to read on a colour. */
export function contrast(color: string): string {
  return readLuminance(color) > 0.179 ? '#000000' : '#ffffff'
}

/** 0 (black) to 1 (white), as WCAG has it. */
export function readLuminance(color: string): number {
  const [red, green, blue] = readColor(color).map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A definition's scale on this theme: on a dark one, little is dark and much is light. */
export function tuneScale({ isDark, card }: Theme, colors: readonly string[]): readonly string[] {
  const [first, last] = [colors[0]!, colors.at(-1)!]
  if (!isDark || readLuminance(first) <= readLuminance(last)) return colors
  return [mix([card, last], 0.45), ...colors.toReversed()]
}

/** A definition's colour for text on this theme: light enough to be read on a dark one. */
export function tuneText({ isDark }: Theme, color: string): string {
  return isDark && readLuminance(color) < 0.25 ? mix([color, '#ffffff'], 0.4) : color
}

/** `#rgb` and `#rrggbb`; anything else is grey. */
export function readColor(color: string): [number, number, number] {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1] ?? '888888'
  const whole = digits.length === 3 ? [...digits].map(digit => digit + digit).join('') : digits
  return [0, 2, 4].map(at => Number.parseInt(whole.slice(at, at + 2), 16)) as [number, number, number]
}
