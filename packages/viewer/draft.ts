// A statement in the making: the data set, the rows that pass the filters with what is needed of each, and names for all.
import type { TopBottomFilter } from '@aws-sdk/client-quicksight'
import type { Parameter } from '@clickstream/query/engine'
import { aggregateOf } from './field.ts'
import { type Fragment, indent, join, Names, name, raw, sql } from './fragment.ts'
import { bindDataSet, readColumn, type Source } from './source.ts'
import type { TileColumn } from './wire.ts'

export interface Statement {
  /** Athena SQL; `?` are bound in order. */
  readonly sql: string
  readonly parameters: readonly Parameter[]
  /** One for each column of the answer, in order. */
  readonly columns: readonly TileColumn[]
  /** The most rows to show; the statement asks for one more, so that it is known whether there are. */
  readonly limit: number
}

export class Draft {
  readonly source: Source
  readonly names: Names
  readonly #conditions: Fragment[]
  readonly #leaders: readonly TopBottomFilter[]
  /** What is needed of each row, by the name that it goes by from there on. */
  readonly #needed = new Map<string, Fragment>()

  constructor(source: Source, conditions: readonly Fragment[], leaders: readonly TopBottomFilter[]) {
    this.source = source
    this.#conditions = [...conditions]
    this.#leaders = leaders
    this.names = new Names(source.dataset.columns.map(each => each.name))
    for (const word of ['data', 'filtered', 'grouped', 'leaders', 'limits', 'binned']) this.names.give(word)
  }

  /** A name for something of each row: a column's own, or one like what is wanted. */
  need(value: Fragment, wanted: string): string {
    for (const [known, { text, parameters }] of this.#needed) {
      if (text === value.text && JSON.stringify(parameters) === JSON.stringify(value.parameters)) return known
    }
    const own = this.source.dataset.columns.find(each => name(each.name).text === value.text)?.name
    const given = own ?? this.names.give(wanted)
    this.#needed.set(given, value)
    return given
  }

  /** The whole statement: `with data as …, filtered as …`, the other steps, and the last select. */
  write(
    steps: readonly (readonly [name: string, body: Fragment])[],
    last: Fragment,
  ): Pick<Statement, 'sql' | 'parameters'> {
    const all = [['data', this.#data()], ...this.#leading(), ['filtered', this.#filtered()], ...steps] as const
    const ctes = all.map(([step, body]) => sql`${name(step)} as (\n${indent(body)}\n)`)
    const { text, parameters } = sql`with ${join(ctes, ',\n\n')}\n\n${last}`
    return { sql: text, parameters }
  }

  #data(): Fragment {
    return { text: this.source.dataset.sql.trim().replace(/\s*;$/, ''), parameters: bindDataSet(this.source) }
  }

  #filtered(): Fragment {
    const columns = [...this.#needed].map(([given, value]) =>
      name(given).text === value.text ? value : sql`${value} as ${name(given)}`,
    )
    const leading = this.#leaders.map((leader, i) => {
      const value = readColumn(this.source, leader.Column!.ColumnName!).sql
      return sql`${value} in (select leader from ${name(leaderName(i))})`
    })
    return select(columns.length === 0 ? [raw('1 as one')] : columns, 'data', [...this.#conditions, ...leading])
  }

  #leading(): (readonly [string, Fragment])[] {
    return this.#leaders.map((leader, i) => {
      const { Column, AggregationSortConfigurations, Limit, ParameterName } = leader
      const { Column: by, AggregationFunction, SortDirection } = AggregationSortConfigurations![0]!
      const of = readColumn(this.source, by!.ColumnName!)
      const aggregate = aggregateOf(aggregationOf(AggregationFunction))
      const [said] = ParameterName === undefined ? [] : (this.source.parameters.get(ParameterName)?.values ?? [])
      const rows = select(
        [sql`${readColumn(this.source, Column!.ColumnName!).sql} as leader`],
        'data',
        this.#conditions,
      )
      const order = sql`${aggregate.write(aggregate.input(of))} ${raw(SortDirection === 'ASC' ? 'asc' : 'desc')}`
      const body = sql`${rows}\ngroup by 1\norder by ${order}, 1\nlimit ${Number(said ?? Limit ?? 10)}`
      return [leaderName(i), body]
    })
  }
}

/** The name in a well's words of an AggregationFunction that stands outside of one. */
export function aggregationOf(said: object | undefined): string {
  const found = Object.values(said ?? {}).find(each => each !== undefined)
  if (typeof found === 'string') return found
  return (found as { SimpleNumericalAggregation?: string } | undefined)?.SimpleNumericalAggregation ?? 'SUM'
}

/** One column a line. */
export function select(columns: readonly Fragment[], from: string, conditions: readonly Fragment[] = []): Fragment {
  const list = columns.length === 1 ? sql` ${columns[0]!}` : sql`\n${indent(join(columns, ',\n'))}`
  const where = conditions.length === 0 ? raw('') : sql`\nwhere ${join(conditions, '\n    and ')}`
  return sql`select${list}\nfrom ${name(from)}${where}`
}

function leaderName(i: number): string {
  return i === 0 ? 'leaders' : `leaders_${i + 1}`
}
