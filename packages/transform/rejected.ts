// Rows of `rejected`, from each of the ways that lead there.
import { type Cell, type Reason, wrong } from '@clickstream/events/check'
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import { CONTRACT_VERSION } from '@clickstream/events/tables'
import type { Decoded } from './decode.ts'

/** A record that is no envelope of ours. */
export function unreadableRow({ text, received_at }: Decoded): Cell[] {
  const reason = wrong('not_json', null, 'record', 'an event from the collector', text)
  return makeRow(received_at, null, null, null, [reason], text)
}

/** What the collector rejected; another producer may have put anything into it. */
export function rejectedRow(received_at: number, envelope: RejectedEnvelope): Cell[] {
  const kept = envelope.rejected as Partial<RejectedEnvelope['rejected']> | null
  const reason: Reason = {
    reason_code: String(kept?.reason_code ?? 'unnamed'),
    field: kept?.field == null ? null : String(kept.field),
    reason: String(kept?.reason ?? 'rejected without a reason'),
  }
  const eventId = kept?.event_id == null ? null : String(kept.event_id)
  const payload = typeof kept?.payload === 'string' ? kept.payload : (JSON.stringify(kept?.payload) ?? '')
  return makeRow(received_at, envelope.app, envelope.dialect, eventId, [reason], payload)
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
    decoded.original ?? payloadOf(decoded, envelope),
  )
}

function payloadOf(decoded: Decoded, envelope: EventEnvelope): string {
  try {
    return JSON.stringify(envelope.event) ?? decoded.text
  } catch {
    // Nested too deep to be written again: the record's own text has it.
    return decoded.text
  }
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
