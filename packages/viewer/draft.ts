// A statement in the making: the data set, the rows that pass the filters with what is needed of each, and names for all.
import type { TopBottomFilter } from '@aws-sdk/client-quicksight'
import type { Parameter } from '@clickstream/query/engine'
import { type Scope, writeRow } from './expression.ts'
import { aggregateOf } from './field.ts'
import { column as columnOf, type Fragment, indent, join, Names, name, raw, sql } from './fragment.ts'
import { bindDataSet, readColumn, type Source, scopeOf } from './source.ts'
import { parseExpression } from './syntax.ts'
import { toLocal, type Value } from './type.ts'
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

interface Needed {
  readonly value: Fragment
  /** 1: made of the data set's columns, where rows are filtered; 2: of what stands there, and so on. */
  readonly step: number
}

export class Draft {
  readonly source: Source
  readonly names: Names
  /** What names mean in expressions; calculated fields and local times are made once, by name. */
  readonly scope: Scope
  readonly #conditions: Fragment[]
  readonly #leaders: readonly TopBottomFilter[]
  /** What is needed of each row, by the name that it goes by from there on. */
  readonly #needed = new Map<string, Needed>()
  readonly #calculated = new Map<string, Value>()

  constructor(source: Source, conditions: readonly Fragment[], leaders: readonly TopBottomFilter[]) {
    this.source = source
    this.#conditions = [...conditions]
    this.#leaders = leaders
    this.names = new Names(source.dataset.columns.map(each => each.name))
    for (const word of ['data', 'filtered', 'calculated', 'grouped', 'limits', 'binned']) this.names.give(word)
    this.scope = {
      ...scopeOf(source),
      column: column => this.column(column),
      local: value => {
        const local = toLocal(value, source.zone)
        return local === value.sql ? local : columnOf(this.need(local, `${value.sql.text}_local`))
      },
    }
  }

  /** A column of the data set, or a calculated field as a column of its own. */
  column(column: string): Value {
    const made = this.#calculated.get(column)
    if (made !== undefined) return made
    // Says what is wrong with it, a circle too.
    const plain = readColumn(this.source, column)
    const text = this.scope.calculated(column)
    if (text === undefined) return plain
    const value = writeRow(parseExpression(text), this.scope)
    const given = { ...value, sql: columnOf(this.need(value.sql, column)) }
    this.#calculated.set(column, given)
    return given
  }

  /** A name for something of each row: a column's own, or one like what is wanted. */
  need(value: Fragment, wanted: string): string {
    if (value.needs?.length === 1 && name(value.needs[0]!).text === value.text && this.#stepOf(value.needs[0]!) > 0) {
      return value.needs[0]!
    }
    for (const [known, { value: each }] of this.#needed) {
      if (each.text === value.text && JSON.stringify(each.parameters) === JSON.stringify(value.parameters)) return known
    }
    const own = this.source.dataset.columns.find(each => name(each.name).text === value.text)?.name
    const step = Math.max(0, ...(value.needs ?? []).map(each => this.#stepOf(each)))
    // What a later step is made of has to come along.
    if (step > 0) for (const each of value.needs ?? []) this.need(columnOf(each), each)
    const given = own ?? this.names.give(wanted)
    this.#needed.set(given, { value, step: step + 1 })
    return given
  }

  /** The step that has all that is needed of the rows. */
  from(): string {
    return stepName(Math.max(1, ...[...this.#needed.values()].map(({ step }) => step)))
  }

  /** The whole statement: `with data as …, filtered as …`, the other steps, and the last select. */
  write(
    steps: readonly (readonly [name: string, body: Fragment])[],
    last: Fragment,
  ): Pick<Statement, 'sql' | 'parameters'> {
    const all = [['data', this.#data()], ...this.#leading(), ...this.#steps(), ...steps] as const
    const ctes = all.map(([step, body]) => sql`${name(step)} as (\n${indent(body)}\n)`)
    const { text, parameters } = sql`with ${join(ctes, ',\n\n')}\n\n${last}`
    return { sql: text, parameters }
  }

  /** 0 for a column that the data set has. */
  #stepOf(column: string): number {
    const known = this.#needed.get(column)
    return known === undefined || known.value.text === name(column).text ? 0 : known.step
  }

  #data(): Fragment {
    return { text: this.source.dataset.sql.trim().replace(/\s*;$/, ''), parameters: bindDataSet(this.source) }
  }

  #steps(): (readonly [string, Fragment])[] {
    const leading = this.#leaders.map((leader, i) => {
      const value = readColumn(this.source, leader.Column!.ColumnName!).sql
      return sql`${value} in (select leader from ${name(leaderName(i))})`
    })
    const steps = Map.groupBy(this.#needed, ([, { step }]) => step)
    const first = this.#columns(steps.get(1) ?? [])
    const filtered = select(first.length > 0 ? first : [raw('1 as one')], 'data', [...this.#conditions, ...leading])
    const later = [...steps.keys()].filter(step => step > 1).sort((a, b) => a - b)
    const written = later.map(
      step => [stepName(step), select([raw('*'), ...this.#columns(steps.get(step)!)], stepName(step - 1))] as const,
    )
    return [['filtered', filtered], ...written]
  }

  #columns(needed: readonly (readonly [string, Needed])[]): Fragment[] {
    return needed.map(([given, { value }]) =>
      name(given).text === value.text ? value : sql`${value} as ${name(given)}`,
    )
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

function stepName(step: number): string {
  return step === 1 ? 'filtered' : step === 2 ? 'calculated' : `calculated_${step - 1}`
}
