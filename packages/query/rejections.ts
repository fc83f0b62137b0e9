// The rejected table, read: counts, examples, and the payloads whole again.
import { dateOf } from '@clickstream/events/time'
import type { Answer, Engine, Parameter } from './engine.ts'
import { toObjects } from './format.ts'

export interface RejectedFilter {
  readonly reason?: string | undefined
  readonly app?: string | undefined
  /** Arrived on this day or later, YYYY-MM-DD. */
  readonly since?: string | undefined
}

export interface ReasonCount {
  readonly reason_code: string
  readonly count: number
  /** ISO 8601 */
  readonly first_at: string
  readonly last_at: string
}

/** A rejected payload, put together where it was kept in parts. */
export interface Rejected {
  readonly received_at: string
  readonly app: string | null
  readonly dialect: string | null
  readonly event_id: string | null
  readonly reason_code: string
  readonly field: string | null
  readonly reason: string
  readonly payload: string
}

type Asks = Pick<Engine, 'run'>

const PART = /^([\s\S]*) \(part (\d+) of (\d+)\)$/
/** One row a payload: further parts left out. */
const WHOLE = String.raw`not regexp_like(reason, ' \(part ([2-9]|[1-9][0-9]+) of [0-9]+\)$')`
const COLUMNS = 'received_at, app, dialect, event_id, reason_code, field, reason, payload'

/** How many payloads were rejected for which reason, the most first. */
export async function countReasons(engine: Asks, filter: RejectedFilter): Promise<ReasonCount[]> {
  const { where, parameters } = writeFilter(filter)
  const sql = `
    select reason_code, count(*) as "count", min(received_at) as first_at, max(received_at) as last_at
    from rejected where ${where} and ${WHOLE}
    group by reason_code order by 2 desc, 1`
  return readRows<ReasonCount>(engine, sql, parameters)
}

/** How many payloads of a reason, of whom, at which field, on which day. */
export interface SenderCount {
  readonly reason_code: string
  readonly field: string | null
  readonly app: string | null
  readonly dialect: string | null
  readonly sdk: string | null
  readonly sdk_version: string | null
  /** YYYY-MM-DD */
  readonly received_date: string
  readonly count: number
}

/** What a payload says of its SDK: in our words, in Segment's, or in text that is no JSON. */
const said = (name: string, segment: string) =>
  `substr(coalesce(json_extract_scalar(payload, '$.${name}'), json_extract_scalar(payload, '$.context.library.${segment}'),
    regexp_extract(payload, '"${name}"\\s*:\\s*"([^"]{1,64})"', 1)), 1, 64)`

/** Who sends what is rejected, the most first; at most `limit` kinds of it. */
export async function countSenders(engine: Asks, filter: RejectedFilter, limit: number): Promise<SenderCount[]> {
  const { where, parameters } = writeFilter(filter)
  const sql = `
    select reason_code, field, app, dialect, ${said('sdk', 'name')} as sdk,
      ${said('sdk_version', 'version')} as sdk_version, received_date, count(*) as "count"
    from rejected where ${where} and ${WHOLE}
    group by 1, 2, 3, 4, 5, 6, 7 order by 8 desc, 1, 2, 3, 4, 5, 6, 7 limit ?`
  return readRows<SenderCount>(engine, sql, [...parameters, { name: 'limit', type: 'integer', value: String(limit) }])
}

/** The newest payloads of each reason, at most `limit` of each; of those kept in parts the first part. */
export async function readExamples(engine: Asks, filter: RejectedFilter, limit: number): Promise<Rejected[]> {
  const { where, parameters } = writeFilter(filter)
  const sql = `
    select ${COLUMNS} from (
      select ${COLUMNS}, row_number() over (partition by reason_code order by received_at desc, payload) as place
      from rejected where ${where} and ${WHOLE}
    ) where place <= cast(? as bigint)
    order by reason_code, received_at desc, payload`
  return readRows<Rejected>(engine, sql, [...parameters, { name: 'limit', type: 'integer', value: String(limit) }])
}

/** The days on which something was rejected. */
export async function readDays(engine: Asks, filter: RejectedFilter): Promise<string[]> {
  const { where, parameters } = writeFilter(filter)
  const sql = `select distinct received_date from rejected where ${where} order by 1`
  return (await readRows<{ received_date: string }>(engine, sql, parameters)).map(row => row.received_date)
}

/** A day's payloads, whole, in the order of their arrival. */
export async function readDay(engine: Asks, filter: RejectedFilter, day: string): Promise<Rejected[]> {
  const { where, parameters } = writeFilter(filter)
  const sql = `select ${COLUMNS} from rejected where ${where} and received_date = ? order by received_at`
  const rows = await readRows<Rejected>(engine, sql, [...parameters, { name: 'day', type: 'string', value: day }])
  return joinParts(rows)
}

/** Puts payloads that were kept in parts together; one with a part missing is left out, it cannot be read. */
export function joinParts(rows: readonly Rejected[]): Rejected[] {
  const whole: Rejected[] = []
  const open = new Map<string, (Rejected | undefined)[][]>()
  for (const row of rows) {
    const [, reason, part, parts] = PART.exec(row.reason) ?? []
    if (reason === undefined) {
      whole.push(row)
      continue
    }
    const key = JSON.stringify([row.received_at, row.app, row.dialect, row.event_id, reason, parts])
    const started = open.get(key) ?? []
    open.set(key, started)
    const place = Number(part) - 1
    let pieces = started.find(each => each[place] === undefined)
    if (pieces === undefined) {
      pieces = new Array(Number(parts)).fill(undefined)
      started.push(pieces)
    }
    pieces[place] = row
    if (pieces.every(piece => piece !== undefined)) {
      whole.push({ ...row, reason, payload: pieces.map(piece => piece!.payload).join('') })
    }
  }
  return whole
}

function writeFilter({ reason, app, since }: RejectedFilter): { where: string; parameters: Parameter[] } {
  const conditions = ['received_date >= ?']
  const parameters: Parameter[] = [{ name: 'since', type: 'string', value: since ?? dateOf(0) }]
  for (const [column, value] of [
    ['reason_code', reason],
    ['app', app],
  ] as const) {
    if (value === undefined) continue
    conditions.push(`${column} = ?`)
    parameters.push({ name: column, type: 'string', value })
  }
  return { where: conditions.join(' and '), parameters }
}

async function readRows<T>(engine: Asks, sql: string, parameters: readonly Parameter[]): Promise<T[]> {
  const result = await engine.run(sql, parameters)
  return toObjects(result) satisfies Record<string, Answer>[] as T[]
}
