// The filter groups of a dashboard, as conditions on the rows of one data set.
import type {
  CategoryFilter,
  Filter,
  FilterGroup,
  NumericEqualityFilter,
  NumericRangeFilter,
  NumericRangeFilterValue,
  TopBottomFilter,
} from '@aws-sdk/client-quicksight'
import { bindAs, isLike, isOneOf, withNulls } from './condition.ts'
import { VisualError } from './error.ts'
import { type Fragment, sql } from './fragment.ts'
import { hasColumn, readAggregation, readColumn, type Source } from './source.ts'
import { timeFilters } from './timefilters.ts'
import type { Value } from './type.ts'

/** Where a question stands. */
export interface Place {
  readonly sheet: string
  /** undefined for a control. */
  readonly visual?: string
}

export interface Filtering {
  readonly conditions: readonly Fragment[]
  /** Only the rows of the first groups by some value. */
  readonly leaders: readonly TopBottomFilter[]
  /** Names of parameters that filter here and now, each data set that has the column. */
  readonly asked: ReadonlySet<string>
  /** Columns of which this visual leaves out rows without a value, by a filter that is not of the whole sheet. */
  readonly known: ReadonlySet<string>
}

interface Any {
  readonly Column: { readonly DataSetIdentifier: string; readonly ColumnName: string }
}

type Write = (filter: never, value: Value, source: Source) => Fragment | undefined

const writers: Readonly<Record<string, Write>> = {
  CategoryFilter: writeCategory satisfies Write,
  NumericEqualityFilter: writeEquality satisfies Write,
  NumericRangeFilter: writeRange satisfies Write,
  ...timeFilters,
}

/**
 * What the filter groups leave of a data set's rows, here.
 * @throws VisualError for a filter that the viewer does not have.
 */
export function readFilters(source: Source, place: Place): Filtering {
  const conditions: Fragment[] = []
  const leaders: TopBottomFilter[] = []
  const asked = new Set<string>()
  const known = new Set<string>()
  for (const group of source.dashboard.definition.FilterGroups ?? []) {
    if (group.Status === 'DISABLED' || !isInScope(group, place)) continue
    const filters = (group.Filters ?? []).map(filter => ({ ...kindOf(filter), group }))
    for (const { inner } of filters) for (const name of parametersOf(inner)) asked.add(name)
    const applied = filters.filter(({ inner }) => isAbout(group, inner.Column, source))
    // QuickSight's API does not say whether they are all to hold, or one of them.
    if (applied.length > 1) {
      throw new VisualError(
        `filter group ${group.FilterGroupId}: expected one filter for a data set, got ${applied.length}`,
      )
    }
    for (const { kind, inner } of applied) {
      for (const name of parametersOf(inner)) source.heard.add(name)
      if (kind === 'TopBottomFilter') {
        leaders.push(inner as unknown as TopBottomFilter)
        continue
      }
      const write = Object.hasOwn(writers, kind) ? writers[kind] : undefined
      const kinds = [...Object.keys(writers), 'TopBottomFilter'].join(', ')
      if (write === undefined) throw new VisualError(`filter: expected one of ${kinds}, got ${kind}`)
      const column = inner.Column.ColumnName
      if (readAggregation(source, column) !== undefined || 'AggregationFunction' in inner) {
        throw new VisualError(`filter of ${column}: expected a value of each row, got an aggregation`)
      }
      const condition = write(inner as never, readColumn(source, column), source)
      if (condition !== undefined) conditions.push(condition)
      if (isOfVisuals(group, place) && leavesOutNulls(inner)) known.add(column)
    }
  }
  return { conditions, leaders, asked, known }
}

/** Filters of times, of which the period is one. */
export function findTimeFilters(source: Source, place: Place) {
  const groups = (source.dashboard.definition.FilterGroups ?? []).filter(
    group => group.Status !== 'DISABLED' && isInScope(group, place),
  )
  return groups.flatMap(group =>
    (group.Filters ?? []).flatMap(({ TimeRangeFilter: filter }) =>
      filter !== undefined && isAbout(group, filter.Column as Any['Column'], source) ? [filter] : [],
    ),
  )
}

/** The parameters that a filter takes its values from. */
function parametersOf(filter: object): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if ((key === 'ParameterName' || key === 'Parameter') && typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null && !(value instanceof Date) ? parametersOf(value) : []
  })
}

function kindOf(filter: Filter): { kind: string; inner: Any } {
  const [kind, inner] = Object.entries(filter).find(([, each]) => each !== undefined) ?? ['nothing', { Column: {} }]
  return { kind, inner: inner as unknown as Any }
}

function isAbout({ CrossDataset }: FilterGroup, column: Any['Column'], source: Source): boolean {
  const isOwn = column.DataSetIdentifier === source.identifier
  return isOwn || (CrossDataset === 'ALL_DATASETS' && hasColumn(source, column.ColumnName))
}

