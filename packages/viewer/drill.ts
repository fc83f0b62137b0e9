// The way down a hierarchy: each value chosen filters, and the next level is what is grouped by.
import type { ColumnHierarchy, TimeGranularity } from '@aws-sdk/client-quicksight'
import { StateError, VisualError } from './error.ts'
import type { Part } from './wells.ts'

export interface Level {
  readonly column: string
  /** Of a time. */
  readonly granularity?: TimeGranularity
}

/** What a chosen value says of the rows. */
export interface Step extends Level {
  /** As text; a time is its beginning; nothing is that there is no value. */
  readonly value: string | null
}

const FINER: Partial<Record<TimeGranularity, TimeGranularity>> = {
  YEAR: 'MONTH',
  QUARTER: 'MONTH',
  MONTH: 'DAY',
  WEEK: 'DAY',
  DAY: 'HOUR',
  HOUR: 'MINUTE',
}

/** The next unit down a time; undefined at the bottom. The page shows it before the server goes it. */
export function finerOf(granularity: string): TimeGranularity | undefined {
  return Object.hasOwn(FINER, granularity) ? FINER[granularity as TimeGranularity] : undefined
}

const FINE = ['MILLISECOND', 'SECOND', 'MINUTE', 'HOUR']

/**
 * Where a time's way down begins: at the hour instead of a day or longer where the period is short, as a day or two are no
 * line. A value on the way says by itself whether it is of an hour, so that it means the same in every period.
 */
export function beginLevel(top: Level, values: readonly string[], isShort: boolean): Level {
  const [first] = values
  const isHour = first === undefined ? isShort : /^\d{4}-\d\d-\d\d[T ]/.test(first)
  return !isHour || top.granularity === undefined || FINE.includes(top.granularity)
    ? top
    : { ...top, granularity: 'HOUR' }
}

/**
 * The level that the values lead to, and the steps on the way.
 * @throws StateError for more values than the hierarchy has levels below its top.
 */
export function drillDown(
  visual: Part,
  hierarchyId: string | undefined,
  top: Level,
  values: readonly string[],
): { readonly level: Level; readonly steps: readonly Step[] } {
  if (values.length === 0) return { level: top, steps: [] }
  const levels = levelsOf(visual, hierarchyId, top)
  if (values.length >= levels.length) {
    throw new StateError(
      `drill: expected at most ${levels.length - 1} values for ${visual.VisualId}, got ${values.length}`,
    )
  }
  const steps = values.map((value, i) => ({ ...levels[i]!, value: value === '' ? null : value }))
  return { level: levels[values.length]!, steps }
}

function levelsOf(visual: Part, id: string | undefined, top: Level): readonly Level[] {
  const hierarchies = (visual.ColumnHierarchies ?? []) as readonly ColumnHierarchy[]
  for (const { ExplicitHierarchy, PredefinedHierarchy, DateTimeHierarchy } of hierarchies) {
    const listed = ExplicitHierarchy ?? PredefinedHierarchy
    if (id !== undefined && listed?.HierarchyId === id)
      return listed.Columns!.map(each => ({ column: each.ColumnName! }))
    if (id !== undefined && DateTimeHierarchy?.HierarchyId === id) return times(top)
  }
  if (id !== undefined) throw new VisualError(`HierarchyId: expected one of ColumnHierarchies, got ${id}`)
  return [top]
}

function times(top: Level): Level[] {
  const levels = [top]
  for (let next = finerOf(top.granularity ?? 'DAY'); next !== undefined; next = finerOf(next)) {
    levels.push({ ...top, granularity: next })
  }
  return levels
}
