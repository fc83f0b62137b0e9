// Rows added up by group: in order, within limits, with one mark for all that is beyond them.
import { type Draft, type Statement, select } from './draft.ts'
import { type Fragment, indent, join, name, raw, sql } from './fragment.ts'
import type { TileColumn } from './wire.ts'

/** The most rows that a page is sent for one visual. */
export const MOST_MARKS = 10_000

export interface Measure {
  readonly alias: string
  /** Of the rows that passed the filters. */
  readonly sql: Fragment
  readonly fold?: 'sum' | 'min' | 'max'
  /** none: it only gives an order. */
  readonly column?: TileColumn
}

export interface Group {
  readonly alias: string
  readonly column: TileColumn
  /** By which its marks stand in order: a measure, or else itself. */
  readonly by?: Measure
  readonly isDescending: boolean
  /** The most marks. */
  readonly limit?: number
  /** Those beyond the limit are one mark more. */
  readonly hasOther: boolean
}

export interface Order {
  readonly by: Group | Measure
  readonly isDescending: boolean
}

export interface Grouping {
  readonly groups: readonly Group[]
  readonly measures: readonly Measure[]
  /** Where rows stand in one order, not by group after group. */
  readonly order?: readonly Order[]
  /** The most rows. */
  readonly limit: number
}

/** A group whose order or limit needs all of its marks to be known first. */
interface Axis {
  readonly step: string
  readonly kept: string
  readonly place: string
}

/** The statement that answers with a row for each group, or one row when there is no group. */
export function writeGrouped(draft: Draft, grouping: Grouping): Statement {
  const { groups, measures, order } = grouping
  const axes = new Map<Group, Axis>()
  for (const group of groups) {
    const isLimited = group.limit !== undefined && (group.hasOther || groups.length > 1)
    if (isLimited || (group.by !== undefined && groups.length > 1 && order === undefined)) {
      const step = draft.names.give(`${group.alias}_order`)
      axes.set(group, {
        step,
        kept: draft.names.give(`${group.alias}_kept`),
        place: draft.names.give(`${group.alias}_place`),
      })
    }
  }
  const all = [...new Set([...measures, ...groups.flatMap(({ by }) => by ?? []), ...(order ?? []).flatMap(measureIn)])]
  // What can be added up again is counted once; of the rest, each row has to be asked again.
  const isFolded = axes.size > 0 && all.every(({ fold }) => fold !== undefined)
  const rows = draft.from()
  const from = isFolded ? 'grouped' : rows
  const value = ({ alias, fold, sql: written }: Measure) => (isFolded ? sql`${raw(fold!)}(${name(alias)})` : written)
  const steps: (readonly [string, Fragment])[] = []
  if (isFolded) {
    const columns = [
      ...groups.map(({ alias }) => name(alias)),
      ...all.map(each => sql`${each.sql} as ${name(each.alias)}`),
    ]
    steps.push(['grouped', sql`${select(columns, rows)}${groupBy(groups.map(({ alias }) => name(alias)))}`])
  }
  for (const [group, axis] of axes) steps.push([axis.step, writeAxis(group, axis, from, value)])

  const columns: Fragment[] = []
  const shown: TileColumn[] = []
  const keys: Fragment[] = []
  for (const group of groups) {
    const axis = axes.get(group)
    const key = name(axis?.kept ?? group.alias)
    columns.push(axis === undefined ? key : sql`${key} as ${name(group.alias)}`)
    shown.push(group.column)
    keys.push(key, ...(axis === undefined ? [] : [name(axis.place)]))
  }
  for (const measure of measures) {
    columns.push(sql`${value(measure)} as ${name(measure.alias)}`)
    shown.push(measure.column!)
  }
  for (const [i, group] of groups.filter(each => each.hasOther && axes.has(each)).entries()) {
    const alias = name(draft.names.give(i === 0 ? 'is_other' : `is_other_${group.alias}`))
    columns.push(sql`${name(axes.get(group)!.place)} is null as ${alias}`)
    shown.push(otherColumn(group, i))
  }
  const joins = [...axes].map(([group, axis]) => writeJoin(group, axis))
  const single = groups.length === 1 && axes.size === 0 ? groups[0]!.limit : undefined
  const limit = single ?? grouping.limit
  const ordered = writeOrder(grouping, axes, value)
  const last = sql`${select(columns, from)}${join(joins, '')}${groupBy(keys)}${ordered}`
  const cut = groups.length === 0 ? last : sql`${last}\nlimit ${limit + 1}`
  return { ...draft.write(steps, cut), columns: shown, limit }
}

/** The marks in their places, from 1; as many as there may be. */
function writeAxis(group: Group, { kept, place }: Axis, from: string, value: (measure: Measure) => Fragment): Fragment {
  const key = name(group.alias)
  const direction = raw(group.isDescending ? ' desc' : '')
  const by = group.by === undefined ? sql`${key}${direction}` : sql`${value(group.by)}${direction}, ${key}`
  const columns = [sql`${key} as ${name(kept)}`, sql`row_number() over (order by ${by}) as ${name(place)}`]
  const cut = group.limit === undefined ? raw('') : sql`\norder by ${name(place)}\nlimit ${group.limit}`
  return sql`${select(columns, from)}\ngroup by ${key}${cut}`
}

/** What is beyond the limit finds no place, and stays only where there is a mark for it. */
function writeJoin(group: Group, { step, kept }: Axis): Fragment {
  const kind = raw(group.hasOther ? 'left join' : 'join')
  return sql`\n${kind} ${name(step)}\n    on ${name(group.alias)} is not distinct from ${name(kept)}`
}

function writeOrder(
  { groups, order }: Grouping,
  axes: ReadonlyMap<Group, Axis>,
  value: (measure: Measure) => Fragment,
): Fragment {
  const said = (order ?? []).map(({ by, isDescending }) => {
    const written = isGroup(by) ? keyOf(by, axes) : by.column === undefined ? value(by) : name(by.alias)
    return isDescending ? sql`${written} desc` : written
  })
  // What is said decides; groups settle the rest, so that the same question has the same answer.
  const rest = groups.filter(group => !order?.some(({ by }) => by === group))
  const byGroup = rest.flatMap(group => {
    const { by, isDescending } = group
    const key = keyOf(group, axes)
    if (axes.has(group)) return [key]
    if (by !== undefined && order === undefined) {
      const measure = by.column === undefined ? value(by) : name(by.alias)
      return [isDescending ? sql`${measure} desc` : measure, key]
    }
    return [isDescending && order === undefined ? sql`${key} desc` : key]
  })
  const terms = [...said, ...byGroup]
  return terms.length === 0 ? raw('') : sql`\norder by ${join(terms, ', ')}`
}

function keyOf(group: Group, axes: ReadonlyMap<Group, Axis>): Fragment {
  return name(axes.get(group)?.place ?? group.alias)
}

function groupBy(keys: readonly Fragment[]): Fragment {
  if (keys.length === 0) return raw('')
  return keys.length < 4 ? sql`\ngroup by ${join(keys, ', ')}` : sql`\ngroup by\n${indent(join(keys, ',\n'))}`
}

function otherColumn({ column }: Group, i: number): TileColumn {
  const { well } = column
  return {
    id: i === 0 ? '__other' : `__other_${well}`,
    role: 'other',
    well,
    name: 'Other',
    column: column.column,
    type: 'boolean',
  }
}

function isGroup(by: Group | Measure): by is Group {
  return 'hasOther' in by
}

function measureIn({ by }: Order): Measure[] {
  return isGroup(by) ? [] : [by]
}
