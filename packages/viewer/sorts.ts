// In which order a definition wants marks and rows.
import type { ColumnSort, FieldSortOptions, PivotFieldSortOptions } from '@aws-sdk/client-quicksight'
import { VisualError } from './error.ts'
import { kinds, partAt, type Shape } from './wells.ts'

/** By a field of the visual, or by a column that it need not show. */
export type Sort =
  | { readonly field: string; readonly isDescending: boolean }
  | { readonly column: ColumnSort; readonly isDescending: boolean }

/** @param property of SortConfiguration */
export function readSorts({ visual }: Shape, property: string | undefined): Sort[] {
  if (property === undefined) return []
  const said = (partAt(visual, 'ChartConfiguration', 'SortConfiguration', property) ?? []) as FieldSortOptions[]
  return said.map(readSort)
}

/** A pivot table says it field by field. */
export function readPivotSort({ visual }: Shape, fieldId: string): Sort | undefined {
  const path = ['ChartConfiguration', 'SortConfiguration', 'FieldSortOptions']
  const said = (partAt(visual, ...path) ?? []) as PivotFieldSortOptions[]
  const found = said.find(({ FieldId }) => FieldId === fieldId)?.SortBy
  if (found === undefined) return undefined
  if (found.DataPath !== undefined) {
    throw new VisualError(
      `SortBy of ${fieldId}: expected Field or Column, got DataPath, which the viewer does not have`,
    )
  }
  return readSort({
    ...(found.Field === undefined ? {} : { FieldSort: found.Field }),
    ...(found.Column === undefined ? {} : { ColumnSort: found.Column }),
  })
}

/** The most marks of a well, and whether there is one for the others; as in QuickSight, there is unless it says no. */
export function readLimit({ kind, visual }: Shape, well: string): { limit?: number; hasOther: boolean } {
  const property = kinds[kind]?.wells.find(({ name }) => name === well)?.limit
  const path = ['ChartConfiguration', 'SortConfiguration', property ?? '']
  const said = property === undefined ? undefined : partAt(visual, ...path)
  const { ItemsLimit, OtherCategories } = (said ?? {}) as { ItemsLimit?: number; OtherCategories?: string }
  if (ItemsLimit === undefined) return { hasOther: false }
  if (!Number.isInteger(ItemsLimit) || ItemsLimit < 1) {
    throw new VisualError(`ItemsLimit: expected a whole number from 1 on, got ${ItemsLimit}`)
  }
  return { limit: ItemsLimit, hasOther: OtherCategories !== 'EXCLUDE' }
}

function readSort({ FieldSort, ColumnSort }: FieldSortOptions): Sort {
  if (FieldSort !== undefined) return { field: FieldSort.FieldId!, isDescending: FieldSort.Direction === 'DESC' }
  if (ColumnSort !== undefined) return { column: ColumnSort, isDescending: ColumnSort.Direction === 'DESC' }
  throw new VisualError('sort: expected FieldSort or ColumnSort, got none')
}
