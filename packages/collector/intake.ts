// A delivery's messages, each sorted into a record of an event or the records of a rejected one.
import { at, type Draft, type Reason, readEvent, wrong } from '@clickstream/events/check'
import { rejectedEnvelopes } from '@clickstream/events/envelope'
import { eventTypes, SLUG } from '@clickstream/events/tables'
import { MAX_RECORD_BYTES, type NewRecord } from '@clickstream/stream/stream'
import type { Grant } from './access.ts'
import { type Delivery, type Facts, isObject } from './dialects/dialect.ts'
import { elementTexts } from './elements.ts'

/** The most bytes of one event as sent. */
export const MAX_EVENT_BYTES = 1024 * 1024

/** One event the answer says was rejected. */
export interface Rejection {
  /** Its place in the request, from 0. */
  readonly index: number
  readonly event_id: string | null
  readonly reasons: readonly Reason[]
}

/** What became of a delivery, before anything is kept. */
export interface Sorted {
  /** A record an accepted event. */
  readonly accepted: readonly NewRecord[]
  readonly rejections: readonly Rejection[]
  /** The rejections as records: one each, or more where the payload is longer than a record. */
  readonly rejected: readonly NewRecord[]
  /** Each message's event_id, null where rejected; undefined when the clients gave all of them. */
  readonly event_ids: readonly (string | null)[] | undefined
}

/** A request, as far as its events need it. */
export interface Origin {
  readonly dialect: string
  readonly grant: Grant
  readonly facts: Facts
  /** The body, for the payloads of rejected events. */
  readonly text: string
}

/** Checks every message. Bad ones never touch the others. */
export function sortDelivery(delivery: Delivery, origin: Origin, makeId: () => string): Sorted {
  const judge = new Judge(delivery, origin, makeId)
  const accepted: NewRecord[] = []
  const rejected: NewRecord[] = []
  const rejections: Rejection[] = []
  const ids: (string | null)[] = []
  let hasMadeId = false
  delivery.messages.forEach((message, index) => {
    const verdict = judge.judge(message, index)
    if (verdict.reasons === undefined) {
      accepted.push(verdict.record)
      ids.push(verdict.event_id)
      hasMadeId ||= verdict.isMadeId
    } else {
      const rejection = { index, event_id: readId(verdict.given), reasons: verdict.reasons }
      rejections.push(rejection)
      rejected.push(...encodeRejected(rejection, origin, judge.textOf(index), message, makeId))
      ids.push(null)
    }
  })
  return { accepted, rejections, rejected, event_ids: hasMadeId ? ids : undefined }
}

/** Sorts a body that could not be opened at all: one rejection of the whole text. */
export function sortBroken(reasons: readonly Reason[], origin: Origin, makeId: () => string): Sorted {
  const rejection = { index: 0, event_id: null, reasons }
  const rejected = encodeRejected(rejection, origin, origin.text, null, makeId)
  return { accepted: [], rejections: [rejection], rejected, event_ids: undefined }
}

type Verdict =
  | { record: NewRecord; event_id: string; isMadeId: boolean; reasons?: undefined }
  | { reasons: readonly Reason[]; given: unknown }

class Judge {
  readonly #delivery: Delivery
  readonly #origin: Origin
  readonly #makeId: () => string
  readonly #head: string
  readonly #relayedHead: string
  readonly #sentAtFaults: readonly Reason[]
  readonly #mayExceed: boolean
  #texts: readonly string[] | undefined

  constructor(delivery: Delivery, origin: Origin, makeId: () => string) {
    this.#delivery = delivery
    this.#origin = origin
    this.#makeId = makeId
    this.#mayExceed = Buffer.byteLength(origin.text) > MAX_EVENT_BYTES
    this.#sentAtFaults = faultsOfSentAt(delivery.sent_at)
    const sent_at = this.#sentAtFaults.length > 0 ? undefined : (delivery.sent_at ?? undefined)
    const { received_at, ...visitor } = origin.facts
    const arrival = { received_at, app: origin.grant.app ?? undefined, dialect: origin.dialect }
    // The envelope of each event but for the event: written once a request.
    this.#head = JSON.stringify({ ...arrival, ...visitor, sent_at }).slice(0, -1)
    this.#relayedHead = JSON.stringify({ ...arrival, sent_at }).slice(0, -1)
  }

