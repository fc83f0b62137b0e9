// The door: Lambda's, and the local poller's.
import { tellMetrics } from '@clickstream/events/emf'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Store } from '@clickstream/lake/store'
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda'
import { decodeRecord } from './decode.ts'
import { Repeats, WINDOW_HOURS } from './repeats.ts'
import { type Batch, transformBatch } from './transform.ts'

/** Under it each shard's last sequence number in the lake is noted, so that a handler sees what others did meanwhile. */
const JOB = 'transform'
/** With repeat_hours: 106 to 212 MB, twice that before they are forgotten. */
const MAX_SHARD_IDS = 4_000_000

export type Handler = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>

/**
 * A handler over a lake. It throws when the whole batch is to be tried again; it has no partial failures, as a bad record
 * becomes a row in `rejected`. Logs one JSON line a batch. `again` as in Batch. With `repeat_hours` it asks of each shard's own
 * files of so many hours whether an event is repeated, as Scope has it; without, of the whole lake's of a day.
 */
export function createHandler(
  deps: { readonly store: Store; readonly catalog: Catalog; readonly repeat_hours?: number | undefined },
  effects: { readonly clock?: () => number; readonly log?: (line: string) => void } = {},
  again: Batch<KinesisStreamRecord>['again'] = 'overwrite',
): Handler {
  const { clock = Date.now, log = line => console.log(line) } = effects
  const { store, catalog, repeat_hours: hours } = deps
  const scope = hours === undefined ? {} : { hours, byShard: true, maxIds: MAX_SHARD_IDS }
  const repeats = new Repeats({ store, catalog, ...scope })
  const done = new Map<string, string>()
  const run = async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const started_at = clock()
    const cpu = process.cpuUsage()
    const [first] = event.Records
    if (first === undefined) return { batchItemFailures: [] }
    const shard = first.eventID.split(':', 1)[0]!
    // Another handler has had the shard since: what it brought to the lake is not remembered here.
    if ((await deps.catalog.recall(JOB)).get(shard) !== done.get(shard)) repeats.renew(shard)
    const batch = { shard, again, records: event.Records, sequenceOf, decode: decodeRecord }
    const outcome = await transformBatch(batch, { ...deps, repeats })
    const finished_at = clock()
    const key = `${shard}:${first.kinesis.sequenceNumber}`
    const last = sequenceOf(event.Records.at(-1)!)
    if (again === 'overwrite') {
      await deps.catalog.remember(JOB, [[shard, last]])
      done.set(shard, last)
    }
    await deps.catalog.record({ job: JOB, key, started_at, finished_at, ...outcome, detail: null })
    const { user, system } = process.cpuUsage(cpu)
    const elapsed_ms = finished_at - started_at
    log(JSON.stringify({ level: 'info', job: JOB, key, ...outcome, elapsed_ms, cpu_ms: (user + system) / 1000 }))
    const { rows_out: rows, rejected, repeated, files, bytes, newest_at } = outcome
    const lag_ms = newest_at === null ? null : finished_at - newest_at
    tellMetrics('transform', { rows, rejected, repeated, files, bytes, lag_ms })
    return { batchItemFailures: [] }
  }
  // One batch at a time: what is known of repeats must be of batches that are wholly in the lake.
  let before: Promise<unknown> = Promise.resolve()
  return event => {
    const result = before.then(() => run(event))
    before = result.catch(() => undefined)
    return result
  }
}

/**
 * Reads REPEAT_HOURS, 0 to 24. Undefined where it says nothing.
 * @throws Error for anything else
 */
export function readRepeatHours(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const hours = Number(text)
  if (Number.isInteger(hours) && hours >= 0 && hours <= WINDOW_HOURS) return hours
  throw new Error(`REPEAT_HOURS: expected hours from 0 to ${WINDOW_HOURS}, got ${JSON.stringify(text)}`)
}

function sequenceOf(record: KinesisStreamRecord): string {
  return record.kinesis.sequenceNumber
}

let shared: Handler | undefined

/** Lambda's entry: the lake and catalog that the environment names, and REPEAT_HOURS. */
export const handler: Handler = event => {
  shared ??= createHandler({
    store: openStore(),
    catalog: openCatalog(),
    repeat_hours: readRepeatHours(process.env.REPEAT_HOURS),
  })
  return shared(event)
}
