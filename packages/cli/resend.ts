// Rejected payloads sent again: those the contract now accepts, each once, at the time they were of.

import { convertMessage } from '@clickstream/collector/dialects/segment'
import { MAX_EVENT_BYTES } from '@clickstream/collector/intake'
import { readEvent } from '@clickstream/events/check'
import { readTime } from '@clickstream/events/time'
import type { Engine, Parameter } from '@clickstream/query/engine'
import { type Rejected, type RejectedFilter, readDay, readDays } from '@clickstream/query/rejections'
import type { Sender } from './sender.ts'
import { saltId } from './shift.ts'

export interface ResendSummary {
  /** Payloads looked at. */
  readonly rejected: number
  readonly accepted: number
  /** Left out: the lake has an event of that id. */
  readonly known: number
  /** Left out: another payload says the same event. */
  readonly repeated: number
  /** Left out: they came by an import, and belong to their own time. */
  readonly imported: number
  /** Still against the contract, by reason_code; those the collector itself refused are under `collector`. */
  readonly still: Readonly<Record<string, number>>
}

/** A payload that the contract accepts now. */
interface Mended {
  readonly event_id: string
  readonly app: string
  readonly dialect: Dialect
  readonly message: Json
}

type Json = Record<string, unknown>
type Dialect = 'events' | 'segment'

/** What a dialect calls an event's id and times. */
const names = {
  events: { id: 'event_id', times: ['occurred_at'], time: 'occurred_at', sent: 'sent_at' },
  segment: { id: 'messageId', times: ['timestamp', 'originalTimestamp'], time: 'timestamp', sent: 'sentAt' },
} as const

const REQUEST_EVENTS = 500
const REQUEST_CHARACTERS = 1024 * 1024
const QUESTION_IDS = 500

/**
 * Goes through the rejected of the filter, day by day. Safe to run again: ids are the events' own or made of payload and
 * arrival, and what the lake has is left out.
 * @throws what engine and sender throw; what was accepted until then stays.
 */
export async function resend(
  engine: Engine,
  filter: RejectedFilter,
  sender: Sender,
  onProgress: (done: number) => void = () => {},
  clock: () => number = Date.now,
): Promise<ResendSummary> {
  const sum = { rejected: 0, accepted: 0, known: 0, repeated: 0, imported: 0 }
  const still: Record<string, number> = {}
  const count = (code: string, n = 1) => {
    if (n > 0) still[code] = (still[code] ?? 0) + n
  }
  const seen = new Set<string>()
  for (const day of await readDays(engine, filter)) {
    const ready: Mended[] = []
    for (const row of await readDay(engine, filter, day)) {
      sum.rejected++
      if (row.dialect === 'import') {
        sum.imported++
        continue
      }
      const mended = mend(row, clock())
      if (typeof mended === 'string') count(mended)
      else if (seen.has(keyOf(mended))) sum.repeated++
      else {
        seen.add(keyOf(mended))
        ready.push(mended)
      }
    }
    const known = await findKnown(engine, ready, day)
    sum.known += known.size
    const fresh = ready.filter(mended => !known.has(keyOf(mended)))
    for (const { path, body, events } of writeRequests(fresh)) {
      const { accepted } = await sender.send(() => body, undefined, path)
      sum.accepted += accepted
      count('collector', events - accepted)
      onProgress(sum.accepted)
    }
  }
  return { ...sum, still }
}

function keyOf({ app, event_id }: Pick<Mended, 'app' | 'event_id'>): string {
  return `${app}\n${event_id}`
}

/** The payload ready to be sent, or the code of the reason why it would be rejected again. */
export function mend(row: Rejected, now: number): Mended | string {
  let value: unknown
  try {
    value = JSON.parse(row.payload)
  } catch {
    return 'not_json'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'wrong_type'
  if (Buffer.byteLength(row.payload) > MAX_EVENT_BYTES) return 'too_large'
  const dialect: Dialect = row.dialect === 'segment' ? 'segment' : 'events'
  const message = restore(value as Json, dialect, row, now)
  const event = dialect === 'segment' ? convertMessage(message) : { event: message, reasons: undefined }
  if (event.reasons !== undefined) return event.reasons[0]?.reason_code ?? 'malformed'
  const draft = readEvent(event.event)
  if (Array.isArray(draft)) return draft[0]!.reason_code
  const app = row.app ?? draft.app
  if (app === null) return 'missing'
  if (draft.app !== null && draft.app !== app) return 'wrong_app'
  return {
    event_id: String((event.event as Json).event_id),
    app,
    dialect,
    message: dialect === 'events' ? { ...message, app } : message,
  }
}

/** As it was when it came, on today's clock: its id, its time, and the skew of its clock stay. */
function restore(value: Json, dialect: Dialect, row: Rejected, now: number): Json {
  const { id, times, time, sent } = names[dialect]
  const arrived = Date.parse(row.received_at)
  const message = { ...value }
  if (!message[id]) message[id] = saltId(row.payload, row.received_at)
  if (times.every(name => !message[name])) message[time] = row.received_at
  const sentAt = readTime(message[sent])
  if (sentAt !== null) message[sent] = new Date(now + sentAt - arrived).toISOString()
  return message
}

/** Which of them the lake has, by key; they cannot have arrived before they were rejected. */
async function findKnown(engine: Engine, ready: readonly Mended[], since: string): Promise<Set<string>> {
  const known = new Set<string>()
  for (let i = 0; i < ready.length; i += QUESTION_IDS) {
    const ids = ready.slice(i, i + QUESTION_IDS)
    const sql = `select distinct app, event_id from events
      where received_date >= ? and event_id in (${ids.map(() => '?').join(', ')})`
    const values = [since, ...ids.map(mended => mended.event_id)]
    const parameters = values.map((value, n): Parameter => ({ name: `p${n}`, type: 'string', value }))
    const wanted = new Set(ids.map(keyOf))
    for (const [app, event_id] of (await engine.run(sql, parameters)).rows) {
      const key = keyOf({ app: String(app), event_id: String(event_id) })
      if (wanted.has(key)) known.add(key)
    }
  }
  return known
}

/** Segment's messages say no app: theirs is the write key's, which without keys is the app's name. */
function* writeRequests(ready: readonly Mended[]): Generator<{ path: string; body: string; events: number }> {
  const groups = Map.groupBy(ready, ({ dialect, app }) => (dialect === 'segment' ? `segment ${app}` : 'events'))
  for (const group of groups.values()) {
    const { dialect, app } = group[0]!
    const wrap = (texts: readonly string[]) => ({
      path: dialect === 'segment' ? 'v1/batch' : 'v1/events',
      body:
        dialect === 'segment'
          ? `{"writeKey":${JSON.stringify(app)},"batch":[${texts.join(',')}]}`
          : `{"events":[${texts.join(',')}]}`,
      events: texts.length,
    })
    let texts: string[] = []
    let characters = 0
    for (const { message } of group) {
      const text = JSON.stringify(message)
      if (texts.length >= REQUEST_EVENTS || (texts.length > 0 && characters + text.length > REQUEST_CHARACTERS)) {
        yield wrap(texts)
        texts = []
        characters = 0
      }
      texts.push(text)
      characters += text.length
    }
    yield wrap(texts)
  }
}
