// A whole data folder in a temporary place, filled the way events come, and everything that can be read out of its files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { tables } from '@clickstream/events/tables'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { commitVersions, listFiles, prepareVersion } from '@clickstream/lake/version'
import { type Checkpoints, openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { createArchive } from '@clickstream/transform/archive'
import { createHandler } from '@clickstream/transform/handler'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { type Job, type JobValues, runJob } from '../job.ts'
import { jobs } from '../jobs.ts'

export const NOON = Date.UTC(2026, 0, 15, 12)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export type Row = Record<string, unknown>

/** An event of ours that keeps the contract. */
export const event = (event_id: string, more: object = {}) => ({
  event_id,
  event_type: 'page_viewed',
  app: 'store',
  page_url: 'https://shop.example/',
  ...more,
})

/** As the collector puts it on the stream. */
export const accepted = (received_at: number, body: Row) => ({
  received_at,
  dialect: 'events',
  event: { occurred_at: new Date(received_at - 1000).toISOString(), ...body },
})

export const refused = (received_at: number, event_id: string, payload: string, reason = 'broken') => ({
  received_at,
  dialect: 'events',
  rejected: { event_id, reason_code: 'not_json', field: null, reason, payload, contract_version: '1' },
})

export class People {
  readonly folder = mkdtempSync(join(tmpdir(), 'people-'))
  readonly store = new FileStore(join(this.folder, 'lake'))
  readonly catalog = new SqliteCatalog(join(this.folder, 'catalog.sqlite'))
  readonly url = `sqlite:${join(this.folder, 'stream.sqlite')}`
  readonly stream = new SqliteStream(join(this.folder, 'stream.sqlite'), {}, { clock: () => NOON })
  clock = () => NOON + DAY
  #checkpoints: Checkpoints | undefined

  /** Puts envelopes (or texts) on the stream. */
  async put(bodies: readonly (object | string)[]): Promise<void> {
    const records = bodies.map(body => {
      const event = (body as { event?: { anonymous_id?: string; user_id?: string } }).event
      const partition_key = event?.anonymous_id ?? event?.user_id ?? 'k'
      return { partition_key, data: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }
    })
    for (let i = 0; i < records.length; i += 500) await this.stream.put(records.slice(i, i + 500))
  }

  /** What is on the stream comes to lake and archive. */
  async land(): Promise<void> {
    const pollers = await this.startPollers()
    await Promise.all(pollers.map(poller => poller.drain()))
    await Promise.all(pollers.map(poller => poller.stop()))
  }

  async startPollers(window_ms = 0): Promise<Poller[]> {
    this.#checkpoints ??= await openCheckpoints(this.url)
    const common = { stream: this.stream, checkpoints: this.#checkpoints, window_ms, poll_ms: 5 }
    const handler = createHandler(this, { log: () => {} })
    const archive = { handler: createArchive(this.store), consumer: 'archive' }
    const pollers = [
      new Poller({ ...common, handler, retention_ms: null }),
      new Poller({ ...common, ...archive, retention_ms: null, window_ms: 60_000 }),
    ]
    for (const poller of pollers) poller.start()
    return pollers
  }

  /** Every partition of a table one version on, of the same rows, as a compaction leaves it; what was before stays. */
  async renew(name: 'events' | 'rejected'): Promise<void> {
    for (const partition of await this.catalog.partitions(name)) {
      const version = await prepareVersion(this, 'compact', tables[name], partition, async (location, inputs) => {
        for (const [i, { key }] of inputs.entries()) {
          await this.store.put(`${location}part-${String(i).padStart(5, '0')}.parquet`, await this.store.get(key))
        }
        return { is_same: true }
      })
      await commitVersions(this, [version])
    }
  }

  async run(job: string | Job, values: JobValues = {}) {
    const named = typeof job === 'string' ? await jobs[job]!() : job
    return runJob(named, values, {
      store: this.store,
      catalog: this.catalog,
      stream: this.url,
      completeUpTo: async () => NOON + DAY,
      clock: this.clock,
    })
  }

  async derive(): Promise<void> {
    for (const job of ['identities', 'sessions', 'rollups', 'dimensions']) await this.run(job)
  }

  /** Rows as readers see them, read by another program than wrote them, in an order of their own. */
  async rows(name: keyof typeof tables): Promise<Row[]> {
    const rows: Row[] = []
    for (const { location, values } of await this.catalog.partitions(name)) {
      for (const { key } of await listFiles(this.store, location)) {
        for (const row of await readParquet(await this.store.get(key))) rows.push({ ...row, ...values })
      }
    }
    return rows.sort((a, b) => (showJson(a) < showJson(b) ? -1 : 1))
  }

  /** Files in whose content one of the texts is, unpacked. */
  async traces(texts: readonly string[]): Promise<string[]> {
    const found: string[] = []
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const bytes = readFileSync(path)
      let content = bytes.toString('latin1')
      if (path.endsWith('.gz')) content = gunzipSync(bytes).toString('latin1')
      if (path.endsWith('.parquet')) content += showJson(await readParquet(bytes))
      // Failures hold records in base64, by JSON within JSON.
      for (const [encoded] of content.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)) {
        content += Buffer.from(encoded, 'base64').toString('latin1')
      }
      for (const text of texts) {
        const isHere = content.includes(text) || content.includes(Buffer.from(text).toString('latin1'))
        if (isHere) found.push(`${text} in ${path.slice(this.folder.length)}`)
      }
    }
    return found
  }

  async close(): Promise<void> {
    await this.#checkpoints?.close()
    await this.stream.close()
    await this.catalog.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

async function readParquet(bytes: Uint8Array): Promise<Row[]> {
  const file = Uint8Array.from(bytes).buffer as ArrayBuffer
  return parquetReadObjects({ file, compressors })
}

export function showJson(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))
}
