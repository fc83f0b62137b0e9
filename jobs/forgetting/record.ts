// A record of the stream, or a line of the raw archive: whose is it?
import { at, readEvent } from '@clickstream/events/check'
import type { Envelope } from '@clickstream/events/envelope'
import { EARLIEST, LATEST } from '@clickstream/events/time'
import type { Ids, Subject } from './subject.ts'

/** Whether what arrived is the person's, and arrived at `until` (ms since 1970) or before. */
export function ownsRecord(subject: Subject, text: string, arrived_at: number | null, until: number): boolean {
  const record = readRecord(subject, text, arrived_at)
  if (record === null || (record.received_at !== null && record.received_at > until)) return false
  if (subject.app !== null && record.app !== null && record.app !== subject.app) return false
  return record.ids !== null ? subject.owns(record.ids) : subject.ownsText(record.text)
}

/** The device that the record shows the user to be logged in on; null when it shows none. */
export function findLogin(subject: Subject, text: string, arrived_at: number | null, until: number): string | null {
  const record = readRecord(subject, text, arrived_at)
  if (record?.ids == null || (record.received_at !== null && record.received_at > until)) return null
  if (subject.app !== null && record.app !== subject.app) return null
  const { user_id, anonymous_id } = record.ids
  return user_id !== null && subject.isSubject(user_id) ? anonymous_id : null
}

interface Read {
  /** Of an event that keeps the contract; null: its text has to be searched. */
  readonly ids: Ids | null
  readonly text: string
  readonly app: string | null
  /** ms since 1970; null when neither the record nor the stream says it. */
  readonly received_at: number | null
}

/** Null when a glance says that none of the ids is in it. */
function readRecord(subject: Subject, text: string, arrived_at: number | null): Read | null {
  if (!subject.mayStandIn(text)) return null
  const nothing = { ids: null, text, app: null, received_at: arrived_at }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return nothing
  }
  if (typeof value !== 'object' || value === null) return nothing
  const envelope = value as Envelope
  const received = envelope.received_at
  const isSane = Number.isInteger(received) && received >= EARLIEST && received < LATEST
  const read = { ...nothing, received_at: isSane ? received : arrived_at, app: textOf(envelope.app) }
  if ('event' in envelope) {
    const draft = readEvent(envelope.event)
    if (Array.isArray(draft))
      return { ...read, app: read.app ?? textOf((envelope.event as { app?: unknown } | null)?.app) }
    const { row } = draft
    const ids = { anonymous_id: row[at.anonymous_id] as string | null, user_id: row[at.user_id] as string | null }
    return { ...read, ids, app: read.app ?? draft.app }
  }
  const { rejected, record } = value as { rejected?: { payload?: unknown } | null; record?: unknown }
  const inner = rejected?.payload ?? record
  return typeof inner === 'string' ? { ...read, text: inner } : read
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
