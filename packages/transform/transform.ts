// A batch of records in, rows in the lake out. Safe to run again with the same batch, at any point of it.
import { at, type Cell, type Draft, type Reason, readEvent, wrong } from '@clickstream/events/check'
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import { CONTRACT_VERSION, events, rejected, SLUG } from '@clickstream/events/tables'
import { dateOf, hourOf } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import type { Decoded } from './decode.ts'
import { enrich } from './enrich.ts'
import { Landing } from './landing.ts'
import { type Extent, HOUR, type Repeats } from './repeats.ts'

export interface Batch {
  /** Where the records come from; part of the files' names. */
  readonly shard: string
  /** What a batch that comes again means by its own rows: to write over them (the default), or that they are repeats. */
  readonly again?: 'overwrite' | 'repeated'
  /** In order of `sequence`, which is of fixed width. Taken one by one, so that one at a time is in memory. */
  readonly records: Iterable<{ readonly sequence: string; readonly decoded: Decoded }>
}

/** What became of a batch: rows_in = rows_out + rejected + repeated. */
export interface Outcome {
  readonly rows_in: number
  readonly rows_out: number
  readonly rejected: number
  readonly repeated: number
  readonly files: number
  /** Parquet bytes written. */
  readonly bytes: number
  /** The newest arrival in it, ms since 1970. */
  readonly newest_at: number | null
}

/** @throws whatever store or catalog throw: the batch is then to be run again. */
export async function transformBatch(
  batch: Batch,
  deps: { readonly store: Store; readonly catalog: Catalog; readonly repeats: Repeats },
): Promise<Outcome> {
  const { store, catalog, repeats } = deps
  const landing = new Landing(batch.shard)
  const counts = { rows_in: 0, rows_out: 0, rejected: 0, repeated: 0 }
  let extent: Extent | undefined
  let last = ''
  let newest_at: number | null = null
  try {
    for (const { sequence, decoded } of batch.records) {
      if (extent === undefined) {
        extent = { shard: batch.shard, first: batch.again === 'repeated' ? null : sequence }
        repeats.begin(extent)
      }
      const hour = Math.floor(decoded.received_at / HOUR)
      if (!repeats.isLoaded(hour)) await repeats.load(hour, extent)
      counts[land(decoded, sequence, landing, repeats)]++
      counts.rows_in++
      last = sequence
      if (newest_at === null || decoded.received_at > newest_at) newest_at = decoded.received_at
    }
    const written = await landing.write(store, catalog)
    if (extent !== undefined) repeats.finish(extent, last)
    return { ...counts, ...written, newest_at }
  } catch (error) {
    repeats.forget()
    throw error
  }
}

function land(decoded: Decoded, sequence: string, landing: Landing, repeats: Repeats) {
  const { envelope, received_at } = decoded
  if (envelope === null) {
    const reason = wrong('not_json', null, 'record', 'an event from the collector', decoded.text)
    return landRejected(landing, sequence, received_at, null, null, null, [reason], decoded.text)
  }
  if ('rejected' in envelope) return landEnvelope(landing, sequence, received_at, envelope)
  const draft = readEvent(envelope.event, !decoded.text.includes('\\u'))
  if (Array.isArray(draft)) return landBroken(landing, sequence, decoded, envelope, draft)
  const app = chooseApp(envelope, draft)
  if (typeof app !== 'string') return landBroken(landing, sequence, decoded, envelope, [app])
  const hour = Math.floor(received_at / HOUR)
  if (repeats.isRepeated(app, draft.row[at.event_id] as string, hour)) return 'repeated' as const
  enrich(draft, envelope, received_at)
  const values = () => ({ app, received_date: dateOf(received_at), received_hour: hourOf(received_at) })
  landing.add(events, `${app}/${hour}`, values, draft.row, sequence)
  return 'rows_out' as const
}

/** The write key's app, or the event's own where there is no key; a Reason when neither says it or they differ. */
export function chooseApp(envelope: Pick<EventEnvelope, 'app'>, draft: Draft): string | Reason {
  const { app } = envelope
  if (app === undefined || app === null) return draft.app ?? wrong('missing', 'app', 'app', SLUG.words, undefined)
  if (typeof app !== 'string' || !SLUG.regexp.test(app)) return wrong('malformed', 'app', 'app', SLUG.words, app)
  if (draft.app !== null && draft.app !== app) {
    return wrong('wrong_app', 'app', 'app', `${app}, as the write key says`, draft.app)
  }
  return app
}

function landEnvelope(landing: Landing, sequence: string, received_at: number, envelope: RejectedEnvelope) {
  const { rejected: kept, app, dialect } = envelope
  const reason: Reason = {
    reason_code: String(kept?.reason_code ?? 'unnamed'),
    field: kept?.field == null ? null : String(kept.field),
    reason: String(kept?.reason ?? 'rejected without a reason'),
  }
  const eventId = kept?.event_id == null ? null : String(kept.event_id)
  const payload = typeof kept?.payload === 'string' ? kept.payload : (JSON.stringify(kept?.payload) ?? '')
  return landRejected(landing, sequence, received_at, app ?? null, dialect, eventId, [reason], payload)
}

function landBroken(landing: Landing, sequence: string, decoded: Decoded, envelope: EventEnvelope, reasons: Reason[]) {
  const event = envelope.event as { app?: unknown; event_id?: unknown } | null
  const app = envelope.app ?? event?.app
  const id = typeof event?.event_id === 'string' ? event.event_id.slice(0, 128) : null
  let payload: string
  try {
    payload = decoded.original ?? JSON.stringify(envelope.event) ?? decoded.text
  } catch {
    // Nested too deep to be written again: the record's own text has it.
    payload = decoded.text
  }
  return landRejected(landing, sequence, decoded.received_at, app, envelope.dialect, id, reasons, payload)
}

function landRejected(
  landing: Landing,
  sequence: string,
  received_at: number,
  app: unknown,
  dialect: unknown,
  event_id: string | null,
  reasons: readonly Reason[],
  payload: string,
) {
  const row: Cell[] = [
    received_at,
    typeof app === 'string' ? app.slice(0, 128) : null,
    typeof dialect === 'string' ? dialect.slice(0, 64) : null,
    event_id,
    reasons[0]!.reason_code,
    reasons[0]!.field,
    reasons.map(reason => reason.reason).join('; '),
    payload,
    CONTRACT_VERSION,
  ]
  const received_date = dateOf(received_at)
  landing.add(rejected, `rejected/${received_date}`, () => ({ received_date }), row, sequence)
  return 'rejected' as const
}
