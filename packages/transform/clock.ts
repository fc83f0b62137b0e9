import { EARLIEST } from '@clickstream/events/time'

export type TimeSource = 'client' | 'corrected' | 'received'

/**
 * When it happened, all in ms since 1970. The field's convention: received − (sent − the client's timestamp), which takes
 * a wrong clock out, as both of the client's times are wrong alike. Never later than the arrival.
 */
export function correctTime(
  occurred: number | null,
  sent: number | null,
  received: number,
): { occurred_at: number; time_source: TimeSource } {
  if (occurred === null) return { occurred_at: received, time_source: 'received' }
  const time = sent === null ? occurred : received - (sent - occurred)
  if (time > received || time < EARLIEST) return { occurred_at: received, time_source: 'received' }
  return { occurred_at: time, time_source: sent === null ? 'client' : 'corrected' }
}
