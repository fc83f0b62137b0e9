// The way down a hierarchy: year, month, day, hour, or a list of columns.
import type { ColumnHierarchy } from '@aws-sdk/client-quicksight'
import type { TileColumn } from '../wire.ts'
import type { VisualFacts } from './definition.ts'

export interface Level {
  /** Values chosen so far, the top one first. */
  readonly path: readonly string[]
  /** The column whose value is chosen next. */
  readonly from: string
  /** What is shown then. */
  readonly name: string
}

/** QuickSight's own way down a time. */
const TIMES = ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND']

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
    return from === undefined || next === undefined ? undefined : { path, from, name: next.replaceAll('_', ' ') }
  }
  const time = columns.find(column => column.role === 'group' && column.granularity !== undefined)
  const next = TIMES[TIMES.indexOf(time?.granularity ?? '') + 1]
  return time === undefined || next === undefined ? undefined : { path, from: time.column, name: next.toLowerCase() }
}

/** The columns of a visual's hierarchy from the top; a time's are all the same one. */
export function columnsDown({ hierarchies }: VisualFacts, columns: readonly TileColumn[]): readonly string[] {
  const explicit = hierarchies[0]?.ExplicitHierarchy ?? hierarchies[0]?.PredefinedHierarchy
  if (explicit !== undefined) return (explicit.Columns ?? []).map(column => column.ColumnName!)
  const time = columns.find(({ granularity }) => granularity !== undefined)
  return time === undefined ? [] : TIMES.map(() => time.column)
}
