// The way down a hierarchy: year, month, day, hour, or a list of columns.
import type { ColumnHierarchy } from '@aws-sdk/client-quicksight'
import { finerOf } from '../drill.ts'
import type { TileColumn } from '../wire.ts'
import type { VisualFacts } from './definition.ts'
import { nameColumn } from './words.ts'

export interface Level {
  /** Values chosen so far, the top one first. */
  readonly path: readonly string[]
  /** The column whose value is chosen next. */
  readonly from: string
  /** What is shown then. */
  readonly name: string
}

/** The next step down, undefined at the bottom or without a hierarchy. */
export function nextLevel(
  { hierarchies }: VisualFacts,
  columns: readonly TileColumn[],
  path: readonly string[],
): Level | undefined {
  for (const hierarchy of hierarchies) {
    const level = levelOf(hierarchy, columns, path)
    if (level !== undefined) return level
  }
  return undefined
}

function levelOf(hierarchy: ColumnHierarchy, columns: readonly TileColumn[], path: readonly string[]) {
  const names = (hierarchy.ExplicitHierarchy ?? hierarchy.PredefinedHierarchy)?.Columns?.map(
    column => column.ColumnName!,
  )
  if (names !== undefined) {
    const from = names[path.length]
    const next = names[path.length + 1]
    return from === undefined || next === undefined ? undefined : { path, from, name: nameColumn(next) }
  }
  const time = columns.find(column => column.role === 'group' && column.granularity !== undefined)
  const next = finerOf(time?.granularity ?? '')
  return time === undefined || next === undefined ? undefined : { path, from: time.column, name: next.toLowerCase() }
}

/** The columns of a visual's hierarchy from the top; none for a time. */
export function columnsDown({ hierarchies }: VisualFacts): readonly string[] {
  const listed = hierarchies[0]?.ExplicitHierarchy ?? hierarchies[0]?.PredefinedHierarchy
  return (listed?.Columns ?? []).map(column => column.ColumnName!)
}
