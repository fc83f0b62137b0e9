// Rows and columns: added up by group, or as they are.
import type {
  FieldSortOptions,
  TableConditionalFormattingOption,
  TableFieldOption,
  TableFieldWells,
} from '@aws-sdk/client-quicksight'
import { type Group, groupsOf, sortBy, type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'
import type { Cell } from './source.ts'

export interface TableOptions extends PartOptions {
  /** The greatest of the first value first, unless another order is said. */
  readonly sort?: FieldSortOptions[]
  /** A bar in the cells of this value, as long as it is great. */
  readonly bars?: Value
  readonly total?: boolean
  readonly conditions?: readonly TableConditionalFormattingOption[]
  /** Of addresses: shown as links. */
  readonly links?: readonly (Group | Cell)[]
}

/** One row for each combination of the groups. */
export function table(
  title: string,
  groups: readonly Group[],
  values: readonly Value[],
  options: TableOptions = {},
): Part {
  const sort = options.sort ?? sortBy(values[0] ?? groups[0]!, 'DESC')
  const wells = { TableAggregatedFieldWells: { GroupBy: groupsOf(groups), Values: valuesOf(values) } }
  return draw(title, wells, [...groups, ...values], { ...options, sort })
}

/** Rows as they are, in the order of one of the columns. */
export function rows(
  title: string,
  cells: readonly Cell[],
  options: TableOptions & { sort: FieldSortOptions[] },
): Part {
  const wells = { TableUnaggregatedFieldWells: { Values: cells.map(cell => cell.field) } }
  return draw(title, wells, cells, options)
}

function draw(
  title: string,
  wells: TableFieldWells,
  fields: readonly { readonly id: string; readonly label: string }[],
  options: TableOptions & { readonly sort: FieldSortOptions[] },
): Part {
  const { sort, bars, total = false, conditions, links = [] } = options
  const selected = fields.map(
    ({ id, label }): TableFieldOption => ({
      FieldId: id,
      CustomLabel: label,
      ...(links.some(each => each.id === id) ? { URLStyling: { LinkConfiguration: LINK } } : {}),
    }),
  )
  return {
    title,
    draw: id => ({
      TableVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: wells,
          SortConfiguration: { RowSort: sort },
          TableOptions: { Orientation: 'VERTICAL' },
          TotalOptions: { TotalsVisibility: total ? 'VISIBLE' : 'HIDDEN', Placement: 'END' },
          FieldOptions: { SelectedFieldOptions: selected, Order: fields.map(field => field.id) },
          ...(bars === undefined ? {} : { TableInlineVisualizations: [{ DataBars: { FieldId: bars.id } }] }),
        },
        ...(conditions === undefined
          ? {}
          : { ConditionalFormatting: { ConditionalFormattingOptions: [...conditions] } }),
      },
    }),
  }
}

const LINK = { Target: 'NEW_TAB', Content: { CustomIconContent: { Icon: 'LINK' } } } as const
