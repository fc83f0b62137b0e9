// What the collector rejected, looked at once more: by today's contract it may be an event.
import { hash } from 'node:crypto'
import { type Converted, type Dialect, isObject } from '@clickstream/collector/dialects/dialect'
import { eventsDialect } from '@clickstream/collector/dialects/events'
import { segmentDialect } from '@clickstream/collector/dialects/segment'
import { chooseApp } from '@clickstream/events/app'
import { readEvent } from '@clickstream/events/check'
import type { Decoded } from '@clickstream/events/decoded'
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'

const segment = segmentDialect(null)
const convertSegment = (message: unknown) =>
  segment.open({ batch: [message] }) as { readonly convert: (message: unknown) => Converted }

/** By dialect: what opens the text of one message. Pixels are no longer whole, and of others nothing is known. */
const openers: Readonly<Record<string, (message: unknown) => Converted | undefined>> = {
  events: message => openOne(eventsDialect, message),
  import: message => ({ event: message }),
  segment: message => convertSegment(message).convert(message),
}

/**
 * The record of a rejected message as the event it is by today's contract; as it is where it is none, or where that cannot
 * be said: a piece of a long text, and what was at fault around the message (the batch's sent_at, the size).
 */
export function mend(decoded: Decoded): Decoded {
  const { envelope, received_at } = decoded
  if (envelope === null || 'event' in envelope) return decoded
  const event = readMessage(envelope as RejectedEnvelope)
  if (!isObject(event)) return decoded
  const { app, dialect, rejected } = envelope as RejectedEnvelope
  // As the collector does, but so that the same message always gets the same id.
  if ((event.event_id ?? '') === '') event.event_id = hash('sha256', `${received_at} ${rejected.payload}`).slice(0, 32)
  const draft = readEvent(event)
  const mended: EventEnvelope = { received_at, dialect, event, ...(app === undefined ? {} : { app }) }
  if (Array.isArray(draft) || typeof chooseApp(mended, draft) !== 'string') return decoded
  return { envelope: mended, text: rejected.payload, plain: false, original: rejected.payload, received_at }
}

function readMessage({ dialect, rejected }: RejectedEnvelope): unknown {
  if (!isObject(rejected) || typeof rejected.payload !== 'string' || isBeyond(rejected)) return undefined
  const open = Object.hasOwn(openers, dialect) ? openers[dialect]! : undefined
  try {
    const converted = open?.(JSON.parse(rejected.payload))
    return converted?.reasons === undefined ? converted?.event : undefined
  } catch {
    return undefined
  }
}

/** What the message alone does not show. */
function isBeyond({ reason_code, field, payload }: RejectedEnvelope['rejected']): boolean {
  return reason_code === 'too_large' || (field === 'sent_at' && !payload.includes('"sent_at"'))
}

function openOne(dialect: Dialect, message: unknown): Converted | undefined {
  const delivery = dialect.open(message)
  return 'convert' in delivery && delivery.list === null ? delivery.convert(delivery.messages[0]) : undefined
}
