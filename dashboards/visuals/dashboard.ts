// A dashboard from its sheets: what they use is declared, what can be chosen filters them.
import type { ColumnIdentifier, DashboardVersionDefinition, MappedDataSetParameter } from '@aws-sdk/client-quicksight'
import { filterChoice, filterPeriod } from './filter.ts'
import { type ChoiceName, declareCurrency, declareParameters, type Period } from './parameter.ts'
import type { Sheet } from './sheet.ts'
import type { Source } from './source.ts'

export interface DashboardOptions {
  readonly period: Period
  /** What can be chosen, and a data set that has all these columns. */
  readonly choices: { readonly names: readonly ChoiceName[]; readonly of: Source }
  /** What is chosen at first, where it is not what it is elsewhere. */
  readonly chosen?: Readonly<Partial<Record<ChoiceName, readonly string[]>>>
  /** Choices that are for some sheets alone, by their ids. */
  readonly only?: Readonly<Partial<Record<ChoiceName, readonly string[]>>>
  /** Whether amounts are of one currency that can be chosen. */
  readonly hasCurrency?: boolean
  readonly sheets: readonly Sheet[]
}

/**
 * @param sources all data sets that sheets may be of; those that they use are declared.
 * @throws Error naming a data set that is none of these.
 */
export function dashboard(sources: readonly Source[], options: DashboardOptions): DashboardVersionDefinition {
  const { period, choices, chosen = {}, only = {}, hasCurrency = false, sheets } = options
  const columns = findColumns(sheets)
  const used = sources.filter(({ name }) => columns.some(column => column.DataSetIdentifier === name))
  for (const { DataSetIdentifier } of columns) {
    if (!used.some(({ name }) => name === DataSetIdentifier)) {
      throw new Error(`sheets: expected one of the dashboard's data sets, got ${DataSetIdentifier}`)
    }
  }
  const mapped: Record<string, MappedDataSetParameter[]> = {}
  for (const { name, parameters } of used) {
    for (const [DataSetParameterName, parameter] of Object.entries(parameters)) {
      mapped[parameter] ??= []
      mapped[parameter].push({ DataSetIdentifier: name, DataSetParameterName })
    }
  }
  const others = hasCurrency ? [declareCurrency(mapped.currency ?? [])] : []
  return {
    DataSetIdentifierDeclarations: used.map(({ name }) => ({
      Identifier: name,
      DataSetArn: `arn:aws:quicksight:::dataset/clickstream-${name}`,
    })),
    Sheets: sheets.map(each => each.definition),
    CalculatedFields: findCalculations(used, columns),
    ParameterDeclarations: declareParameters({ period, choices: choices.names, chosen, others, mapped }),
    FilterGroups: [
      ...used.filter(({ time }) => time !== undefined).map(each => filterPeriod(each, period)),
      ...choices.names.map(name => filterChoice(name, choices.of, only[name])),
      ...sheets.flatMap(each => each.filters),
    ],
    Options: { WeekStart: 'MONDAY' },
  }
}

/** Those that visuals use, and those that these are calculated of. */
function findCalculations(sources: readonly Source[], columns: readonly ColumnIdentifier[]) {
  return sources.flatMap(({ name, calculations }) => {
    const wanted = new Set(columns.flatMap(each => (each.DataSetIdentifier === name ? [each.ColumnName!] : [])))
    // A calculation comes after those that it is of; from the last to the first, each adds what it is of.
    for (const { Name, Expression } of calculations.toReversed()) {
      if (!wanted.has(Name!)) continue
      for (const [, of] of Expression!.matchAll(/\{([^}]+)\}/g)) wanted.add(of!)
    }
    return calculations.filter(({ Name }) => wanted.has(Name!))
  })
}

/** Every column that stands anywhere in there. */
function findColumns(value: unknown): ColumnIdentifier[] {
  if (typeof value !== 'object' || value === null) return []
  if ('ColumnName' in value && 'DataSetIdentifier' in value) return [value as ColumnIdentifier]
  return Object.values(value).flatMap(findColumns)
}
