// Every column that a definition speaks of is one of its data set's, or calculated, and of a type that fits its use.
import type { CalculatedField, ColumnIdentifier, DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import type { SavedQuery } from '@clickstream/query/library'
import { find } from './walk.ts'

export type DataSets = ReadonlyMap<string, SavedQuery>

type Kind = 'text' | 'number' | 'time' | 'calculated'

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(varchar|boolean)$/, 'text'],
  [/^(integer|bigint|double|decimal\(.*\))$/, 'number'],
  [/^(timestamp.*|date)$/, 'time'],
]

/** What columns a member of the definition can be of. */
const FITTING: Readonly<Record<string, readonly Kind[]>> = {
  CategoricalDimensionField: ['text', 'calculated'],
  NumericalDimensionField: ['number', 'calculated'],
  DateDimensionField: ['time'],
  CategoricalMeasureField: ['text', 'calculated'],
  NumericalMeasureField: ['number', 'calculated'],
  DateMeasureField: ['time'],
  CategoryFilter: ['text'],
  TimeRangeFilter: ['time'],
  TimeEqualityFilter: ['time'],
  NumericRangeFilter: ['number', 'calculated'],
  NumericEqualityFilter: ['number', 'calculated'],
}

const nameOf = ({ DataSetIdentifier, ColumnName }: ColumnIdentifier) => `${DataSetIdentifier}.${ColumnName}`

/** What is wrong with its columns: the place, what was expected, what stands there. */
export function checkColumns(definition: DashboardVersionDefinition, datasets: DataSets): string[] {
  const faults: string[] = []
  const declared = definition.DataSetIdentifierDeclarations ?? []
  for (const { Identifier = '', DataSetArn } of declared) {
    if (datasets.get(Identifier)?.columns === undefined) {
      faults.push(`DataSetIdentifierDeclarations: expected a data set with declared columns, got ${Identifier}`)
    }
    const arn = `arn:aws:quicksight:::dataset/clickstream-${Identifier}`
    if (DataSetArn !== arn) faults.push(`DataSetIdentifierDeclarations: expected ${arn}, got ${DataSetArn}`)
  }
  const kindOf = ({ DataSetIdentifier = '', ColumnName = '' }: ColumnIdentifier): Kind | undefined => {
    if (!declared.some(each => each.Identifier === DataSetIdentifier)) return
    if (findCalculation(definition, DataSetIdentifier, ColumnName)) return 'calculated'
    const type = datasets.get(DataSetIdentifier)?.columns?.find(column => column.name === ColumnName)?.type
    return KINDS.find(([pattern]) => pattern.test(type ?? ''))?.[1]
  }
  const expect = (path: string, column: ColumnIdentifier, fitting?: readonly Kind[]) => {
    const kind = kindOf(column)
    if (kind === undefined) faults.push(`${path}: expected a column of a declared data set, got ${nameOf(column)}`)
    else if (fitting && !fitting.includes(kind)) {
      faults.push(`${path}: expected a column of ${fitting.join(' or ')}, got ${nameOf(column)} (${kind})`)
    }
  }
  for (const name of ['Column', 'LinkToDataSetColumn', 'SortBy']) {
    for (const { path, value } of find<ColumnIdentifier>(definition, name)) {
      if (typeof value.ColumnName !== 'string') continue
      const [, user = ''] = /([^.]+)\.[^.]+$/.exec(path) ?? []
      expect(path, value, FITTING[user])
    }
  }
  for (const { path, value } of find<ColumnIdentifier[]>(definition, 'Columns')) {
    if (/Hierarchy\.Columns$/.test(path)) for (const column of value) expect(path, column, ['text'])
  }
  return faults
}

/** What calculations speak of: columns and calculations of their data set, declared parameters; none of itself. */
export function checkCalculations(definition: DashboardVersionDefinition, datasets: DataSets): string[] {
  const faults: string[] = []
  const parameters = namesOfParameters(definition)
  for (const field of definition.CalculatedFields ?? []) {
    const { DataSetIdentifier = '', Name = '', Expression = '' } = field
    const fail = (expected: string, got: string) =>
      faults.push(`CalculatedFields ${DataSetIdentifier}.${Name}: expected ${expected}, got ${got}`)
    const columns = datasets.get(DataSetIdentifier)?.columns ?? []
    if (columns.some(column => column.name === Name)) fail('a name that no column has', Name)
    for (const [, sign, name = ''] of Expression.replaceAll(/'[^']*'/g, "''").matchAll(/(\$?)\{([^}]*)\}/g)) {
      if (sign === '$') {
        if (!parameters.includes(name)) fail('a declared parameter', name)
      } else if (leansOn(definition, field, name)) fail('none that leads back to itself', name)
      else if (!columns.some(column => column.name === name) && !findCalculation(definition, DataSetIdentifier, name)) {
        fail(`a column of ${DataSetIdentifier}`, name)
      }
    }
  }
  return faults
}

export function namesOfParameters(definition: DashboardVersionDefinition): string[] {
  return (definition.ParameterDeclarations ?? []).map(each => Object.values(each)[0]!.Name as string)
}

function findCalculation(definition: DashboardVersionDefinition, dataset: string, name: string) {
  return definition.CalculatedFields?.find(each => each.DataSetIdentifier === dataset && each.Name === name)
}

function leansOn(definition: DashboardVersionDefinition, field: CalculatedField, name: string, depth = 0): boolean {
  if (name === field.Name || depth > 20) return true
  const next = findCalculation(definition, field.DataSetIdentifier!, name)
  const names = [...(next?.Expression ?? '').matchAll(/(?<!\$)\{([^}]*)\}/g)].map(match => match[1]!)
  return names.some(each => leansOn(definition, field, each, depth + 1))
}
