// The ways down: what a mark is made of, one level at a time.
import type { ColumnHierarchy } from '@aws-sdk/client-quicksight'
import type { Group } from './field.ts'

/** Year, quarter, month, week, day, hour, minute: what QuickSight has for every time. */
export const TIME = 'time'

/** Columns from the widest to the narrowest, by the hierarchy's name. */
export const WAYS: Readonly<Record<string, readonly string[]>> = {
  device: ['device_type', 'os', 'browser'],
  campaign: ['utm_campaign', 'utm_source', 'utm_medium'],
  channel: ['channel', 'referrer_host'],
  product: ['category', 'product_name'],
}

/** The hierarchies that a visual's groups say they stand in. */
export function hierarchiesOf(groups: readonly Group[]): { ColumnHierarchies?: ColumnHierarchy[] } {
  const hierarchies = groups.flatMap(({ column, field }): ColumnHierarchy[] => {
    const id = (field.CategoricalDimensionField ?? field.DateDimensionField ?? field.NumericalDimensionField)
      ?.HierarchyId
    if (id === undefined) return []
    if (field.DateDimensionField !== undefined) return [{ DateTimeHierarchy: { HierarchyId: id } }]
    const Columns = WAYS[id]!.map(name => ({ ...column, ColumnName: name }))
    return [{ ExplicitHierarchy: { HierarchyId: id, Columns } }]
  })
  return hierarchies.length === 0 ? {} : { ColumnHierarchies: hierarchies }
}
