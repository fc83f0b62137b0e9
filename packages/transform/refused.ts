// Rows of `rejected` from what the collector sent past the stream: Firehose brings it into the bucket under refused/, as gzip
// files of envelopes, one a line; S3 tells of each file. When its rows are in the lake and its lines in the raw archive, the
// file goes: told of twice, there is nothing left to do, and what is forgotten has one place less to be.
import { hash } from 'node:crypto'
import { type Decoded, decodeText } from '@clickstream/events/decoded'
import { tellMetrics } from '@clickstream/events/emf'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import { VERSIONS } from '@clickstream/lake/layout'
import { readLineage } from '@clickstream/lake/lineage'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { NotFound, type Store } from '@clickstream/lake/store'
import type { S3Event } from 'aws-lambda'
import { archiveRecords, unpackLines } from './archive.ts'
import { writeRaw } from './raw.ts'
import { type Outcome, type TransformDeps, transformBatch } from './transform.ts'

const JOB = 'refused'
/** Lines, and characters, that are worked on at once: so many rows are in memory. */
const CHUNK_LINES = 10_000
const CHUNK_CHARACTERS = 16 * 1024 * 1024
/** Far above what Firehose ever gathers (128 MiB before packing). */
const MAX_OBJECT_BYTES = 128 * 1024 * 1024

/** Told by S3 of new objects. */
export type RefusedHandler = (event: S3Event) => Promise<void>

interface Line {
  readonly sequence: string
  readonly decoded: Decoded
}

/** A row of `rejected` is never a repeat, and the lake need not be asked. */
const unasked: TransformDeps['repeats'] = {
  begin: () => {},
  isLoaded: () => true,
  load: async () => {},
  isRepeated: () => false,
  finish: async () => {},
  fail: () => {},
}

/**
 * A handler over a lake. A file's rows are named by its key, so that a file that comes again, or was left half-way, writes
 * over its own rows. What is no envelope becomes a row that says so.
 * @param prefix what the lake's own keys begin with in the bucket
 * It throws what store and catalog throw: the file is then to be brought again.
 */
export function createRefused(
  deps: { readonly store: Store; readonly catalog: Catalog },
  prefix = '',
  clock: () => number = Date.now,
): RefusedHandler {
  return async event => {
    for (const { s3, eventTime } of event.Records ?? []) {
      const key = decodeURIComponent(s3.object.key.replaceAll('+', ' '))
      if (!key.startsWith(prefix)) throw new RangeError(`object: expected one under ${prefix}, got ${key}`)
      if (s3.object.size > MAX_OBJECT_BYTES) {
        throw new RangeError(`object ${key}: expected at most ${MAX_OBJECT_BYTES} bytes, got ${s3.object.size}`)
      }
      await bringRefused(key.slice(prefix.length), timeOf(eventTime, clock), deps, clock)
    }
  }
}

/**
 * Brings one file: its rows into the lake, its lines into the archive; then the file goes. One that is not there was brought.
 * @param key in the store
 * @param arrived when it came, ms since 1970: what counts for a line that does not say
 * @throws what store and catalog throw, and what unpacking does of a file that breaks off
 */
export async function bringRefused(
  key: string,
  arrived: number,
  deps: { readonly store: Store; readonly catalog: Catalog },
  clock: () => number = Date.now,
): Promise<void> {
  const started_at = clock()
  const bytes = await deps.store.get(key).catch(error => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (bytes === null) return
  const shard = `refused-${hash('sha256', key).slice(0, 16)}`
  // A job may have merged what an earlier try left: nobody drops a row of `rejected` that is there twice.
  const answered = async (partition: Partition) =>
    partition.location.startsWith(VERSIONS) ? (await readLineage(deps.store, partition)).answered : new Set<string>()
  const sum = {
    rows_in: 0,
    rows_out: 0,
    rejected: 0,
    repeated: 0,
    files: 0,
    bytes: 0,
    newest_at: null as number | null,
  }
  for await (const records of readChunks(bytes, arrived)) {
    const batch = {
      shard,
      records,
      sequenceOf: ({ sequence }: Line) => sequence,
      decode: ({ decoded }: Line) => decoded,
    }
    add(sum, await transformBatch(batch, { ...deps, repeats: unasked, answered }))
    await archiveRecords(deps.store, shard, records.map(toRaw))
  }
  await deps.catalog.record({ job: JOB, key: shard, started_at, finished_at: clock(), ...sum, detail: key })
  await deps.store.remove(key)
  tellMetrics('refused', { rejected: sum.rejected }, { key, rows_out: sum.rows_out, files: sum.files })
}

function toRaw({ sequence, decoded }: Line) {
  const { received_at, isForgotten } = decoded
  return { sequence, received_at, line: isForgotten ? null : writeRaw(decoded) }
}

/** The same chunks each time, as files are named by them. */
async function* readChunks(bytes: Uint8Array, arrived: number): AsyncGenerator<Line[]> {
  let chunk: Line[] = []
  let characters = 0
  let index = 0
  for await (const lines of readLines(bytes)) {
    for (const line of lines) {
      const sequence = String(index++).padStart(8, '0')
      if (line.trim() === '') continue
      chunk.push({ sequence, decoded: decodeText(line, arrived) })
      characters += line.length
      if (chunk.length < CHUNK_LINES && characters < CHUNK_CHARACTERS) continue
      yield chunk
      chunk = []
      characters = 0
    }
  }
  if (chunk.length > 0) yield chunk
}

/** Firehose packs with gzip if it is told to. */
async function* readLines(bytes: Uint8Array): AsyncGenerator<string[]> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield* unpackLines(bytes)
  else yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n')
}

function add(sum: { -readonly [name in keyof Outcome]: Outcome[name] }, outcome: Outcome): void {
  for (const name of ['rows_in', 'rows_out', 'rejected', 'repeated', 'files', 'bytes'] as const) {
    sum[name] += outcome[name]
  }
  if (outcome.newest_at !== null) sum.newest_at = Math.max(sum.newest_at ?? 0, outcome.newest_at)
}

function timeOf(text: string, clock: () => number): number {
  const time = Date.parse(text)
  return Number.isNaN(time) ? clock() : time
}

let shared: RefusedHandler | undefined

/** Lambda's entry: the lake and catalog that the environment names. */
export const handler: RefusedHandler = event => {
  const [, prefix] = /^s3:\/\/[^/]+\/(.+?)\/?$/.exec(process.env.LAKE ?? '') ?? []
  shared ??= createRefused({ store: openStore(), catalog: openCatalog() }, prefix === undefined ? '' : `${prefix}/`)
  return shared(event)
}
