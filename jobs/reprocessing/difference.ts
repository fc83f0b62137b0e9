// What would change, for a person: counts per day before and after, columns, and some rows.
import type { Table } from '@clickstream/events/field'
import { events, rejected } from '@clickstream/events/tables'
import { VISITOR } from '../deriving/visits.ts'
import type { Workshop } from '../duckdb.ts'
import { type Place, rowsAfter, rowsBefore } from './place.ts'

export interface MetricChange {
  readonly day: string
  /** Such as `events`, `traffic bot` or `revenue EUR`. */
  readonly metric: string
  readonly before: string
  readonly after: string
}

export interface RowSample {
  readonly event_id: string | null
  readonly received_at: string
  /** came: only after · gone: only before · changed */
  readonly fate: 'came' | 'gone' | 'changed'
  /** By column, as text; what came or went has few of them. */
  readonly columns: Readonly<Record<string, readonly [before: string | null, after: string | null]>>
}

export interface Difference {
  readonly metrics: readonly MetricChange[]
  /** Rows of `events` that stay, by the column that has another value. */
  readonly columns: Readonly<Record<string, number>>
  readonly came: number
  readonly gone: number
  readonly samples: readonly RowSample[]
}

const MAX_SAMPLES = 5
const IS_ORDER = `event_type = 'order_completed'`

/** By table: what is counted, and by what. */
const METRICS: Readonly<Record<'events' | 'rejected', readonly (readonly [name: string, value: string])[]>> = {
  events: [
    [`'events'`, 'count(*)'],
    [`'event_type ' || event_type`, 'count(*)'],
    [`'traffic ' || traffic`, 'count(*)'],
    [`'channel ' || coalesce(channel, 'none')`, 'count(*)'],
    [`'visitors'`, `count(distinct ${VISITOR})`],
    [`'orders'`, `count(distinct order_id) filter (${IS_ORDER})`],
    [`'revenue ' || coalesce(currency, 'in no currency')`, `coalesce(sum(value) filter (${IS_ORDER}), 0)`],
  ],
  rejected: [
    [`'rejected'`, 'count(*)'],
    [`'rejected ' || reason_code`, 'count(*)'],
  ],
}

/** @param days all partitions of the days that change · changed: those of them that do */
export async function describe(
  workshop: Workshop,
  days: readonly Place[],
  changed: readonly Place[],
): Promise<Difference> {
  const metrics: MetricChange[] = []
  for (const table of [events, rejected]) metrics.push(...(await compareMetrics(workshop, table, days)))
  const columns: Record<string, number> = {}
  const samples: RowSample[] = []
  let came = 0
  let gone = 0
  for (const place of changed) {
    const counts = await compareRows(workshop, place)
    came += counts.came ?? 0
    gone += counts.gone ?? 0
    for (const { name } of events.fields) {
      const count = counts[`changed_${name}`] ?? 0
      if (count > 0) columns[name] = (columns[name] ?? 0) + count
    }
    if (samples.length < MAX_SAMPLES)
      samples.push(...(await takeSamples(workshop, place, MAX_SAMPLES - samples.length)))
  }
  return { metrics, columns, came, gone, samples }
}

async function compareMetrics(workshop: Workshop, table: Place['table'], days: readonly Place[]) {
  const places = days.filter(place => place.table === table)
  const lake = places.flatMap(place => place.lake)
  const raw = places.flatMap(place => place.raw)
  if (lake.length + raw.length === 0) return []
  const count = (rows: string) =>
    METRICS[table.name]
      .map(
        ([name, value]) => `select received_date, ${name} as metric, cast(${value} as varchar) as value
        from (${rows}) group by received_date, metric`,
      )
      .join(' union all ')
  const rows = await workshop.json(`
    with before as (${count(rowsBefore(table, lake))}), after as (${count(rowsAfter(table, lake, raw))})
    select received_date as day, metric, coalesce(before.value, '0') as before, coalesce(after.value, '0') as after
    from before full join after using (received_date, metric)
    where coalesce(before.value, '0') <> coalesce(after.value, '0')
    order by day, metric`)
  return rows as unknown as MetricChange[]
}

/** Rows of `events` are the same by event_id and arrival; those of `rejected` come and go. */
function joinSides({ table, lake, raw }: Place): string {
  const sides = `with before as (${rowsBefore(table, lake)}), after as (${rowsAfter(table, lake, raw)})`
  const keys =
    table === events
      ? 'before.event_id = after.event_id and before.received_at = after.received_at'
      : namesOf(table)
          .map(name => `before.${name} is not distinct from after.${name}`)
          .join(' and ')
  return `${sides} select %s from before full join after on ${keys}`
}

async function compareRows(workshop: Workshop, place: Place): Promise<Record<string, number>> {
  const changes = place.table === events ? namesOf(events) : []
  const columns = [
    'count(*) filter (before.received_at is null) as came',
    'count(*) filter (after.received_at is null) as gone',
    ...changes.map(
      name => `count(*) filter (
      before.received_at is not null and after.received_at is not null and before.${name} is distinct from after.${name}
    ) as changed_${name}`,
    ),
  ]
  const [counts] = await workshop.json(joinSides(place).replace('%s', () => columns.join(', ')))
  return Object.fromEntries(Object.entries(counts!).map(([name, value]) => [name, Number(value)]))
}

async function takeSamples(workshop: Workshop, place: Place, limit: number): Promise<RowSample[]> {
  const names = namesOf(place.table)
  const columns = names.map(
    name => `cast(before.${name} as varchar) as b_${name}, cast(after.${name} as varchar) as a_${name}`,
  )
  const differs = names.map(name => `before.${name} is distinct from after.${name}`).join(' or ')
  const rows = await workshop.json(`
    ${joinSides(place).replace('%s', () => columns.join(', '))} where ${differs}
    order by coalesce(before.received_at, after.received_at), coalesce(before.event_id, after.event_id) limit ${limit}`)
  const shown = place.table === events ? ['event_type', 'page_url'] : ['reason', 'payload']
  return rows.map(row => {
    const side = (prefix: string, name: string) => (row[`${prefix}_${name}`] ?? null) as string | null
    const fate = side('b', 'received_at') === null ? 'came' : side('a', 'received_at') === null ? 'gone' : 'changed'
    const told = fate === 'changed' ? names.filter(name => side('b', name) !== side('a', name)) : shown
    return {
      event_id: side('b', 'event_id') ?? side('a', 'event_id'),
      received_at: (side('b', 'received_at') ?? side('a', 'received_at'))!,
      fate,
      columns: Object.fromEntries(told.map(name => [name, [side('b', name), side('a', name)] as const])),
    }
  })
}

function namesOf({ fields }: Pick<Table, 'fields'>): string[] {
  return fields.map(({ name }) => name)
}
