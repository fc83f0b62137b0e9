// An event as the query of an image's address: a parameter a field.
import type { Field } from '@clickstream/events/field'
import { events } from '@clickstream/events/tables'
import type { Parsed } from '../json.ts'
import type { Dialect } from './dialect.ts'

const kinds = new Map<string, Field['kind']>(events.fields.map(field => [field.name, field.kind]))

export const pixelDialect: Dialect = {
  name: 'pixel',
  isAppless: false,
  open: body => ({ messages: [body], list: null, sent_at: undefined, convert: message => ({ event: message }) }),
}

/**
 * The event a query says, as if it were a JSON body; `key` is the write key and no field. Of repeated parameters the last
 * counts.
 */
export function readPixel(query: URLSearchParams): Parsed {
  // No prototype: a parameter called __proto__ is data like any other.
  const event: Record<string, unknown> = Object.create(null)
  for (const [name, text] of query) if (name !== 'key') event[name] = readValue(text, kinds.get(name))
  return { value: event, text: JSON.stringify(event) }
}

function readValue(text: string, kind: Field['kind'] | undefined): unknown {
  // Everything in a query is text: times in ms and JSON are told by their look.
  if (kind === 'timestamp' && /^\d{1,16}$/.test(text)) return Number(text)
  if (kind !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
