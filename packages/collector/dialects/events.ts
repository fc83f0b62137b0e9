// Our own wire format: one event, or { events: […], sent_at }.
import { wrong } from '@clickstream/events/check'
import { type Converted, type Dialect, isObject } from './dialect.ts'

const convert = (message: unknown): Converted => ({ event: message })

/** Where the body is the event, the write key may stand in it, and is none of its fields. */
function convertSingle(message: unknown): Converted {
  if (!isObject(message) || (message.writeKey === undefined && message.write_key === undefined))
    return { event: message }
  const { writeKey: _, write_key: __, ...event } = message
  return { event }
}

export const eventsDialect: Dialect = {
  name: 'events',
  isAppless: false,
  open(body) {
    // An event may have a field of the name `events` like any other; a batch has no type.
    if (!isObject(body) || body.events === undefined || body.event_type !== undefined) {
      return { messages: [body], list: null, sent_at: undefined, convert: convertSingle }
    }
    const { events, sent_at } = body
    if (!Array.isArray(events)) return [wrong('wrong_type', 'events', 'events', 'an array of events', events)]
    return { messages: events, list: 'events', sent_at, convert }
  },
}
