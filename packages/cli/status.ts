// How a running pipeline is, in numbers: what the status page draws.
import { tables } from '@clickstream/events/tables'
import type { Catalog, Run } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { readTextColumn } from '@clickstream/lake/textcolumn'
import { listFiles } from '@clickstream/lake/version'
import type { SqliteStream } from '@clickstream/stream/sqlite'
import { nameData, type Settings } from './settings.ts'
import { readVersion } from './version.ts'

export interface Minute {
  /** Its beginning, ms since 1970. */
  readonly at: number
  stored: number
  repeated: number
  rejected: number
}

export interface RejectedEntry {
  readonly app: string | null
  readonly reason_code: string
  readonly reason: string
  /** Its beginning. */
  readonly payload: string
}

export interface Status {
  /** All times in ms since 1970. */
  readonly now: number
  readonly started_at: number
  readonly version: string
  readonly url: string
  readonly data: string
  readonly mode: 'local' | 'keys'
  readonly totals: {
    readonly rows_in: number
    readonly stored: number
    readonly repeated: number
    readonly rejected: number
  }
  readonly stream: {
    readonly waiting: number
    readonly waiting_since: number | null
    readonly records: number
    readonly bytes: number
  }
  readonly lake: { readonly files: number; readonly bytes: number }
  /** All that arrived before this is in the lake. */
  readonly complete_up_to: number
  readonly newest_at: number | null
  /** The last hour, oldest first. */
  readonly minutes: readonly Minute[]
  /** The newest batches. */
  readonly batches: readonly Run[]
  readonly rejected: readonly RejectedEntry[]
  readonly next: readonly { readonly what: string; readonly command: string }[]
}

export interface StatusSources {
  readonly settings: Settings
  readonly stream: Pick<SqliteStream, 'backlog' | 'stats'>
  readonly catalog: Catalog
  readonly store: Store
  readonly mode: 'local' | 'keys'
}

const MINUTE = 60_000
const MINUTES = 60
/** More runs an hour than batches of a second in two shards make. */
const MAX_RUNS = 8000
const BATCHES = 13
const RECOUNT_MS = 30_000
const REJECTED = 6
const PAYLOAD_CHARACTERS = 200

export class StatusReader {
  readonly #sources: StatusSources
  readonly #clock: () => number
  readonly #startedAt: number
  /** The rejected are read from files; only again when there are more of them. */
  #rejected: { readonly count: number; readonly entries: readonly RejectedEntry[] } = { count: 0, entries: [] }
  #lake = { files: 0, bytes: 0 }
  #countedAt = Number.NEGATIVE_INFINITY
  url = ''

  constructor(sources: StatusSources, clock: () => number = Date.now) {
    this.#sources = sources
    this.#clock = clock
    this.#startedAt = clock()
  }

  async read(): Promise<Status> {
    const { stream, catalog, settings, mode } = this.#sources
    const now = this.#clock()
    const backlog = await stream.backlog()
    const { records, bytes } = await stream.stats()
    const transformed = await catalog.totals('transform')
    const imported = await catalog.totals('import')
    const runs = await catalog.runs('transform', MAX_RUNS)
    return {
      now,
      started_at: this.#startedAt,
      version: readVersion(),
      url: this.url,
      data: settings.data,
      mode,
      totals: {
        rows_in: transformed.rows_in,
        stored: transformed.rows_out + imported.rows_out,
        repeated: transformed.repeated + imported.repeated,
        rejected: transformed.rejected + imported.rejected,
      },
      stream: { waiting: backlog.records, waiting_since: backlog.oldest_arrived_at, records, bytes },
      lake: await this.#countLake(now),
      complete_up_to: backlog.oldest_arrived_at ?? now,
      newest_at: transformed.newest_at,
      minutes: countMinutes(runs, now),
      batches: runs.slice(0, BATCHES),
      rejected: await this.#readRejected(transformed.rejected + imported.rejected),
      next: suggest(this.url, settings),
    }
  }

  /** The files that readers have, counted again twice a minute at most. */
  async #countLake(now: number): Promise<Status['lake']> {
    if (Math.abs(now - this.#countedAt) < RECOUNT_MS) return this.#lake
    const { catalog, store } = this.#sources
    const sum = { files: 0, bytes: 0 }
    for (const table of Object.keys(tables)) {
      for (const { location } of await catalog.partitions(table)) {
        const files = await listFiles(store, location)
        sum.files += files.length
        sum.bytes += files.reduce((bytes, { size }) => bytes + size, 0)
      }
    }
    this.#lake = sum
    this.#countedAt = now
    return sum
  }

  async #readRejected(count: number): Promise<readonly RejectedEntry[]> {
    if (count !== this.#rejected.count) {
      this.#rejected = { count, entries: await readNewestRejected(this.#sources.catalog, this.#sources.store) }
    }
    return this.#rejected.entries
  }
}

function countMinutes(runs: readonly Run[], now: number): Minute[] {
  const first = Math.floor(now / MINUTE) - MINUTES + 1
  const minutes = Array.from({ length: MINUTES }, (_, i) => ({
    at: (first + i) * MINUTE,
    stored: 0,
    repeated: 0,
    rejected: 0,
  }))
  for (const run of runs) {
    const minute = minutes[Math.floor(run.finished_at / MINUTE) - first]
    if (minute === undefined) continue
    minute.stored += run.rows_out
    minute.repeated += run.repeated
    minute.rejected += run.rejected
  }
  return minutes
}

/** From the newest files of the newest day; a file that goes away meanwhile is left out. */
async function readNewestRejected(catalog: Catalog, store: Store): Promise<RejectedEntry[]> {
  const newest = (await catalog.partitions('rejected')).at(-1)
  if (newest === undefined) return []
  const files = await listFiles(store, newest.location)
  files.sort((a, b) => b.modified_at - a.modified_at)
  const entries: RejectedEntry[] = []
  for (const { key } of files) {
    if (entries.length >= REJECTED) break
    const file = await store.get(key).catch(() => undefined)
    if (file !== undefined) entries.push(...(await readRejected(file)).reverse())
  }
  return entries.slice(0, REJECTED)
}

async function readRejected(file: Uint8Array): Promise<RejectedEntry[]> {
  const [apps, codes, reasons, payloads] = await Promise.all(
    ['app', 'reason_code', 'reason', 'payload'].map(name => readTextColumn(file, name)),
  )
  return codes!.map((reason_code, i) => ({
    app: apps![i] ?? null,
    reason_code: reason_code ?? '',
    reason: reasons![i] ?? '',
    payload: (payloads![i] ?? '').slice(0, PAYLOAD_CHARACTERS),
  }))
}

function suggest(url: string, settings: Settings): Status['next'] {
  const folder = nameData(settings)
  const key = settings.writeKeys === undefined ? '' : ' -u YOUR_WRITE_KEY:'
  const event = '{"event_type":"page_viewed","app":"demo","anonymous_id":"me","page_url":"https://example.com/"}'
  return [
    { what: 'Send an event', command: `curl${key} ${url}/v1/events -d '${event}'` },
    { what: 'The questions that are ready', command: `npx clickstream query --list${folder}` },
    { what: 'Ask one', command: `npx clickstream query top_links --from 7d${folder}` },
    {
      what: 'Ask your own, in SQL',
      command: `npx clickstream sql "select event_type, count(*) as events from events group by 1 order by 2 desc"${folder}`,
    },
  ]
}
