// A recorded event made ready to be sent again: another day, perhaps another id, the device's wrong clock still wrong.
import { createHash } from 'node:crypto'
import { readTime } from '@clickstream/events/time'

export interface Shift {
  /** ms added to the event's time. */
  readonly delta: number
  /** Where given, every event_id is replaced; the same id and salt give the same new id, so retries stay retries. */
  readonly salt: string | undefined
}

/**
 * The event as it is sent at `now` (ms). occurred_at moves by delta. sent_at is now with the device's clock skew as recorded
 * (sent_at − received_at), so the collector's correction arrives at the true time + delta. received_at is left out: when
 * an event arrives is for the collector to say.
 */
export function shiftEvent(event: Readonly<Record<string, unknown>>, shift: Shift, now: number): object {
  const { received_at, ...rest } = event
  const moved: Record<string, unknown> = rest
  const arrived = readTime(received_at)
  if ('occurred_at' in moved) moved.occurred_at = move(moved.occurred_at, shift.delta)
  if ('sent_at' in moved) {
    // Without a recorded arrival nothing is known of the skew: a right clock is the best guess.
    const since = arrived ?? readTime(moved.sent_at)
    if (since !== null) moved.sent_at = move(moved.sent_at, now - since)
  }
  if (shift.salt !== undefined && typeof moved.event_id === 'string')
    moved.event_id = saltId(moved.event_id, shift.salt)
  return moved
}

/** A time moved by `delta` ms, in the form it had; what is no time stays as it is, to be rejected as it was. */
function move(value: unknown, delta: number): unknown {
  const time = readTime(value)
  if (time === null) return value
  if (typeof value === 'number') return time + delta
  const moved = new Date(time + delta)
  return Number.isNaN(moved.getTime()) ? value : moved.toISOString()
}

/** An id that this id and salt always give: a UUID of version 8 (RFC 9562). */
export function saltId(id: string, salt: string): string {
  const hex = createHash('sha256').update(salt).update('\0').update(id).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
