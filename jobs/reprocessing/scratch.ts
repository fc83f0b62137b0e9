// The archive's records through today's transform, into files of their own: nobody but this run sees them.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Decoded } from '@clickstream/events/decoded'
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import { rejected } from '@clickstream/events/tables'
import { dateOf } from '@clickstream/events/time'
import { Columns } from '@clickstream/lake/columns'
import { writeParquet } from '@clickstream/lake/parquet'
import { landingPartition } from '@clickstream/lake/partition'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { makeFolder } from '@clickstream/query/folder'
import { unpackLines } from '@clickstream/transform/archive'
import { readRaw } from '@clickstream/transform/raw'
import { breakRow, rejectedRow } from '@clickstream/transform/rejected'
import type { transformBatch } from '@clickstream/transform/transform'
import { mend } from './mend.ts'

/** Records transformed at once. */
const BATCH = 20_000
/** Before the location of a day: its records at the time of a row that the lake rejected, as rows of `rejected`. */
export const HELD = 'held/'
const FOUND = [{ reason_code: 'held', field: null, reason: 'held' }]

/** Every record becomes a row: which of those with one event_id counts is decided when all are there. */
const each = {
  begin() {},
  isLoaded: () => true,
  async load() {},
  isRepeated: () => false,
  async finish() {},
  fail() {},
}

interface RawRecord {
  readonly sequence: string
  readonly decoded: Decoded
}

export class Scratch {
  readonly #folder: string
  /** Paths of what was made, by the location of its partition; days of HELD too. */
  readonly files = new Map<string, string[]>()
  readonly #transform: typeof transformBatch
  /** The times of arrival (ms) of rows that the lake has in `rejected`. */
  readonly #rejectedAt: ReadonlySet<number>
  #sequence = 0
  records = 0

  constructor(folder: string, transform: typeof transformBatch, rejectedAt: ReadonlySet<number>) {
    this.#folder = folder
    this.#transform = transform
    this.#rejectedAt = rejectedAt
  }

  /** Transforms files of the archive, of one hour, in the order given. @throws Error naming the file that cannot be read */
  async fill(archive: Pick<Store, 'get'>, files: readonly StoredObject[]): Promise<void> {
    let batch: RawRecord[] = []
    for (const { key } of files) {
      const lines = unpackLines(await archive.get(key))
      for (;;) {
        const { value, done } = await lines.next().catch((error: Error) => {
          throw new Error(`${key}: expected a whole file of the archive: ${error.message}`, { cause: error })
        })
        if (done) break
        for (const line of value) {
          batch.push({ sequence: String(this.#sequence++).padStart(12, '0'), decoded: readRaw(line) })
          if (batch.length < BATCH) continue
          await this.#run(batch)
          batch = []
        }
      }
    }
    await this.#run(batch)
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** As Store.put, but what does not outlive the process need not survive a power cut. */
  async #put(key: string, bytes: Uint8Array): Promise<boolean> {
    const path = join(this.#folder, key)
    const location = key.slice(0, key.lastIndexOf('/') + 1)
    const paths = this.files.get(location)
    if (paths === undefined) {
      await mkdir(dirname(path), { recursive: true })
      this.files.set(location, [path])
    } else paths.push(path)
    await writeFile(path, bytes)
    return true
  }

  async #run(records: readonly RawRecord[]): Promise<void> {
    if (records.length === 0) return
    this.records += records.length
    const held = new Columns(rejected)
    let day = ''
    for (const { decoded } of records) {
      if (!this.#rejectedAt.has(decoded.received_at)) continue
      const row = heldRow(decoded)
      if (row === undefined) continue
      held.add(row)
      day = dateOf(decoded.received_at)
    }
    if (held.length > 0) {
      const { location } = landingPartition(rejected, { received_date: day })
      await this.#put(`${HELD}${location}${records[0]!.sequence}.parquet`, writeParquet(held))
    }
    const put = (key: string, bytes: Uint8Array) => this.#put(key, bytes)
    await this.#transform(
      {
        shard: 'raw',
        records,
        sequenceOf: ({ sequence }) => sequence,
        decode: ({ decoded }) => mend(decoded),
      },
      { store: { put, async remove() {} }, catalog: { add: async partitions => [...partitions] }, repeats: each },
    )
  }
}

/** @param rejectedAt when (ms since 1970) the rows arrived that the lake has in `rejected` */
export async function openScratch(transform: typeof transformBatch, rejectedAt: ReadonlySet<number>): Promise<Scratch> {
  return new Scratch(await makeFolder('job'), transform, rejectedAt)
}

/** The record as it was rejected, if it was. */
function heldRow(decoded: Decoded) {
  const { envelope } = decoded
  if (envelope === null) return undefined
  return 'event' in envelope
    ? breakRow(decoded, envelope as EventEnvelope, FOUND)
    : rejectedRow(decoded, envelope as RejectedEnvelope)
}
