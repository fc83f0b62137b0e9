// Which files of a table hold rows of the person, and how DuckDB tells those rows from the others.
import type { Table } from '@clickstream/events/field'
import { rejected, tables } from '@clickstream/events/tables'
import { quote } from '@clickstream/query/view'
import type { Workshop } from '../duckdb.ts'
import type { Work } from '../job.ts'
import type { Subject } from './subject.ts'

/** Of one file. */
export interface Found {
  readonly rows: number
  /** Holds for the person's rows and for no others; never null. */
  readonly where: string
}

/**
 * Looks for the person in files of one table, by key; those without are left out. Copies of another store's files that were
 * made before are released.
 * @throws when a file is gone
 */
export type Search = (keys: readonly string[]) => Promise<Map<string, Found>>

/** The tables whose rows are a person's; what else is derived from events is counted, and made again. */
export const PERSONAL = ['events', 'rejected', 'sessions', 'identities'] as const

/** Files in one statement. */
const MAX_FILES = 500
const PART = / \(part (\d+) of \d+\)$/

/**
 * @param until of events and rejected: what arrived later (ms since 1970) is not looked for; of what is derived from
 * events: what ended later is made of events that arrived later too, though they may have been retained no longer
 * @param before of what is derived from events: what ended later is made of events that arrived since
 */
export function searchFor(work: Work, table: Table, subject: Subject, until: number, before: number | null): Search {
  const ended = (column: string) => ` and ${column} < ${timestamp(Math.min(until + 1, before ?? until + 1))}`
  const wheres: Readonly<Record<string, () => string>> = {
    events: () => `${subject.eventsSql} and received_at <= ${timestamp(until)}`,
    sessions: () => subject.sessionsSql + ended('ended_at'),
    identities: () => subject.identitiesSql + ended('last_identified_at'),
  }
  const where = wheres[table.name]
  return keys => (where === undefined ? searchTexts(work, subject, until, keys) : searchRows(work, where(), keys))
}

/** Of the events that are the person's and in the lake, the first one's time in ms since 1970; null when there are none. */
export async function findFirst(work: Work, subject: Subject, keys: readonly string[]): Promise<number | null> {
  const workshop = await work.workshop()
  let first: number | null = null
  for await (const paths of chunk(workshop, keys)) {
    const rows = await workshop.rows(
      `select epoch_ms(min(occurred_at)) as first from ${read(paths)} where ${subject.eventsSql}`,
    )
    const found = rows[0]!.first as bigint | null
    if (found !== null) first = Math.min(first ?? Number.POSITIVE_INFINITY, Number(found))
  }
  return first
}

/** The devices that rows of events, or of identities, show the user to be logged in on. */
export async function findDevices(
  work: Work,
  subject: Subject,
  table: Table,
  keys: readonly string[],
  until: number,
): Promise<Set<string>> {
  const workshop = await work.workshop()
  const devices = new Set<string>()
  const arrived = table.name === 'events' ? ` and received_at <= ${timestamp(until)}` : ''
  for await (const paths of chunk(workshop, keys)) {
    const where = `${subject.loginsSql} and anonymous_id is not null${arrived}`
    const rows = await workshop.rows(`select distinct anonymous_id from ${read(paths)} where ${where}`)
    for (const { anonymous_id } of rows) devices.add(anonymous_id as string)
  }
  return devices
}

/** A number that is the same for the same row in any file, as long as DuckDB is the same. Its sum knows no order. */
export function contentOf(table: Table): string {
  return `cast(hash(${table.fields.map(({ name }) => name).join(', ')}) as hugeint)`
}

async function searchRows(work: Work, where: string, keys: readonly string[]): Promise<Map<string, Found>> {
  const workshop = await work.workshop()
  const found = new Map<string, Found>()
  for (let i = 0; i < keys.length; i += MAX_FILES) {
    work.signal?.throwIfAborted()
    const some = keys.slice(i, i + MAX_FILES)
    await workshop.release()
    const paths = await workshop.paths(some)
    const byPath = new Map(paths.map((path, place) => [path, some[place]!]))
    const rows = await workshop.rows(
      `select filename, count(*) as rows from ${read(paths)} where ${where} group by filename`,
    )
    for (const { filename, rows: count } of rows) {
      found.set(byPath.get(filename as string)!, { rows: Number(count), where: `(${where})` })
    }
  }
  return found
}

/** Rows of `rejected` are known by their payload; of one that is kept in parts, the parts together are read. */
async function searchTexts(work: Work, subject: Subject, until: number, keys: readonly string[]) {
  const workshop = await work.workshop()
  const contents = new Map<string, string[]>()
  const parts = new Map<string, (RejectedText & { key: string })[]>()
  const add = (key: string, content: string) => contents.set(key, [...(contents.get(key) ?? []), content])
  for (const key of keys) {
    work.signal?.throwIfAborted()
    await workshop.release()
    const app = subject.app === null ? '' : `and coalesce(app, ${quote(subject.app)}) = ${quote(subject.app)}`
    const rows = workshop.stream(
      `select cast(${contentOf(rejected)} as varchar) as content, received_at, app, event_id, reason, payload
       from ${await workshop.table(tables.rejected, [key])} where received_at <= ${timestamp(until)} ${app}`,
    )
    for await (const page of rows) {
      for (const row of page as unknown as RejectedText[]) {
        if (PART.test(row.reason)) {
          const whole = JSON.stringify([row.received_at, row.app, row.event_id, row.reason.replace(PART, '')])
          parts.set(whole, [...(parts.get(whole) ?? []), { ...row, key }])
        } else if (isOwn(subject, row.payload)) add(key, row.content)
      }
    }
  }
  for (const pieces of parts.values()) {
    const place = ({ reason }: RejectedText) => Number(PART.exec(reason)![1])
    const text = pieces.toSorted((a, b) => place(a) - place(b)).map(({ payload }) => payload)
    if (isOwn(subject, text.join(''))) for (const { key, content } of pieces) add(key, content)
  }
  const where = (some: readonly string[]) => `(${contentOf(rejected)} in (${some.join(', ')}))`
  return new Map([...contents].map(([key, some]) => [key, { rows: some.length, where: where(some) }]))
}

interface RejectedText {
  content: string
  received_at: string
  app: string | null
  event_id: string | null
  reason: string
  payload: string
}

function isOwn(subject: Subject, payload: string): boolean {
  return subject.mayStandIn(payload) && subject.ownsText(payload)
}

async function* chunk(workshop: Workshop, keys: readonly string[]): AsyncGenerator<string[]> {
  for (let i = 0; i < keys.length; i += MAX_FILES) {
    await workshop.release()
    yield await workshop.paths(keys.slice(i, i + MAX_FILES))
  }
}

function read(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quote).join(', ')}], filename = true, hive_partitioning = false)`
}

function timestamp(ms: number): string {
  return `make_timestamp(${Math.floor(ms) * 1000})`
}
