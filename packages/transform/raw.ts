// A line of the raw archive: a record as it came but for the addresses, from which today's transform makes the same row.
import { chooseApp } from '@clickstream/events/app'
import { readEvent } from '@clickstream/events/check'
import { type Decoded, decodeText } from '@clickstream/events/decoded'
import type { EventEnvelope } from '@clickstream/events/envelope'
import { membersOf, withoutMembers } from '@clickstream/events/members'
import { findCountry } from './enrich.ts'

const EVENT = ',"event":'
const ADDRESS: ReadonlySet<string> = new Set(['ip'])
/** What a line says anew. */
const RENEWED: ReadonlySet<string> = new Set(['received_at', 'country', 'event', ...ADDRESS])
/** A number that JSON.parse takes for infinite has one of these. */
const LARGE = /[eE]\+?\d{3}|\d{200}/

/**
 * A record of the stream as a line: its envelope without the connection's ip and the event's own, with the `country`
 * read off them, all else as it came. An event that breaks the contract stays whole, as its row in `rejected` does. What
 * is no envelope stands whole in `record`.
 */
export function writeRaw(decoded: Decoded): string {
  const { envelope, text, received_at } = decoded
  if (envelope === null) return JSON.stringify({ received_at, record: text })
  return replaceHead(decoded, envelope as EventEnvelope) ?? rewrite(decoded, envelope as EventEnvelope)
}

/** A line of an import: the envelope it was taken for; with the line itself where it broke the contract. */
export function writeImported(decoded: Decoded, isBroken: boolean): string {
  const { envelope, text, received_at, original } = decoded
  if (envelope === null) return JSON.stringify({ received_at, record: text })
  const { event: value, ...facts } = envelope as EventEnvelope
  const event = value as { ip?: unknown } | null
  const line: Record<string, unknown> = { ...facts }
  if (isBroken) line.original = original
  else if (typeof event?.ip === 'string') {
    line.country = findCountry(event.ip || null, envelope as EventEnvelope) ?? undefined
    event.ip = undefined
  }
  // The contract takes no infinite number: only what broke it may have one.
  const keep = isBroken && LARGE.test(text) ? keepInfinite : undefined
  try {
    return JSON.stringify({ ...line, event }, keep)
  } catch {
    return `${JSON.stringify(line).slice(0, -1)},"event":${writeDeep(value as object, text, keep)}}`
  }
}

/** An event nested too deep to be written: what of it is takes its text from the line. */
function writeDeep(event: object, line: string, keep: typeof keepInfinite | undefined): string {
  const texts = new Map(membersOf(line).map(({ name, value, end }) => [name, line.slice(value, end)]))
  const parts: string[] = []
  for (const [name, value] of Object.entries(event)) {
    let text: string | undefined
    try {
      text = JSON.stringify(value, keep)
    } catch {
      text = texts.get(name) ?? 'null'
    }
    if (text !== undefined) parts.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${parts.join(',')}}`
}

/** What a line of the archive holds, as if the record had just been read from the stream. Never throws. */
export function readRaw(line: string): Decoded {
  const decoded = decodeText(line, 0)
  if (decoded.envelope === null) return decoded.isForgotten ? decoded : readVerbatim(decoded)
  const { original } = decoded.envelope as EventEnvelope
  return typeof original === 'string' ? { ...decoded, original } : decoded
}

function readVerbatim(decoded: Decoded): Decoded {
  try {
    const { record, received_at } = JSON.parse(decoded.text) as { record?: unknown; received_at?: unknown }
    if (typeof record !== 'string' || typeof received_at !== 'number') return decoded
    return { envelope: null, text: record, plain: false, received_at }
  } catch {
    return decoded
  }
}

/**
 * The quick way, for what our collector wrote: only what stands before the event is written again. Null where that does
 * not do: an address within the event, or text that may hide one.
 */
function replaceHead({ text, plain, received_at }: Decoded, envelope: EventEnvelope): string | null {
  if (!plain || envelope.received_at !== received_at || text.includes('\n') || text.includes('\r')) return null
  if (!('event' in envelope)) return 'ip' in envelope ? null : text
  const end = text.indexOf(EVENT)
  if (end === -1 || 'country' in envelope || text.includes('"ip"', end)) return null
  if (!('ip' in envelope)) return text
  let head: { ip?: unknown }
  try {
    head = JSON.parse(`${text.slice(0, end)}}`) as { ip?: unknown }
  } catch {
    // This is another object's event, not the envelope's.
    return null
  }
  const { ip: _, ...facts } = head
  const country = findCountry(null, envelope)
  return JSON.stringify(country === null ? facts : { ...facts, country }).slice(0, -1) + text.slice(end)
}

function rewrite({ text, plain, received_at }: Decoded, envelope: EventEnvelope): string {
  const members = membersOf(text)
  const parts = [`"received_at":${received_at}`]
  for (const { name, start, end } of members) if (!RENEWED.has(name)) parts.push(text.slice(start, end))
  const event = members.findLast(({ name }) => name === 'event')
  if (event !== undefined) {
    const draft = readEvent(envelope.event, plain)
    const isBroken = Array.isArray(draft) || typeof chooseApp(envelope, draft) !== 'string'
    const country = findCountry(isBroken ? null : draft.ip, envelope)
    if (country !== null) parts.push(`"country":${JSON.stringify(country)}`)
    const json = text.slice(event.value, event.end)
    parts.push(`"event":${isBroken ? json : withoutMembers(json, ADDRESS)}`)
  }
  // Between the tokens of valid JSON a line end is a space, and within them there is none.
  return `{${parts.join(',')}}`.replace(/[\r\n]+/g, ' ')
}

/** 1e999 stays 1e999, where JSON.stringify would write null. */
function keepInfinite(_: string, value: unknown): unknown {
  if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) return value
  const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown }
  return rawJSON(value > 0 ? '1e999' : '-1e999')
}
