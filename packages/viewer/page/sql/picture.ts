// An answer as one of the visuals that dashboards have.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { Answer, Column } from '@clickstream/query/engine'
import type { TileAnswer, TileColumn } from '../../wire.ts'
import { isNumeric, writeCell } from './cell.ts'

export const KINDS = { line: 'Line', bar: 'Bar', pie: 'Pie' } as const
export type Kind = keyof typeof KINDS

export interface Choice {
  readonly kind: Kind
  /** Places of columns. */
  readonly x: number
  readonly y: number
  /** What tells rows of the same x apart, by colours; undefined: nothing needs to, or nothing was chosen. */
  readonly by?: number | undefined
}

/** More marks than these tell nothing apart. */
const MOST: Readonly<Record<Kind, number>> = { line: 2_000, bar: 60, pie: 12 }

export function drawable(kind: Kind): number {
  return MOST[kind]
}

/** A pie's parts have their own colours. */
export function hasColors({ kind }: Choice): boolean {
  return kind !== 'pie'
}

/** Undefined when there is nothing to draw. */
export function guessChoice(columns: readonly Column[], rows: readonly unknown[]): Choice | undefined {
  const time = columns.findIndex(isTime)
  const text = columns.findIndex(column => !isNumeric(column))
  const x = time !== -1 ? time : text !== -1 ? text : 0
  const y = columns.findIndex((column, i) => i !== x && isNumeric(column))
  return y === -1 || rows.length === 0 ? undefined : { kind: time === -1 ? 'bar' : 'line', x, y }
}

export function toTile(
  columns: readonly Column[],
  rows: readonly (readonly Answer[])[],
  choice: Choice,
): { visual: Visual; answer: TileAnswer } {
  const { kind, x, y } = choice
  const along = columns[x]!
  const value = columns[y]!
  const by = hasColors(choice) ? choice.by : undefined
  const isLine = isTime(along) && kind === 'line'
  const group: TileColumn = {
    id: 'x',
    role: 'group',
    well: 'Category',
    name: along.name,
    column: along.name,
    type: isLine ? along.type : 'varchar',
    ...(isLine ? { granularity: granularityOf(rows.map(row => row[x]!)) } : {}),
  }
  const measure: TileColumn = {
    id: 'y',
    role: 'value',
    well: 'Values',
    name: value.name,
    column: value.name,
    // Where a line has no row there is a gap: that it would be 0 is not known.
    ...(isLine ? {} : { aggregation: 'SUM' }),
    type: value.type,
  }
  const color = by === undefined ? undefined : columns[by]!
  const shown = rows
    .slice(0, MOST[kind])
    .map(row => [
      writeKey(row[x]!, along, isLine),
      ...(by === undefined ? [] : [writeKey(row[by]!, columns[by]!, false)]),
      row[y]!,
    ])
  const colors: TileColumn[] =
    color === undefined
      ? []
      : [{ id: 'by', role: 'group', well: 'Colors', name: color.name, column: color.name, type: 'varchar' }]
  return {
    visual: VISUALS[kind](isLine, color !== undefined),
    answer: { ...EMPTY, parts: { main: { columns: [group, ...colors, measure], rows: shown, isCut: false } } },
  }
}

const EMPTY: Omit<TileAnswer, 'parts'> = {
  unfiltered: [],
  receipt: {
    ...{
      rows: 0,
      files_read: 0,
      bytes_read: 0,
      bytes_billed: 0,
      partitions_read: 0,
      partitions_known: 0,
      complete_up_to: null,
    },
    ...{ elapsed_ms: 0, engine: '', sql: '', cost_usd: 0, is_cached: false, data_version: '', is_utc: true },
  },
}

const category = (id: string) => [
  { CategoricalDimensionField: { FieldId: id, Column: { DataSetIdentifier: 'answer', ColumnName: id } } },
]
const dimension = (isTime: boolean) =>
  isTime
    ? [{ DateDimensionField: { FieldId: 'x', Column: { DataSetIdentifier: 'answer', ColumnName: 'x' } } }]
    : category('x')
const colors = (isColored: boolean) => (isColored ? { Colors: category('by') } : {})
const measures = [
  {
    NumericalMeasureField: {
      FieldId: 'y',
      Column: { DataSetIdentifier: 'answer', ColumnName: 'y' },
      AggregationFunction: { SimpleNumericalAggregation: 'SUM' as const },
    },
  },
]

const VISUALS: Readonly<Record<Kind, (isTime: boolean, isColored: boolean) => Visual>> = {
  line: (isTime, isColored) => ({
    LineChartVisual: {
      VisualId: 'answer',
      ChartConfiguration: {
        FieldWells: {
          LineChartAggregatedFieldWells: { Category: dimension(isTime), Values: measures, ...colors(isColored) },
        },
        Type: 'LINE',
      },
    },
  }),
  bar: (isTime, isColored) => ({
    BarChartVisual: {
      VisualId: 'answer',
      ChartConfiguration: {
        FieldWells: {
          BarChartAggregatedFieldWells: { Category: dimension(isTime), Values: measures, ...colors(isColored) },
        },
        Orientation: 'VERTICAL',
      },
    },
  }),
  pie: isTime => ({
    PieChartVisual: {
      VisualId: 'answer',
      ChartConfiguration: {
        FieldWells: { PieChartAggregatedFieldWells: { Category: dimension(isTime), Values: measures } },
      },
    },
  }),
}

export function isTime({ type }: Column): boolean {
  return type === 'date' || type.startsWith('timestamp')
}

/** Times as a tile has them: local, without a zone, and to the second, the least that is told apart. */
export function writeKey(cell: Answer, column: Column, isLine: boolean): string | null {
  if (cell === null) return null
  return isLine ? String(cell).replace(/Z$/, '').slice(0, 19) : writeCell(cell, column)
}

/** The longest step that all times are multiples of. */
function granularityOf(cells: readonly Answer[]): string {
  const times = cells.filter(cell => cell !== null).map(String)
  if (times.every(time => time.length === 10 || /T00:00:00(\.000)?Z?$/.test(time))) return 'DAY'
  if (times.every(time => /:00:00(\.000)?Z?$/.test(time))) return 'HOUR'
  return times.every(time => /:00(\.000)?Z?$/.test(time)) ? 'MINUTE' : 'SECOND'
}
