// `redrive`: batches that Lambda gave up, through the transform once more. On this machine the poller keeps such batches
// beside the stream and tries them at its next start.
import { HOUR } from '@clickstream/events/time'
import { FAILED_BATCHES, REFUSED } from '@clickstream/lake/layout'
import type { StoredObject } from '@clickstream/lake/store'
import type { FailureMessage } from '@clickstream/stream/failure'
import { createHandler } from '@clickstream/transform/handler'
import { bringRefused } from '@clickstream/transform/refused'
import type { KinesisStreamEvent } from 'aws-lambda'
import { type Job, JobError, type Summary, type Work } from './job.ts'
import { showCount, showMany } from './units.ts'

/** Whoever brings rejected events when S3 tells of them has done so by then, ms. */
const REFUSED_LATE = HOUR
/** What is named one by one. */
const MAX_NAMED = 10

export const redrive: Job = {
  name: 'redrive',
  about: 'Try again what Lambda gave up, and remove what is in the lake then',
  details: `
On AWS what the transform failed at until its tries were used up is kept whole
in the bucket, under ${FAILED_BATCHES}. Events that the lake has already are left
out; what fails again stays. Files of rejected events that are still under
${REFUSED} an hour after they came are brought, too. With a lake on this machine
there is nothing to do: clickstream dev tries such batches when it starts.`,
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
  const { store, catalog, clock } = work
  const sum: Sum = { rows_in: 0, rows_out: 0, rejected: 0, repeated: 0, files: 0, bytes: 0 }
  // The handler tells of each batch in a line of its log.
  const log = (line: string) => add(sum, JSON.parse(line))
  // The file of its name may hold its neighbours too, from a try that broke off: nothing is written over.
  const handler = createHandler({ store, catalog }, { clock, log }, 'repeated')
  const dues = await listDue(work)
  const batches = await tryEach(work, 'batches', dues.batches, async ({ key }) => {
    const { event, condition } = readKept(await store.get(key))
    if (isDry) throw new Error(`${showMany(event.Records.length, 'record')}, ${condition}`)
    await handler(event)
    await store.remove(key)
  })
  const files = await tryEach(work, 'files', dues.refused, async ({ key, modified_at }) => {
    if (isDry) throw new Error('rejected events')
    await bringRefused(key, modified_at, { store, catalog }, clock)
  })
  const lines = isDry
    ? [...tellFound('batch of events', batches), ...tellFound('file of rejected events', files)]
    : [...tell('batch of events', batches, sum), ...tell('file of rejected events', files, null)]
  const failed = isDry ? 0 : batches.stays.length + files.stays.length
  const data = { batches: batches.tried, refused: files.tried, failed }
  return { ...sum, lines: lines.length > 0 ? lines : ['nothing was given up'], is_failed: failed > 0, data }
}

async function listDue({ store, clock }: Work) {
  const now = clock()
  const refused = await store.list(REFUSED)
  return {
    batches: await store.list(FAILED_BATCHES),
    refused: refused.filter(({ modified_at }) => now - modified_at > REFUSED_LATE),
  }
}

interface Tried {
  readonly tried: number
  /** What stays, and why. */
  readonly stays: readonly string[]
}

/** Brings one after the other; what cannot be brought keeps none of the others from it. */
async function tryEach(
  { signal, onProgress }: Work,
  noun: string,
  objects: readonly StoredObject[],
  bring: (object: StoredObject) => Promise<void>,
): Promise<Tried> {
  const stays: string[] = []
  for (const [done, object] of objects.entries()) {
    signal?.throwIfAborted()
    onProgress({ done, total: objects.length, noun, note: object.key })
    await bring(object).catch((error: Error) => stays.push(`  ${object.key}: ${error.message}`))
  }
  onProgress({ done: objects.length, total: objects.length, noun })
  return { tried: objects.length, stays }
}

function tell(noun: string, { tried, stays }: Tried, sum: Sum | null): string[] {
  if (tried === 0) return []
  const rows =
    sum === null
      ? ''
      : `: ${showCount(sum.rows_out)} stored, ${showCount(sum.rejected)} rejected, ${showCount(sum.repeated)} there already`
  const lines = [`${count(tried - stays.length, noun)} in the lake now${rows}`]
  if (stays.length > 0) lines.push(`${count(stays.length, noun)} failed again, to be kept:`, ...some(stays))
  return lines
}

function tellFound(noun: string, { tried, stays }: Tried): string[] {
  return tried === 0 ? [] : [`${count(tried, noun)} given up:`, ...some(stays)]
}

function count(number: number, noun: string): string {
  return showMany(number, noun, noun.replace(/^batch/, 'batches').replace(/^file/, 'files'))
}

function some(lines: readonly string[]): string[] {
  const more = lines.length - MAX_NAMED
  return more > 0 ? [...lines.slice(0, MAX_NAMED), `  and ${showCount(more)} more`] : [...lines]
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