function isInScope({ ScopeConfiguration: scope }: FilterGroup, { sheet, visual }: Place): boolean {
  if (scope?.SelectedSheets === undefined) return true
  return (scope.SelectedSheets.SheetVisualScopingConfigurations ?? []).some(
    ({ SheetId, Scope, VisualIds = [] }) =>
      SheetId === sheet && (Scope === 'ALL_VISUALS' || (visual !== undefined && VisualIds.includes(visual))),
  )
}

function isOfVisuals({ ScopeConfiguration: scope }: FilterGroup, { sheet }: Place): boolean {
  return (scope?.SelectedSheets?.SheetVisualScopingConfigurations ?? []).some(
    ({ SheetId, Scope }) => SheetId === sheet && Scope === 'SELECTED_VISUALS',
  )
}

/** NullOption stands in a filter, or in its one configuration. */
function leavesOutNulls(filter: object): boolean {
  const { Configuration = {}, NullOption } = filter as { Configuration?: object; NullOption?: string }
  const inner = Object.values(Configuration).find(each => each !== undefined) as { NullOption?: string } | undefined
  return (NullOption ?? inner?.NullOption) === 'NON_NULLS_ONLY'
}

const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  CONTAINS: text => `%${text}%`,
  DOES_NOT_CONTAIN: text => `%${text}%`,
  STARTS_WITH: text => `${text}%`,
  ENDS_WITH: text => `%${text}`,
}

function writeCategory({ Column, Configuration }: CategoryFilter, value: Value, source: Source): Fragment | undefined {
  const { FilterListConfiguration: list, CustomFilterListConfiguration: customs } = Configuration!
  const custom = Configuration!.CustomFilterConfiguration
  const said = list ?? customs ?? custom
  if (said === undefined) throw new VisualError(`filter of ${Column!.ColumnName}: expected a Configuration, got none`)
  const chosen = custom?.ParameterName === undefined ? undefined : chosenOf(source, custom.ParameterName)
  const fixed = custom === undefined ? (list ?? customs)?.CategoryValues : [custom.CategoryValue ?? []].flat()
  const isAll = said.SelectAllOptions === 'FILTER_ALL_VALUES' || (chosen ?? fixed ?? []).length === 0
  const texts = isAll ? [] : (chosen ?? fixed)!
  // In a list of values, to contain is to be one of them.
  const operator =
    list === undefined
      ? said.MatchOperator!
      : said.MatchOperator!.replace('CONTAINS', 'EQUALS').replace('CONTAIN', 'EQUAL')
  const isNot = operator.startsWith('DOES_NOT')
  const name = custom?.ParameterName ?? Column!.ColumnName!
  const match = () =>
    Object.hasOwn(PATTERNS, operator) ? isLike(name, value, texts, PATTERNS[operator]!) : isOneOf(name, value, texts)
  const condition = texts.length === 0 ? undefined : isNot ? sql`not (${match()})` : match()
  return withNulls(value, condition, said.NullOption, isNot)
}

function writeEquality(filter: NumericEqualityFilter, value: Value, source: Source): Fragment | undefined {
  const { ParameterName, Value: fixed, MatchOperator, NullOption, SelectAllOptions } = filter
  const texts = ParameterName === undefined ? [fixed ?? []].flat().map(String) : chosenOf(source, ParameterName)
  const isNot = MatchOperator === 'DOES_NOT_EQUAL'
  if (SelectAllOptions === 'FILTER_ALL_VALUES' || texts.length === 0)
    return withNulls(value, undefined, NullOption, false)
  const condition = isOneOf(ParameterName ?? filter.Column!.ColumnName!, value, texts)
  return withNulls(value, isNot ? sql`not (${condition})` : condition, NullOption, isNot)
}

function writeRange(filter: NumericRangeFilter, value: Value, source: Source): Fragment | undefined {
  const { RangeMinimum, RangeMaximum, IncludeMinimum, IncludeMaximum, NullOption } = filter
  const bound = (range: NumericRangeFilterValue | undefined): Fragment[] => {
    const [text] =
      range?.Parameter === undefined ? [range?.StaticValue ?? []].flat() : chosenOf(source, range.Parameter)
    return text === undefined ? [] : [bindAs(range?.Parameter ?? filter.Column!.ColumnName!, value, String(text))]
  }
  const parts = [
    ...bound(RangeMinimum).map(least =>
      IncludeMinimum ? sql`${value.sql} >= ${least}` : sql`${value.sql} > ${least}`,
    ),
    ...bound(RangeMaximum).map(most => (IncludeMaximum ? sql`${value.sql} <= ${most}` : sql`${value.sql} < ${most}`)),
  ]
  const condition = parts.length === 0 ? undefined : parts.reduce((a, b) => sql`${a} and ${b}`)
  return withNulls(value, condition, NullOption, false)
}

/** @throws VisualError for a parameter that is not declared. */
function chosenOf({ parameters }: Source, name: string): readonly string[] {
  const chosen = parameters.get(name)
  if (chosen === undefined) throw new VisualError(`filter: expected a declared parameter, got ${name}`)
  return chosen.values
}
