// Rows of `rejected`, from each of the ways that lead there.
import { type Cell, type Reason, wrong } from '@clickstream/events/check'
import type { Decoded } from '@clickstream/events/decoded'
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import { membersOf } from '@clickstream/events/members'
import { CONTRACT_VERSION } from '@clickstream/events/tables'

/** A record that is no envelope of ours. */
export function unreadableRow({ text, received_at }: Decoded): Cell[] {
  const reason = wrong('not_json', null, 'record', 'an event from the collector', text)
  return makeRow(received_at, null, null, null, [reason], text)
}

/** What the collector rejected; another producer may have put anything into it. */
export function rejectedRow({ received_at, text }: Decoded, envelope: RejectedEnvelope): Cell[] {
  const kept = envelope.rejected as Partial<Record<keyof RejectedEnvelope['rejected'], unknown>> | null
  const reason: Reason = {
    reason_code: wordOf(kept?.reason_code) ?? 'unnamed',
    field: wordOf(kept?.field),
    reason: wordOf(kept?.reason) ?? 'rejected without a reason',
  }
  const payload = typeof kept?.payload === 'string' ? kept.payload : writeJson(kept?.payload, text)
  return makeRow(received_at, envelope.app, envelope.dialect, wordOf(kept?.event_id), [reason], payload)
}

/** An event that breaks the contract. */
export function breakRow(decoded: Decoded, envelope: EventEnvelope, reasons: readonly Reason[]): Cell[] {
  const event = envelope.event as { app?: unknown; event_id?: unknown } | null
  const id = textOf(event?.event_id, 128)
  return makeRow(
    decoded.received_at,
    envelope.app ?? event?.app,
    envelope.dialect,
    id,
    reasons,
    decoded.original ?? writeEvent(envelope, decoded.text),
  )
}

/** The event as JSON; where it is nested too deep to be written again, as it stands in the record's text. */
function writeEvent({ event }: EventEnvelope, text: string): string {
  try {
    return JSON.stringify(event) ?? text
  } catch {
    const member = membersOf(text).findLast(({ name }) => name === 'event')
    return member === undefined ? text : text.slice(member.value, member.end)
  }
}

/** The value as JSON; where it is nested too deep to be written again, the record's own text has it. */
function writeJson(value: unknown, text: string): string {
  try {
    return JSON.stringify(value) ?? text
  } catch {
    return text
  }
}

/** A text or number as text; of what has parts, null: even String() throws on some of it. */
function wordOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function makeRow(
  received_at: number,
  app: unknown,
  dialect: unknown,
  event_id: string | null,
  reasons: readonly Reason[],
  payload: string,
): Cell[] {
  return [
    received_at,
    textOf(app, 128),
    textOf(dialect, 64),
    event_id,
    reasons[0]!.reason_code,
    reasons[0]!.field,
    reasons.map(reason => reason.reason).join('; '),
    payload,
    CONTRACT_VERSION,
  ]
}

/** A text, cut; null for an empty one and for anything else. */
function textOf(value: unknown, max: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, max) : null
}
