// Events and lines as broken senders send them, each with the reason the contract gives for rejecting it.
import type { Random } from './random.ts'

/** Why a line is rejected. */
export interface Fault {
  /** What the event said, as it stands; null when it cannot be read. */
  readonly app: string | null
  readonly reason_code: string
  readonly field: string | null
}

export type Event = Record<string, unknown>

interface Break {
  readonly reason_code: string
  readonly field: string
  readonly mar: (event: Event) => void
}

const set = (reason_code: string, field: string, value: unknown): Break => ({
  reason_code,
  field,
  mar: event => {
    event[field] = value
  },
})

const breaks: readonly Break[] = [
  set('wrong_type', 'event_id', 41),
  { reason_code: 'missing', field: 'event_type', mar: event => delete event.event_type },
  {
    reason_code: 'missing',
    field: 'anonymous_id',
    mar: event => {
      delete event.anonymous_id
      delete event.user_id
    },
  },
  set('malformed', 'event_type', 'Link Clicked'),
  set('malformed', 'occurred_at', '15/01/2026 10:00'),
  set('malformed', 'currency', 'eur'),
  set('malformed', 'app', 'Shop #1'),
  set('out_of_range', 'occurred_at', 8_640_000_000_000_000),
  set('out_of_range', 'price', -1),
  set('too_long', 'search_query', 'boots '.repeat(100)),
  set('wrong_type', 'price', 'free'),
  set('wrong_type', 'quantity', 1.5),
  set('wrong_type', 'items', { product_id: 'p-1' }),
  set('wrong_type', 'properties', ['a', 'b']),
]

const garbles: readonly ((line: string, random: Random) => string)[] = [
  (line, random) => line.slice(0, 20 + random.below(line.length - 40)),
  (line, random) => line.slice(0, 20 + random.below(line.length - 40)),
  line => `${line}${line}`,
  line => `${line.slice(0, -1)},}`,
  line => `${line.slice(0, -1)},"price":NaN}`,
  line => line.replaceAll('"', "'"),
  () => 'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
  () => '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>',
]

/** Breaks the event in one place. */
export function breakEvent(event: Event, random: Random): Fault {
  const { reason_code, field, mar } = random.pick(breaks)
  mar(event)
  return { app: String(event.app), reason_code, field }
}

/** A line that is no JSON, and no longer what it was. */
export function garbleLine(line: string, random: Random): { text: string; fault: Fault } {
  return { text: random.pick(garbles)(line, random), fault: { app: null, reason_code: 'not_json', field: null } }
}
