// What became of a record of the stream, told by the contract as the transform does: this only looks, and keeps nothing.
import { chooseApp } from '@clickstream/events/app'
import { type Draft, type Reason, readEvent } from '@clickstream/events/check'
import { decodeText } from '@clickstream/events/decoded'
import type { Envelope, EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import type { Seen } from '@clickstream/stream/newest'
import { showPayload, showReason } from './payload.ts'
import type { TailEntry } from './wire-rejected.ts'

const MAX_PAYLOAD = 4_000
const MAX_WORD = 128
const MAX_REASON = 600

/** A later part of a payload that is longer than a record. */
const LATER_PART = / \(part ([2-9]|[1-9]\d+) of \d+\)$/

/** Null for what makes no row of its own: who was forgotten, and the later parts of a payload. */
export function judgeRecord({ data, arrived_at, sequence_number, shard }: Seen): TailEntry | null {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8')
  const { envelope, plain, received_at, isForgotten } = decodeText(text, arrived_at)
  if (isForgotten) return null
  const said = tell(envelope, text, plain)
  if (said === null) return null
  const event = objectOf(said.event)
  const { text: payload, isCut } = showPayload(said.payload, MAX_PAYLOAD)
  return {
    id: `${shard}/${sequence_number}`,
    received_at: new Date(received_at).toISOString(),
    isAccepted: said.reason === null,
    event_type: wordOf(event.event_type) ?? wordOf(event.event) ?? wordOf(event.type),
    app: wordOf(envelope?.app) ?? wordOf(event.app),
    dialect: wordOf(envelope?.dialect),
    ...readSdk(event),
    event_id: said.event_id,
    reason_code: said.reason?.reason_code ?? null,
    field: said.reason?.field ?? null,
    reason: said.reason === null ? null : showReason(said.reason.reason).slice(0, MAX_REASON),
    payload,
    isCut,
  }
}

/** The SDK that an event names, in our words or Segment's. */
export function readSdk(event: Readonly<Record<string, unknown>>): { sdk: string | null; sdk_version: string | null } {
  const library = objectOf(objectOf(event.context).library)
  return {
    sdk: wordOf(event.sdk) ?? wordOf(library.name),
    sdk_version: wordOf(event.sdk_version) ?? wordOf(library.version),
  }
}

interface Said {
  readonly reason: Reason | null
  readonly event: unknown
  readonly event_id: string | null
  readonly payload: string
}

function tell(envelope: Envelope | null, text: string, plain: boolean): Said | null {
  if (envelope === null) {
    const reason = { reason_code: 'not_json', field: null, reason: 'record: expected an event from the collector' }
    return { reason, event: null, event_id: null, payload: text }
  }
  return 'event' in envelope ? tellEvent(envelope, plain) : tellRejected(envelope)
}

function tellEvent(envelope: EventEnvelope, plain: boolean): Said {
  const { event } = envelope
  const draft = readEvent(event, plain)
  const app = Array.isArray(draft) ? draft : chooseApp(envelope, draft as Draft)
  const reasons = Array.isArray(app) ? app : []
  const reason =
    reasons[0] === undefined ? null : { ...reasons[0], reason: reasons.map(each => each.reason).join('; ') }
  return { reason, event, event_id: wordOf(objectOf(event).event_id), payload: write(event) }
}

function tellRejected({ rejected }: RejectedEnvelope): Said | null {
  // Another producer may have put anything into it.
  const kept = objectOf(rejected)
  const why = wordOf(kept.reason, MAX_REASON * 2) ?? 'rejected without a reason'
  if (LATER_PART.test(why)) return null
  const payload = typeof kept.payload === 'string' ? kept.payload : write(kept.payload)
  const reason = { reason_code: wordOf(kept.reason_code) ?? 'unnamed', field: wordOf(kept.field), reason: why }
  return { reason, event: parse(payload), event_id: wordOf(kept.event_id), payload }
}

function write(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '(nested too deep to be shown)'
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function wordOf(value: unknown, most = MAX_WORD): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : null
}
