// What a control offers: the values that there are in the period, with how often each is.
import type { ParameterControl } from '@aws-sdk/client-quicksight'
import type { Dashboard } from './dashboard.ts'
import { Draft } from './draft.ts'
import { StateError } from './error.ts'
import { readFilters } from './filters.ts'
import { name, sql } from './fragment.ts'
import { writeGrouped } from './grouped.ts'
import type { Plan, PlanOptions } from './planned.ts'
import { readColumn } from './source.ts'
import type { ViewState } from './state.ts'
import { openSetting, openSource } from './view.ts'

const MOST_VALUES = 500

interface Link {
  readonly sheet: string
  readonly dataset: string
  readonly column: string
}

/**
 * Distinct values with their counts, the most frequent first; the other choices filter them.
 * @throws StateError for a parameter that no control offers values of a column for.
 */
export function planControl(
  dashboard: Dashboard,
  parameter: string,
  state: ViewState,
  options: PlanOptions,
  clock: () => number = Date.now,
): Plan {
  const setting = openSetting(dashboard, state, options, clock())
  const link = findLink(dashboard, parameter)
  if (link === undefined) {
    throw new StateError(
      `parameter: expected one whose control offers a column’s values, got ${JSON.stringify(parameter.slice(0, 100))}`,
    )
  }
  const { [parameter]: _, ...others } = state.parameters
  const free = openSetting(dashboard, { ...state, parameters: { ...others, [parameter]: [] } }, options, setting.now)
  const source = openSource({ ...free }, link.dataset)
  const { conditions, leaders } = readFilters(source, { sheet: link.sheet })
  const value = readColumn(source, link.column)
  const draft = new Draft(source, [...conditions, sql`${value.sql} is not null`], leaders)
  const column = {
    id: 'value',
    role: 'group',
    well: 'Values',
    name: link.column,
    column: link.column,
    type: value.type,
  } as const
  const alias = draft.need(draft.column(link.column).sql, link.column)
  const count = {
    alias: draft.names.give('count_of_rows'),
    sql: sql`count(${name(alias)})`,
    column: { id: 'count', role: 'value', well: 'Values', name: 'Count', column: link.column, type: 'bigint' },
  } as const
  const group = { alias, column, by: count, isDescending: true, hasOther: false }
  const main = writeGrouped(draft, { groups: [group], measures: [count], limit: MOST_VALUES })
  return { statements: { main }, unfiltered: [], is_utc: false }
}

/** The column that a control is linked to, or else the one that the parameter filters. */
function findLink({ definition }: Dashboard, parameter: string): Link | undefined {
  let first: string | undefined
  for (const { SheetId, ParameterControls = [] } of definition.Sheets ?? []) {
    for (const control of ParameterControls) {
      const { SourceParameterName, SelectableValues } = innerOf(control)
      if (SourceParameterName !== parameter) continue
      first ??= SheetId!
      const linked = SelectableValues?.LinkToDataSetColumn
      if (linked) return { sheet: SheetId!, dataset: linked.DataSetIdentifier!, column: linked.ColumnName! }
    }
  }
  for (const { Filters = [] } of definition.FilterGroups ?? []) {
    for (const { CategoryFilter: filter } of Filters) {
      const { ColumnName, DataSetIdentifier } = filter?.Column ?? {}
      const isOwn = filter?.Configuration?.CustomFilterConfiguration?.ParameterName === parameter
      if (isOwn)
        return { sheet: first ?? definition.Sheets![0]!.SheetId!, dataset: DataSetIdentifier!, column: ColumnName! }
    }
  }
  return undefined
}

interface Control {
  readonly SourceParameterName?: string
  readonly SelectableValues?: {
    readonly LinkToDataSetColumn?: { readonly DataSetIdentifier?: string; readonly ColumnName?: string }
  }
}

function innerOf(control: ParameterControl): Control {
  return (Object.values(control).find(each => each !== undefined) ?? {}) as Control
}
