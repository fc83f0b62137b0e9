// A period's buckets: those without an event are there too, and those of the period before stand under them.
import type { TileAnswer, TilePart } from '../../wire.ts'
import { type Category, type Grid, readGrid, readKey } from './rows.ts'
import { cutTime, endTime, listBuckets, readWall, type Wall } from './time.ts'

export interface Timeline extends Grid {
  /** One for each category. */
  readonly walls: readonly Wall[]
  readonly granularity: string
}

const COUNTED = ['COUNT', 'DISTINCT_COUNT', 'SUM']

/**
 * The grid in the order of time with every bucket of the period in it: 0 where nothing was counted, nothing at all where
 * a measure has no zero (averages) or the time has not come yet. Null when its category is no time.
 * @param side which of the answer's periods the rows are of
 */
export function readTimeline(
  answer: TileAnswer,
  part: TilePart,
  zone: string,
  side: 'main' | 'before' = 'main',
  grid: Grid = readGrid(part),
): Timeline | null {
  const granularity = grid.category?.granularity
  if (granularity === undefined) return null
  const known = grid.categories.flatMap((category, index) => {
    const wall = category.value === null ? null : readWall(category.value.replace(/Z$/, ''), zone)
    return wall === null ? [] : [{ wall: cutTime(wall, granularity), index, category }]
  })
  known.sort((one, two) => one.wall - two.wall)
  const walls = fill(
    known.map(({ wall }) => wall),
    readPeriod(answer, zone, side),
    granularity,
    readDrilled(answer, zone),
  )
  const at = new Map(known.map(({ wall, index, category }) => [wall, { index, category }]))
  const end = Math.max(known.at(-1)?.wall ?? Number.NEGATIVE_INFINITY, readEnd(answer, zone))
  return {
    ...grid,
    granularity,
    walls,
    categories: walls.map(wall => at.get(wall)?.category ?? writeCategory(wall, known[0]?.category.value ?? '')),
    series: grid.series.map(series => ({
      ...series,
      values: walls.map(wall => {
        const found = at.get(wall)
        const value = found === undefined ? null : (series.values[found.index] ?? null)
        return value ?? (COUNTED.includes(series.measure.aggregation ?? '') && wall <= end ? 0 : null)
      }),
    })),
  }
}

/** Values of the period before, under the buckets of this one; by the key of a series. */
export function readBefore(answer: TileAnswer, main: Grid, zone: string): Map<string, readonly (number | null)[]> {
  const part = answer.parts.before
  if (part === undefined) return new Map()
  const grid = readGrid(part, { color: main.color !== undefined })
  const line = readTimeline(answer, part, zone, 'before', grid)
  if (line !== null) return new Map(line.series.map(series => [readSeriesKey(series), series.values]))
  const places = new Map(grid.categories.map((category, index) => [readKey(category), index]))
  return new Map(
    grid.series.map(series => [
      readSeriesKey(series),
      main.categories.map(category => series.values[places.get(readKey(category)) ?? -1] ?? null),
    ]),
  )
}

export function readSeriesKey({ measure, group }: Grid['series'][number]): string {
  return `${measure.id}\u0000${group === undefined ? '' : readKey(group)}`
}

interface Span {
  readonly from: Wall
  readonly to: Wall
}

function readPeriod({ period }: TileAnswer, zone: string, side: 'main' | 'before'): Span | null {
  if (period === undefined) return null
  const [from, to] = side === 'main' ? [period.from, period.to] : [period.before_from, period.before_to]
  const first = readWall(from, zone)
  const last = readWall(to, zone)
  if (first === null || last === null) return null
  // A day is meant whole.
  return { from: first, to: to.length === 10 ? last + 86_400_000 - 1 : last }
}

/** The day (month, hour …) that the rows are of, where a way down was taken. */
function readDrilled({ drilled }: TileAnswer, zone: string): Span | null {
  const wall = drilled === undefined ? null : readWall(drilled.value, zone)
  if (drilled === undefined || wall === null) return null
  return { from: cutTime(wall, drilled.granularity), to: endTime(wall, drilled.granularity) - 1 }
}

/** Nothing can have happened after this. */
function readEnd({ receipt }: TileAnswer, zone: string): Wall {
  return (receipt.complete_up_to === null ? null : readWall(receipt.complete_up_to, zone)) ?? Number.POSITIVE_INFINITY
}

function fill(known: readonly Wall[], period: Span | null, granularity: string, drilled: Span | null): readonly Wall[] {
  const unique = [...new Set(known)]
  const first = unique[0]
  const last = unique.at(-1)
  if (first === undefined || last === undefined) return []
  // A time that is not the one the period is of, such as when a link was created, has an extent of its own.
  const isWithin = period !== null && first >= cutTime(period.from, granularity) && last <= period.to
  const whole = isWithin ? period : (drilled ?? { from: first, to: last })
  const isInside = drilled !== null && first >= drilled.from && last <= drilled.to
  const span = isInside ? { from: Math.max(whole.from, drilled.from), to: Math.min(whole.to, drilled.to) } : whole
  return listBuckets(span.from, span.to, granularity) ?? unique
}

/** An empty bucket's beginning, written as the engine wrote the others. */
function writeCategory(wall: Wall, sample: string): Category {
  const text = new Date(wall).toISOString()
  return { value: text.replace('T', sample[10] ?? 'T').slice(0, sample.length === 10 ? 10 : 19), isOther: false }
}
