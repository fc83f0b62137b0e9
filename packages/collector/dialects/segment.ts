// Segment's wire format (segment.com/docs/connections/spec), which its SDKs and RudderStack's speak.
import { type Reason, readEvent, wrong } from '@clickstream/events/check'
import type { Field } from '@clickstream/events/field'
import { events, eventTypes } from '@clickstream/events/tables'
import { type Converted, type Delivery, type Dialect, isObject } from './dialect.ts'
import {
  CALLS,
  type Call,
  CONTEXT,
  CONTEXT_OBJECTS,
  DROPPED,
  isServerLibrary,
  MESSAGE,
  NAMES,
  PAGE,
  propertiesOf,
} from './spec.ts'

type Json = Record<string, unknown>

/**
 * The dialect of one of Segment's paths: for /v1/track and its like the path says what the messages are; for batch and
 * import (null) each message does.
 */
export function segmentDialect(type: string | null): Dialect {
  const open = (body: unknown): Delivery | Reason[] => {
    if (type !== null) {
      return { messages: [body], list: null, sent_at: undefined, convert: each => convertMessage(each, type) }
    }
    if (!isObject(body)) return [wrong('wrong_type', null, 'body', 'a JSON object with a batch', body)]
    const { batch, sentAt, context } = body
    if (!Array.isArray(batch)) return [wrong('wrong_type', 'batch', 'batch', 'an array of messages', batch)]
    const shared = isObject(context) ? context : undefined
    return { messages: batch, list: 'batch', sent_at: sentAt, convert: each => convertMessage(each, null, shared) }
  }
  return { name: 'segment', isAppless: true, open }
}

/**
 * One Segment message as an event of ours, unchecked. `type` is the path's word for what it is; null: the message's own
 * counts. `shared` is a context its batch has for all. What has no place among our fields goes to `properties`. Pure;
 * never throws.
 */
export function convertMessage(message: unknown, type: string | null = null, shared?: Json): Converted {
  if (!isObject(message)) {
    return { reasons: [wrong('wrong_type', null, 'message', 'a JSON object', message)], event_id: null }
  }
  const { context } = message
  const name = type ?? message.type
  const call = typeof name === 'string' ? CALLS.get(name) : undefined
  if (call === undefined) {
    const expected = `one of ${[...CALLS.keys()].join(', ')}`
    return { reasons: [wrong('malformed', 'type', 'type', expected, name)], event_id: message.messageId }
  }
  const body = message[call.body]
  const reasons: Reason[] = []
  if (!isAbsent(body) && !isObject(body)) reasons.push(wrong('wrong_type', call.body, call.body, 'an object', body))
  if (!isAbsent(context) && !isObject(context)) {
    reasons.push(wrong('wrong_type', 'context', 'context', 'an object', context))
  }
  if (reasons.length > 0) return { reasons, event_id: message.messageId }
  const merged = shared === undefined ? context : { ...shared, ...(context as Json | undefined) }
  return convertCall(message, call, (body || {}) as Json, (merged || {}) as Json)
}

function convertCall(message: Json, call: Call, body: Json, context: Json): Converted {
  const event: Json = { event_type: call.type ?? nameEvent(message.event) }
  // No prototypes: a property called __proto__ is data like any other.
  const properties: Json = Object.create(null)
  for (const [key, field] of MESSAGE) put(event, field, message[key])
  // Exports have the client's time here, and in `timestamp` what Segment made of it; correcting it is our own task.
  if (!isAbsent(message.originalTimestamp)) event.occurred_at = message.originalTimestamp
  // An identify call without a user says something of a visitor who remains unknown.
  if (call.type === 'user_identified' && event.user_id === undefined) event.event_type = 'traits_updated'
  spreadBody(call, body, event, properties)
  for (const key in message) {
    if (key === call.body || MESSAGE.has(key) || DROPPED.has(key)) continue
    const name = call.own?.get(key) ?? key
    if (!isAbsent(message[key]) && !Object.hasOwn(properties, name)) properties[name] = message[key]
  }
  const rest = spreadContext(context, event)
  if (rest !== null) properties.context = rest
  event.properties = properties
  return { event, isRelayed: isServerLibrary(event.sdk) }
}

/** Properties that are fields of ours become them; the others stay what they are. */
function spreadBody(call: Call, body: Json, event: Json, properties: Json): void {
  const isPage = call.type === 'page_viewed'
  // Anything may stand there; what is no text is rejected, and not even String() takes every object.
  const type = typeof event.event_type === 'string' ? event.event_type : ''
  const isStrict = isPage || Object.hasOwn(eventTypes, type)
  const moved = new Set<string>()
  for (const [field, sources] of call.type === null ? propertiesOf(type) : isPage ? PAGE : []) {
    const source = sources.find(name => !isAbsent(body[name]))
    if (source === undefined) continue
    const value = asField(field, body[source])
    // A custom event may mean something else by `price`: what does not fit the field stays a property.
    if (!isStrict && !fitsField(field, value)) continue
    event[field] = value
    moved.add(source)
  }
  for (const key in body) {
    const isKnown = moved.has(key) || (isPage && event.page_url !== undefined && (key === 'path' || key === 'search'))
    if (!isKnown) properties[key] = body[key]
  }
}

/** Fills the event from the context, and returns what of it has no place there. */
function spreadContext(context: Json, event: Json): Json | null {
  let rest: Json | null = null
  for (const key in context) {
    const value = context[key]
    const field = CONTEXT.get(key)
    if (isAbsent(value) || (field !== undefined && put(event, field, value))) continue
    const table = CONTEXT_OBJECTS.get(key)
    const left = table !== undefined && isObject(value) ? spreadObject(table, value, event) : value
    if (left === null) continue
    rest ??= Object.create(null) as Json
    rest[key] = left
  }
  return rest
}

function spreadObject(table: ReadonlyMap<string, string | null>, object: Json, event: Json): Json | null {
  let rest: Json | null = null
  const moved = new Set<string>()
  for (const [key, field] of table) {
    if (field === null ? event.page_url !== undefined : put(event, field, object[key])) moved.add(key)
  }
  for (const key in object) {
    if (moved.has(key) || isAbsent(object[key])) continue
    rest ??= Object.create(null) as Json
    rest[key] = object[key]
  }
  return rest
}

/** Gives the event a field it does not have yet; false when another value has the place. */
function put(event: Json, field: string, given: unknown): boolean {
  if (isAbsent(given)) return true
  const value = asField(field, given)
  event[field] ??= value
  return event[field] === value
}

const texts: ReadonlySet<string> = new Set(
  events.fields.filter((field: Field) => field.kind === 'string').map(field => field.name),
)

/** Ids that are numbers become text, and `eur` EUR. */
function asField(field: string, value: unknown): unknown {
  if (typeof value === 'number') return texts.has(field) && Number.isFinite(value) ? String(value) : value
  return field === 'currency' && typeof value === 'string' ? value.toUpperCase() : value
}

/** Whether the contract takes this value for the field. */
function fitsField(field: string, value: unknown): boolean {
  return !Array.isArray(readEvent({ event_id: 'x', event_type: 'x', anonymous_id: 'x', [field]: value }))
}

/** `Order Completed` → order_completed; what has no Latin letter or digit stays as it is, for the check to reject. */
function nameEvent(name: unknown): unknown {
  if (typeof name !== 'string') return name
  const snake = name
    .slice(0, 1024)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  if (snake === '') return name
  const known = NAMES.get(snake) ?? snake
  return /^[a-z]/.test(known) ? known : `event_${known}`
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
