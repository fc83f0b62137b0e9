// The raw archive: every record that came, as gzip NDJSON by the hour it was received in, to be transformed again some day.
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import { dateOf, HOUR, hourOf } from '@clickstream/events/time'
import { RAW } from '@clickstream/lake/layout'
import { openStore } from '@clickstream/lake/open'
import type { Store } from '@clickstream/lake/store'
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda'
import { decodeRecord } from './decode.ts'
import type { Handler } from './handler.ts'
import { writeRaw } from './raw.ts'

const SUFFIX = '.ndjson.gz'
/** Of zlib's levels one of the quickest that pack well: to a sixth, at two thirds of what level 3 takes. */
const LEVEL = 2
/** Bytes packed at once. */
const PIECE = 1 << 20
/** Bytes taken at first, as many an hour has few lines. */
const FIRST = 16 * 1024

/** A record on its way into the archive. */
export interface RawRecord {
  /** Text of fixed width, so that it sorts. */
  readonly sequence: string
  /** ms since 1970 */
  readonly received_at: number
  /** Null for a record that was forgotten: it leaves no line, and its file still has the name it would have had. */
  readonly line: string | null
}

/** Where the records received in an hour (since 1970) lie: raw/received_date=2026-11-23/received_hour=07/ */
export function rawLocation(hour: number): string {
  return `${RAW}received_date=${dateOf(hour * HOUR)}/received_hour=${hourOf(hour * HOUR)}/`
}

/**
 * Writes the records of one shard, in their order: a file an hour, named by the shard and its first sequence number in
 * that hour, so that a batch that comes again writes over its own files.
 * @returns how many files, and their bytes
 */
export async function archiveRecords(
  store: Store,
  shard: string,
  records: Iterable<RawRecord>,
): Promise<{ files: number; bytes: number }> {
  const hours = new Map<number, { readonly first: string; readonly lines: Lines }>()
  for (const { sequence, received_at, line } of records) {
    const hour = Math.floor(received_at / HOUR)
    let pile = hours.get(hour)
    if (pile === undefined) {
      pile = { first: sequence, lines: new Lines() }
      hours.set(hour, pile)
    }
    if (line !== null) pile.lines.add(line)
  }
  let files = 0
  let bytes = 0
  for (const [hour, { first, lines }] of hours) {
    if (lines.isEmpty) continue
    const packed = await lines.pack()
    await store.put(`${rawLocation(hour)}${shard}-${first}${SUFFIX}`, packed)
    files++
    bytes += packed.length
  }
  return { files, bytes }
}

/** Whole lines as a file of the archive has them, or a piece of one. */
export function packLines(text: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(text, { level: LEVEL })
}

/** Lines as bytes, packed piece by piece off this thread: a gzip file may be several, one after the other. */
class Lines {
  #pieces: Buffer[] = []
  #piece = Buffer.allocUnsafe(FIRST)
  #length = 0

  get isEmpty(): boolean {
    return this.#length === 0 && this.#pieces.length === 0
  }

  add(line: string): void {
    // A character is at most three bytes.
    const most = this.#length + 3 * line.length + 1
    if (most > this.#piece.length) this.#makeRoom(most)
    this.#length += this.#piece.write(line, this.#length)
    this.#piece[this.#length++] = 10
  }

  async pack(): Promise<Uint8Array> {
    const packed: Uint8Array[] = []
    for (const piece of [...this.#pieces, this.#piece.subarray(0, this.#length)]) {
      packed.push(await packLines(piece))
    }
    return Buffer.concat(packed)
  }

  #makeRoom(length: number): void {
    if (this.#length < PIECE / 2) {
      const larger = Buffer.allocUnsafe(Math.max(length, 4 * this.#piece.length))
      this.#piece.copy(larger, 0, 0, this.#length)
      this.#piece = larger
      return
    }
    this.#pieces.push(this.#piece.subarray(0, this.#length))
    this.#piece = Buffer.allocUnsafe(Math.max(PIECE, length))
    this.#length = 0
  }
}

/** The lines of a file of the archive, in order, as many at a time as unpacking brings. @throws Error when it is broken */
export async function* unpackLines(file: Uint8Array): AsyncGenerator<string[]> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  gunzip.end(file)
  let rest: Buffer[] = []
  for await (const chunk of gunzip as Readable as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(10)
    if (end === -1) {
      rest.push(chunk)
      continue
    }
    rest.push(chunk.subarray(0, end))
    yield Buffer.concat(rest).toString('utf8').split('\n')
    rest = [chunk.subarray(end + 1)]
  }
  const last = Buffer.concat(rest).toString('utf8')
  if (last !== '') yield [last]
}

/** A handler that keeps every record of a batch. It throws when the whole batch is to be tried again. */
export function createArchive(store: Store): Handler {
  return async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const [first] = event.Records
    if (first !== undefined) await archiveRecords(store, first.eventID.split(':', 1)[0]!, rawRecords(event))
    return { batchItemFailures: [] }
  }
}

function* rawRecords(event: KinesisStreamEvent): Generator<RawRecord> {
  for (const record of event.Records) {
    const decoded = decodeRecord(record)
    const { received_at, isForgotten } = decoded
    yield { sequence: record.kinesis.sequenceNumber, received_at, line: isForgotten ? null : writeRaw(decoded) }
  }
}

let shared: Handler | undefined

/** Lambda's entry: the lake that the environment names. */
export const handler: Handler = event => {
  shared ??= createArchive(openStore())
  return shared(event)
}
