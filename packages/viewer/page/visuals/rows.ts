// The rows of a tile as the series that drawings are made of.
import type { Answer } from '@clickstream/query/engine'
import type { TileColumn, TilePart } from '../../wire.ts'
import type { Mark } from './mark.ts'
import { toNumber, toText } from './value.ts'

type Row = readonly Answer[]

export interface Category {
  /** As the engine wrote it; null has no value, or is `isOther`. */
  readonly value: string | null
  readonly isOther: boolean
}

export interface Series {
  readonly measure: TileColumn
  /** The colour's group, where there is one. */
  readonly group?: Category
  readonly values: (number | null)[]
}

export interface Grid {
  readonly category: TileColumn | undefined
  readonly color: TileColumn | undefined
  readonly categories: readonly Category[]
  readonly series: readonly Series[]
}

export function findColumns(part: TilePart, role: TileColumn['role'], well?: string): TileColumn[] {
  return part.columns.filter(column => column.role === role && (well === undefined || column.well === well))
}

export function readCell(part: TilePart, row: Row | undefined, column: TileColumn | undefined): Answer {
  if (row === undefined || column === undefined) return null
  return row[part.columns.indexOf(column)] ?? null
}

/** Whether a row stands for all beyond the limit of a well; without one, of any. */
export function isOtherRow(part: TilePart, row: Row, well?: string): boolean {
  return part.columns.some(
    (column, at) => column.role === 'other' && [column.well, undefined].includes(well) && row[at] === true,
  )
}

/** Categories, and with them the series' values, stand in the order in which they were delivered; what is other comes last. */
export function readGrid(part: TilePart, options: { color?: boolean; measures?: readonly TileColumn[] } = {}): Grid {
  const groups = findColumns(part, 'group')
  const isColor = ({ well }: TileColumn) => well === 'Colors' || well === 'SmallMultiples'
  const category = groups.find(column => !isColor(column))
  const color = options.color === false ? undefined : groups.find(isColor)
  const measures = options.measures ?? findColumns(part, 'value')
  const categories = new Map<string, Category>()
  const colors = new Map<string, Category>()
  const cells = new Map<string, Row>()
  for (const row of part.rows) {
    const one = readCategory(part, row, category, isOtherRow(part, row, category?.well))
    const two = readCategory(part, row, color, isOtherRow(part, row, color?.well))
    const keys = [readKey(one), readKey(two)] as const
    if (!categories.has(keys[0])) categories.set(keys[0], one)
    if (!colors.has(keys[1])) colors.set(keys[1], two)
    cells.set(keys.join('\u0000'), row)
  }
  const rows = putOtherLast([...categories.values()])
  const series = putOtherLast([...colors.values()]).flatMap(group =>
    measures.map(measure => ({
      measure,
      ...(color === undefined ? {} : { group }),
      values: rows.map(row => toNumber(readCell(part, cells.get(`${readKey(row)}\u0000${readKey(group)}`), measure))),
    })),
  )
  return { category, color, categories: rows, series }
}

function readCategory(part: TilePart, row: Row, column: TileColumn | undefined, isOther: boolean): Category {
  const value = toText(readCell(part, row, column))
  return { value, isOther: isOther && value === null && column !== undefined }
}

export function readKey({ value, isOther }: Category): string {
  return isOther ? 'o' : value === null ? 'n' : `v${value}`
}

function putOtherLast<T extends { isOther: boolean }>(all: T[]): T[] {
  return [...all.filter(one => !one.isOther), ...all.filter(one => one.isOther)]
}

export function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}

/** Whether the parts of this measure may be added up: counts and sums, but not of people, who come in several. */
export function isAdditive(column: TileColumn): boolean {
  return ['COUNT', 'SUM'].includes(column.aggregation ?? '')
}

/** What a click on a mark tells; undefined for what stands for many. */
export function readMark(
  pairs: readonly (readonly [TileColumn | undefined, Category | undefined])[],
): Mark['values'] | undefined {
  const known = pairs.filter(
    (pair): pair is readonly [TileColumn, Category] => pair[0] !== undefined && pair[1] !== undefined,
  )
  if (known.length === 0 || known.some(([, { isOther }]) => isOther)) return undefined
  return known.map(([{ column, granularity }, { value }]) => ({
    column,
    value,
    ...(granularity === undefined || value === null ? {} : { granularity }),
  }))
}
