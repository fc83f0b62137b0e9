// What travels on the stream: an event as it came, with what only the collector could see; or one it rejected.
import type { Reason } from './check.ts'
import { CONTRACT_VERSION } from './tables.ts'

/** The facts the collector adds. */
interface Arrival {
  /** ms since 1970, by the collector's clock. */
  received_at: number
  /** The app of the write key; where there is none, the event's own word counts. */
  app?: string
  /** The wire format it came in, such as events, segment, pixel, import. */
  dialect: string
}

/** An accepted event, its text kept as it came but for what the dialect had to rename. */
export interface EventEnvelope extends Arrival {
  /** The client's address; the transform reads the country off it and drops it. The event's own `ip` goes first. */
  ip?: string
  /** In the raw archive: the country that was read off the address, which is not there any more. */
  country?: string
  /** In the raw archive: an imported line that broke the contract, as it was. */
  original?: string
  /** The connection's user agent; the event's own goes first. */
  user_agent?: string
  /** The connection's Referer is the page the event happened on, where the event names none. */
  page_url?: string
  /** The Accept-Language's first tag; the event's own goes first. */
  language?: string
  /** When the client sent the request, by its own clock (ISO 8601 or ms); the event's own goes first. */
  sent_at?: string | number
  event: unknown
}

/** An event, or a whole request, that broke the contract. */
export interface RejectedEnvelope extends Arrival {
  rejected: {
    event_id: string | null
    reason_code: string
    field: string | null
    reason: string
    payload: string
    contract_version: string
  }
}

export type Envelope = EventEnvelope | RejectedEnvelope

/** What a record's data becomes when the person it was of is forgotten: the stream's numbers keep no gaps. It makes no row. */
export const FORGOTTEN = '{"forgotten":true}'

/** The most characters of payload in one record, so that its JSON stays within a stream record's 1 MiB. */
const PAYLOAD_PIECE = 150_000

/**
 * The envelopes that keep a rejected payload whole: one, or as many as it takes when it is longer than a record holds
 * (the reason then says "part 1 of 3").
 */
export function rejectedEnvelopes(
  arrival: Arrival,
  reasons: readonly Reason[],
  payload: string,
  eventId: string | null,
): RejectedEnvelope[] {
  const first = reasons[0]!
  const reason = reasons.map(each => each.reason).join('; ')
  const parts = pieces(payload)
  return parts.map((part, i) => ({
    received_at: arrival.received_at,
    ...(arrival.app === undefined ? {} : { app: arrival.app }),
    dialect: arrival.dialect,
    rejected: {
      event_id: eventId,
      reason_code: first.reason_code,
      field: first.field,
      reason: parts.length === 1 ? reason : `${reason} (part ${i + 1} of ${parts.length})`,
      payload: part,
      contract_version: CONTRACT_VERSION,
    },
  }))
}

/** The text in pieces that a record can hold, never cut through a surrogate pair; at least one. */
function pieces(text: string): string[] {
  const parts: string[] = []
  let start = 0
  do {
    let end = Math.min(text.length, start + PAYLOAD_PIECE)
    if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end--
    parts.push(text.slice(start, end))
    start = end
  } while (start < text.length)
  return parts
}
