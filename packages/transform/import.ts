// The trusted way in for history: files of events through the same contract and transform, each event keeping its own
// time of arrival. A chunk of lines is a batch, named by its content: an import run again adds nothing.
import { hash } from 'node:crypto'
import type { Decoded } from '@clickstream/events/decoded'
import type { EventEnvelope } from '@clickstream/events/envelope'
import { readLines } from '@clickstream/events/lines'
import { readTime } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { archiveRecords } from './archive.ts'
import { writeImported } from './raw.ts'
import { Repeats } from './repeats.ts'
import { type Outcome, transformBatch } from './transform.ts'

/** Lines a chunk: so many that an hour of history becomes few files. */
const CHUNK_LINES = 50_000
/** A chunk ends early at so many characters, so that long lines do not fill the memory. */
const CHUNK_CHARACTERS = 64 * 1024 * 1024

/** Turns one parsed line into an event of ours; the default takes our own dialect. May throw: the line is then rejected. */
export type ReadLine = (value: unknown) => unknown

export interface ImportProgress {
  readonly lines: number
  /** Bytes of the files read so far, as they lie on disk. */
  readonly bytes_read: number
}

export interface ImportSummary {
  readonly lines: number
  readonly stored: number
  readonly rejected: number
  readonly repeated: number
  /** Parquet files and bytes written. */
  readonly files: number
  readonly bytes: number
  readonly seconds: number
}

/**
 * Imports NDJSON files (.gz too), one event a line; blank lines do not count.
 * `received_at` of a line is its time of arrival; without one its occurred_at is.
 * @throws what reading a file throws. What was imported before stays, and importing again goes on from there.
 */
export async function importFiles(
  files: readonly string[],
  deps: { readonly store: Store; readonly catalog: Catalog },
  options: {
    readonly app?: string
    readonly dialect?: string
    readonly readLine?: ReadLine
    readonly onProgress?: (progress: ImportProgress) => void
    readonly signal?: AbortSignal
  } = {},
  clock: () => number = Date.now,
): Promise<ImportSummary> {
  const started = clock()
  const repeats = new Repeats(deps)
  const sum = { lines: 0, stored: 0, rejected: 0, repeated: 0, files: 0, bytes: 0 }
  let read = 0
  let archiving: Promise<unknown> = Promise.resolve()
  for (const file of files) {
    let here = 0
    for await (const chunk of readChunks(file, bytes => (here = bytes))) {
      options.signal?.throwIfAborted()
      const { records, shard, broken, ...outcome } = await importChunk(chunk, deps, repeats, options, clock)
      // One chunk is packed while the next is transformed; the rows are in the lake before the lines are in the archive.
      await archiving
      archiving = archiveRecords(deps.store, shard, rawRecords(records, broken))
      archiving.catch(() => {})
      sum.lines += chunk.length
      sum.stored += outcome.rows_out
      sum.rejected += outcome.rejected
      sum.repeated += outcome.repeated
      sum.files += outcome.files
      sum.bytes += outcome.bytes
      options.onProgress?.({ lines: sum.lines, bytes_read: read + here })
    }
    read += here
  }
  await archiving
  return { ...sum, seconds: (clock() - started) / 1000 }
}

interface ImportRecord {
  readonly sequence: string
  readonly decoded: Decoded
}

function* rawRecords(records: readonly ImportRecord[], broken: ReadonlySet<ImportRecord>) {
  for (const record of records) {
    const { sequence, decoded } = record
    yield { sequence, received_at: decoded.received_at, line: writeImported(decoded, broken.has(record)) }
  }
}

async function importChunk(
  lines: readonly string[],
  deps: { readonly store: Store; readonly catalog: Catalog },
  repeats: Repeats,
  options: { readonly app?: string; readonly dialect?: string; readonly readLine?: ReadLine },
  clock: () => number,
): Promise<Outcome & { shard: string; records: ImportRecord[]; broken: Set<ImportRecord> }> {
  const started_at = clock()
  const shard = `import-${hash('sha256', lines.join('\n')).slice(0, 16)}`
  const history = lines.map(line => readHistory(line, options))
  // A line that names no time takes its neighbour's, so that it lands in the same place when imported again.
  let time = history.find(each => each.received_at !== null)?.received_at ?? started_at
  const records = history.map((each, i): ImportRecord => {
    time = each.received_at ?? time
    const envelope = each.envelope === null ? null : { ...each.envelope, received_at: time }
    return { sequence: String(i).padStart(8, '0'), decoded: { ...each, envelope, received_at: time } }
  })
  const broken = new Set<ImportRecord>()
  const batch = {
    shard,
    records,
    again: 'repeated' as const,
    sequenceOf: ({ sequence }: ImportRecord) => sequence,
    decode: ({ decoded }: ImportRecord) => decoded,
    onRejected: (record: ImportRecord) => broken.add(record),
  }
  const outcome = await transformBatch(batch, { ...deps, repeats })
  await deps.catalog.record({
    job: 'import',
    key: `${shard}:${started_at}`,
    started_at,
    finished_at: clock(),
    ...outcome,
    detail: null,
  })
  return { ...outcome, shard, records, broken }
}

/** A line as if the collector had taken it at its own time of arrival; null where it names no time. */
function readHistory(
  line: string,
  options: { readonly app?: string; readonly dialect?: string; readonly readLine?: ReadLine },
): Omit<Decoded, 'received_at' | 'envelope'> & {
  received_at: number | null
  envelope: Omit<EventEnvelope, 'received_at'> | null
} {
  let value: unknown
  try {
    value = JSON.parse(line)
    if (options.readLine !== undefined) value = options.readLine(value)
  } catch {
    return { envelope: null, text: line, plain: false, received_at: null }
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const event = value as { [name: string]: unknown }
  let received_at: number | null = null
  if (isObject) {
    received_at = readTime(event.received_at)
    // Undefined is absent; deleting would make the object slow to read.
    if (received_at !== null) event.received_at = undefined
    else {
      received_at = readTime(event.occurred_at)
      // Without an arrival there is no clock to hold sent_at against.
      event.sent_at = undefined
    }
  }
  // Without an id of its own the line is its id, so that importing it again adds nothing.
  if (isObject && (event.event_id ?? '') === '') event.event_id = hash('sha256', line).slice(0, 32)
  const app = options.app === undefined ? {} : { app: options.app }
  return {
    envelope: { dialect: options.dialect ?? 'import', event, ...app },
    text: line,
    plain: !line.includes('\\u'),
    original: line,
    received_at,
  }
}

async function* readChunks(file: string, onRead: (bytes: number) => void): AsyncGenerator<string[]> {
  let chunk: string[] = []
  let characters = 0
  for await (const lines of readLines(file, onRead)) {
    for (const line of lines) {
      chunk.push(line)
      characters += line.length
      if (chunk.length < CHUNK_LINES && characters < CHUNK_CHARACTERS) continue
      yield chunk
      chunk = []
      characters = 0
    }
  }
  if (chunk.length > 0) yield chunk
}
