// Periods as they stand in addresses: days (2026-01-31, today, -27d) and moments (2026-01-31T12:00, -30m, -6h, now).

export interface Preset {
  readonly name: string
  readonly from: string
  readonly to: string
}

const DAY_PRESETS: readonly Preset[] = [
  { name: 'Today', from: 'today', to: 'today' },
  { name: 'Yesterday', from: '-1d', to: '-1d' },
  { name: 'Last 7 days', from: '-6d', to: 'today' },
  { name: 'Last 28 days', from: '-27d', to: 'today' },
  { name: 'Last 90 days', from: '-89d', to: 'today' },
  { name: 'Last 365 days', from: '-364d', to: 'today' },
]
const CLOCK_PRESETS: readonly Preset[] = [
  { name: 'Last 30 minutes', from: '-30m', to: 'now' },
  { name: 'Last hour', from: '-60m', to: 'now' },
  { name: 'Last 6 hours', from: '-6h', to: 'now' },
  { name: 'Last 24 hours', from: '-24h', to: 'now' },
]

export function presetsOf(isMoment: boolean): readonly Preset[] {
  return isMoment ? CLOCK_PRESETS : DAY_PRESETS
}

/** Whether it is a moment, with hours and minutes, and not a day. */
export function isClock(value: string): boolean {
  return value === 'now' || /^-\d+[mh]$/.test(value) || value.includes('T')
}

const UNITS: Record<string, string> = { DD: 'd', HH: 'h', MI: 'm' }

/** QuickSight's expression of a rolling date, such as addDateTime(-27, 'DD', truncDate('DD', now())); undefined for others. */
export function readRolling(expression: string): string | undefined {
  const text = expression.replaceAll(/[\s"']/g, '')
  if (text === 'now()') return 'now'
  if (text === 'truncDate(DD,now())') return 'today'
  const [, count, unit = '', start = ''] = /^addDateTime\((-\d+),(DD|HH|MI),(.+)\)$/.exec(text) ?? []
  const expected = unit === 'DD' ? 'truncDate(DD,now())' : 'now()'
  return count !== undefined && start === expected ? `${count}${UNITS[unit]}` : undefined
}

const DAY = 86_400_000

/** The local day (YYYY-MM-DD) of a moment. */
export function dayIn(zone: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(ms)
}

/** YYYY-MM-DD of a day's value: 2026-01-31, today or -27d; undefined when it is none. */
export function dayOf(value: string, zone: string, now: number): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value
  const today = dayIn(zone, now)
  if (value === 'today') return today
  const [, days] = /^-(\d+)d$/.exec(value) ?? []
  return days === undefined ? undefined : addDays(today, -Number(days))
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** In words: a preset's name, or the days. */
export function labelPeriod(from: string, to: string, zone: string, now: number): string {
  const preset = [...DAY_PRESETS, ...CLOCK_PRESETS].find(known => known.from === from && known.to === to)
  if (preset !== undefined) return preset.name
  const days = [dayOf(from, zone, now), dayOf(to, zone, now)] as const
  if (days[0] !== undefined && days[1] !== undefined) return labelDays(days[0], days[1])
  return `${from.replace('T', ' ')} to ${to.replace('T', ' ')}`
}

/** "3 Nov 2026", "3 – 9 Nov 2026", "28 Oct – 3 Nov 2026". */
export function labelDays(from: string, to: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return `${from} – ${to}`
  return format.formatRange(Date.parse(from), Date.parse(to))
}

/** The period of the same length just before (-1) or after (1), as days; undefined where it is of moments. */
export function shiftPeriod(
  from: string,
  to: string,
  step: -1 | 1,
  zone: string,
  now: number,
): { from: string; to: string } | undefined {
  const first = dayOf(from, zone, now)
  const last = dayOf(to, zone, now)
  if (first === undefined || last === undefined || first > last) return undefined
  const length = Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1
  return { from: addDays(first, step * length), to: addDays(last, step * length) }
}
