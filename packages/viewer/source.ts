// A data set as one view of a dashboard sees it: its columns, what is calculated of them, and the values of its `?`.
import type { Parameter } from '@clickstream/query/engine'
import { QueryError } from '@clickstream/query/engine'
import { bindParameters } from '@clickstream/query/library'
import { truncate } from './calendar.ts'
import type { Dashboard, DataSet } from './dashboard.ts'
import { StateError, VisualError } from './error.ts'
import { isAggregated, type Scope, writeRow } from './expression.ts'
import { bind, column as columnOf, join, raw } from './fragment.ts'
import { type Chosen, toParameter } from './parameters.ts'
import { type Expression, parseExpression } from './syntax.ts'
import { toLocal, type Value } from './type.ts'

export interface Source {
  readonly dashboard: Dashboard
  /** As the definition calls it. */
  readonly identifier: string
  readonly dataset: DataSet
  /** Checked, so that it can be written into SQL. */
  readonly zone: string
  /** ms since 1970 */
  readonly now: number
  readonly parameters: ReadonlyMap<string, Chosen>
  /** Names of parameters that have had a say in what is asked: written while the question is. */
  readonly heard: Set<string>
}

/** @throws VisualError when the definition declares no such data set, or there is none. */
export function findDataSet(
  { definition }: Dashboard,
  identifier: string | undefined,
  datasets: ReadonlyMap<string, DataSet>,
): DataSet {
  const declared = definition.DataSetIdentifierDeclarations?.find(each => each.Identifier === identifier)
  // The identifier is free, the ARN's name is the data set's.
  const named = declared?.DataSetArn?.split('dataset/clickstream-')[1] ?? identifier
  const dataset = declared === undefined ? undefined : datasets.get(named!)
  if (dataset === undefined)
    throw new VisualError(`data set: expected one that is declared and there, got ${identifier}`)
  return dataset
}

export function hasColumn(source: Source, column: string): boolean {
  return source.dataset.columns.some(({ name }) => name === column) || findCalculated(source, column) !== undefined
}

/** A column or calculated field, row by row. @throws VisualError when there is none, or it is one of many rows. */
export function readColumn(source: Source, column: string): Value {
  return scopeOf(source).column(column)
}

/** The expression of a calculated field of many rows; undefined for what each row has. */
export function readAggregation(source: Source, column: string): Expression | undefined {
  const text = findCalculated(source, column)
  const expression = text === undefined ? undefined : parseExpression(text)
  return expression !== undefined && isAggregated(expression, scopeOf(source)) ? expression : undefined
}

/** What names mean in expressions over this data set. */
export function scopeOf(source: Source, asking: readonly string[] = []): Scope {
  const { dataset, zone, parameters } = source
  const now = new Date(truncate(source.now, 'MINUTE')).toISOString()
  return {
    local: value => toLocal(value, zone),
    now: { sql: bind({ name: 'now', type: 'timestamp', value: now }), type: 'timestamp(3)' },
    column: column => {
      const found = dataset.columns.find(({ name }) => name === column)
      if (found !== undefined) return { sql: columnOf(column), type: found.type }
      const text = findCalculated(source, column)
      if (text === undefined || asking.includes(column)) {
        const known = dataset.columns.map(({ name }) => name).join(', ')
        const expected =
          text === undefined ? `a column of ${dataset.name} (${known})` : 'no circle of calculated fields'
        throw new VisualError(`column: expected ${expected}, got ${column}`)
      }
      return writeRow(parseExpression(text), scopeOf(source, [...asking, column]))
    },
    calculated: column => findCalculated(source, column),
    parameter: name => {
      const chosen = parameters.get(name)
      if (chosen === undefined) throw new VisualError(`parameter: expected one that is declared, got ${name}`)
      source.heard.add(name)
      const types = { string: 'varchar', integer: 'bigint', decimal: 'decimal(18,4)', time: 'timestamp(3)' } as const
      const type = types[chosen.type]
      // Without a value it is nothing, as in QuickSight.
      if (chosen.values.length === 0) return { sql: raw(`cast(null as ${type.replace(/\(3\)/, '')})`), type }
      const bound = chosen.values.map(value => bind(toParameter(chosen, value)))
      return { sql: join(bound, ', '), type }
    },
  }
}

/**
 * The values of the data set's own `?`, from the dashboard's parameters that are mapped to them or its defaults. One with
 * several values is not heard: data sets take one.
 */
export function bindDataSet(source: Source): Parameter[] {
  const given: Record<string, string> = {}
  for (const { name, values, mapped } of source.parameters.values()) {
    for (const each of mapped.filter(({ dataset }) => dataset === source.identifier)) {
      if (values.length > 1) continue
      source.heard.add(name)
      if (values.length === 1) given[each.parameter] = values[0]!
    }
  }
  try {
    return bindParameters(source.dataset, given, () => source.now)
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    throw new StateError(error.message, { cause: error })
  }
}

function findCalculated({ dashboard, identifier }: Source, column: string): string | undefined {
  return dashboard.definition.CalculatedFields?.find(
    ({ DataSetIdentifier, Name }) => DataSetIdentifier === identifier && Name === column,
  )?.Expression
}