  judge(message: unknown, index: number): Verdict {
    const size = this.#mayExceed ? Buffer.byteLength(this.textOf(index)) : 0
    if (size > MAX_EVENT_BYTES) {
      const given = isObject(message) ? (message.event_id ?? message.messageId) : null
      return { reasons: [tooLarge(size)], given }
    }
    const converted = this.#delivery.convert(message)
    if (converted.reasons !== undefined) return { reasons: converted.reasons, given: converted.event_id }
    const { event, isRelayed = false } = converted
    const given = isObject(event) ? event.event_id : null
    const isMadeId = isObject(event) && (given === undefined || given === null || given === '')
    if (isMadeId) event.event_id = this.#makeId()
    if (isObject(event) && !isRelayed) fillPage(event, this.#origin.facts.page_url)
    const draft = readEvent(event)
    if (Array.isArray(draft)) return { reasons: draft, given }
    const faults = this.#faultsOf(draft)
    if (faults.length > 0) return { reasons: faults, given }
    const head = isRelayed ? this.#relayedHead : this.#head
    const record = encode(draft, `${head},"event":${JSON.stringify(event)}}`)
    const bytes = record.data.length + Buffer.byteLength(record.partition_key)
    if (bytes > MAX_RECORD_BYTES) return { reasons: [tooLarge(bytes)], given }
    return { record, event_id: draft.row[at.event_id] as string, isMadeId }
  }

  /** A message's text as it was sent. */
  textOf(index: number): string {
    const { list } = this.#delivery
    if (list === null) return this.#origin.text.trim()
    this.#texts ??= elementTexts(this.#origin.text, list) ?? []
    return this.#texts[index] ?? this.#origin.text
  }

  /** What is wrong with an event that by itself is right. */
  #faultsOf(draft: Draft): readonly Reason[] {
    if (this.#sentAtFaults.length > 0 && draft.row[at.sent_at] === null) return this.#sentAtFaults
    const { app } = this.#origin.grant
    if (app === null && draft.app === null) {
      const expected = `${SLUG.words} in every event, as no write key says it`
      return [wrong('missing', 'app', 'app', expected, undefined)]
    }
    if (app !== null && draft.app !== null && draft.app !== app) {
      return [wrong('wrong_app', 'app', 'app', `${app}, the write key's app, or none`, draft.app)]
    }
    return []
  }
}

function encode(draft: Draft, json: string): NewRecord {
  const { row } = draft
  const partition_key = (row[at.anonymous_id] ?? row[at.user_id] ?? row[at.event_id]) as string
  return { partition_key, data: Buffer.from(json) }
}

function encodeRejected(
  rejection: Rejection,
  origin: Origin,
  payload: string,
  message: unknown,
  makeId: () => string,
): NewRecord[] {
  const app = origin.grant.app ?? appOf(message)
  const arrival = { received_at: origin.facts.received_at, dialect: origin.dialect, ...(app === null ? {} : { app }) }
  // One key, so that the parts of a long payload stay in order.
  const partition_key = rejection.event_id ?? makeId()
  return rejectedEnvelopes(arrival, rejection.reasons, payload, rejection.event_id).map(envelope => ({
    partition_key,
    data: Buffer.from(JSON.stringify(envelope)),
  }))
}

/** The Referer is the page of an event that names none; it has to stand in those that cannot do without. */
function fillPage(event: Record<string, unknown>, referer: string | undefined): void {
  if (referer === undefined || (event.page_url !== undefined && event.page_url !== null && event.page_url !== ''))
    return
  const { event_type } = event
  if (typeof event_type !== 'string' || !Object.hasOwn(eventTypes, event_type)) return
  if (eventTypes[event_type]!.includes('page_url')) event.page_url = referer
}

/** The batch's own sent_at, checked as an event's is. */
function faultsOfSentAt(sent_at: unknown): Reason[] {
  const read = readEvent({ event_id: 'x', event_type: 'x', anonymous_id: 'x', sent_at })
  return Array.isArray(read) ? read : []
}

function tooLarge(size: number): Reason {
  const reason = `event: expected at most ${MAX_EVENT_BYTES} bytes, got ${size}`
  return { reason_code: 'too_large', field: null, reason }
}

function readId(given: unknown): string | null {
  return typeof given === 'string' && given !== '' && given.length <= 128 ? given.toWellFormed() : null
}

function appOf(message: unknown): string | null {
  return isObject(message) && typeof message.app === 'string' && message.app !== '' ? message.app.slice(0, 128) : null
}
