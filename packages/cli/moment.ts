// Times as people type them.
import { dateOf } from '@clickstream/events/time'
import type { ParameterType } from '@clickstream/query/engine'

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }
const NAMED: Readonly<Record<string, number>> = { today: 0, yesterday: 86_400_000, now: 0 }

/**
 * `7d`, `2w`, `today` and `yesterday` as the date or timestamp (UTC) so long before `now` (ms); any other text, and any
 * text for another type, as it is. `12h` and `30m` are for timestamps; for dates they mean the day that was then.
 */
export function readMoment(text: string, type: ParameterType, now: number): string {
  if (type !== 'date' && type !== 'timestamp') return text
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? []
  const ago = unit === undefined ? (Object.hasOwn(NAMED, text) ? NAMED[text] : undefined) : Number(count) * UNITS[unit]!
  if (ago === undefined) return text
  return type === 'date' ? dateOf(now - ago) : new Date(now - ago).toISOString()
}
