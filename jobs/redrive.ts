// `redrive`: batches that Lambda gave up, through the transform once more. On this machine the poller keeps such batches
// beside the stream and tries them at its next start.
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import type { FailureMessage } from '@clickstream/stream/failure'
import { createHandler } from '@clickstream/transform/handler'
import type { KinesisStreamEvent } from 'aws-lambda'
import { type Job, JobError, type Summary, type Work } from './job.ts'
import { showCount, showMany } from './units.ts'

/** Batches that are named one by one. */
const MAX_NAMED = 10

export const redrive: Job = {
  name: 'redrive',
  about: 'Try batches again that Lambda gave up, and remove those that are in the lake then',
  details: `
On AWS what the transform failed at until its tries were used up is kept whole
in the bucket, under ${FAILED_BATCHES}. Events that the lake has already are left
out; what fails again stays. With a lake on this machine there is nothing to
do: clickstream dev tries such batches by itself when it starts.`,
  options: { 'dry-run': { type: 'boolean', about: 'Only say what there is' } },
  examples: [
    ['job redrive --dry-run', 'what was given up, and why'],
    ['job redrive', 'after its cause was mended'],
  ],
  run: (values, work) => redriveAll(work, values['dry-run'] === true),
}

/** A batch as Lambda keeps it in S3. */
interface Kept {
  /** RetryAttemptsExhausted or RecordAgeExceeded. */
  readonly condition: string
  readonly event: KinesisStreamEvent
}

interface Sum {
  rows_in: number
  rows_out: number
  rejected: number
  repeated: number
  files: number
  bytes: number
}

async function redriveAll(work: Work, isDry: boolean): Promise<Summary> {
  const { store, catalog, signal, onProgress, clock } = work
  const objects = await store.list(FAILED_BATCHES)
  const sum: Sum = { rows_in: 0, rows_out: 0, rejected: 0, repeated: 0, files: 0, bytes: 0 }
  // The handler tells of each batch in a line of its log.
  const log = (line: string) => add(sum, JSON.parse(line))
  // The file of its name may hold its neighbours too, from a try that broke off: nothing is written over.
  const handler = createHandler({ store, catalog }, { clock, log }, 'repeated')
  const stays: string[] = []
  let records = 0
  for (const [done, { key }] of objects.entries()) {
    signal?.throwIfAborted()
    onProgress({ done, total: objects.length, noun: 'batches', note: key })
    try {
      const { event, condition } = readKept(await store.get(key))
      records += event.Records.length
      if (isDry) stays.push(`${key}: ${showMany(event.Records.length, 'record')}, ${condition}`)
      else {
        await handler(event)
        await store.remove(key)
      }
    } catch (error) {
      signal?.throwIfAborted()
      stays.push(`${key}: ${(error as Error).message}`)
    }
  }
  onProgress({ done: objects.length, total: objects.length, noun: 'batches' })
  const named = [...stays.slice(0, MAX_NAMED).map(line => `  ${line}`)]
  if (stays.length > MAX_NAMED) named.push(`  and ${showCount(stays.length - MAX_NAMED)} more`)
  const lines = isDry
    ? [`${showMany(objects.length, 'batch', 'batches')} given up, ${showMany(records, 'record')}`, ...named]
    : tell(objects.length, stays.length, sum, named)
  const data = { batches: objects.length, failed: isDry ? 0 : stays.length, records }
  return { ...sum, lines, is_failed: !isDry && stays.length > 0, data }
}

function tell(batches: number, failed: number, sum: Sum, named: readonly string[]): string[] {
  if (batches === 0) return ['no batch was given up']
  const rows = `${showCount(sum.rows_out)} stored, ${showCount(sum.rejected)} rejected, ${showCount(sum.repeated)} there already`
  const lines = [`${showMany(batches - failed, 'batch', 'batches')} in the lake now: ${rows}`]
  if (failed > 0) lines.push(`${showMany(failed, 'batch', 'batches')} failed again and stay:`, ...named)
  return lines
}

function add(sum: Sum, outcome: Partial<Sum>): void {
  for (const name of Object.keys(sum) as (keyof Sum)[]) sum[name] += outcome[name] ?? 0
}

/** @throws JobError when it is not what Lambda writes */
function readKept(bytes: Uint8Array): Kept {
  try {
    const kept = JSON.parse(new TextDecoder().decode(bytes)) as Partial<FailureMessage>
    // Text, as Lambda documents it, or the event itself.
    const event = (typeof kept.payload === 'string' ? JSON.parse(kept.payload) : kept.payload) as KinesisStreamEvent
    const isOurs = event.Records.length > 0 && event.Records.every(({ kinesis, eventID }) => kinesis.data && eventID)
    if (isOurs) return { event, condition: kept.requestContext?.condition ?? 'no reason given' }
  } catch {
    // Said below.
  }
  // What it holds instead may be anybody's, and this is kept with the run.
  throw new JobError(`expected a batch as Lambda keeps it, JSON with the records in payload, got ${bytes.length} bytes`)
}
