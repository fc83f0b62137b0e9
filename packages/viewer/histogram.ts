// How many rows have a value in each of some bins of equal width.
import type { HistogramBinOptions } from '@aws-sdk/client-quicksight'
import { type Draft, type Statement, select } from './draft.ts'
import { VisualError } from './error.ts'
import { type Fragment, name, raw, sql } from './fragment.ts'
import type { TileColumn } from './wire.ts'

const BINS = 20
const MOST_BINS = 1000

/**
 * Answers with a row for each bin that has rows: where it begins, where it ends, and how many; rows without a value are
 * left out. The last of a number of bins has the greatest value, too.
 * @param value of each row, as a double
 */
export function writeHistogram(
  draft: Draft,
  value: Fragment,
  shown: TileColumn,
  options: HistogramBinOptions = {},
): Statement {
  const { SelectedBinType, BinCount, BinWidth, StartValue } = options
  const limit = BinWidth?.BinCountLimit ?? MOST_BINS
  const measured = name(draft.need(value, `${shown.column}_measured`))
  const isByWidth = SelectedBinType === 'BIN_WIDTH'
  const width = checkPositive('BinWidth', BinWidth?.Value ?? 1)
  const bins = Math.min(checkPositive('BinCount', BinCount?.Value ?? BINS), MOST_BINS)
  const start = StartValue === undefined ? sql`min(${measured})` : number(StartValue)
  const origin = isByWidth && StartValue === undefined ? number(0) : start
  const limits = [
    sql`${origin} as first_start`,
    // Of values that are all the same there is one bin.
    isByWidth
      ? sql`${number(width)} as width`
      : sql`coalesce(nullif((max(${measured}) - ${start}) / ${bins}, 0), ${number(1)}) as width`,
  ]
  const place = sql`floor((${measured} - first_start) / width)`
  const bin = isByWidth ? place : sql`least(${place}, ${number(bins - 1)})`
  const isInside = StartValue === undefined ? sql`${measured} is not null` : sql`${measured} >= first_start`
  const steps = [
    ['limits', isByWidth ? sql`select ${limits[0]!}, ${limits[1]!}` : select(limits, draft.from())],
    [
      'binned',
      sql`${select([sql`${bin} as bin`, raw('first_start'), raw('width')], draft.from())}\ncross join limits\nwhere ${isInside}`,
    ],
  ] as const
  const columns = [
    raw('first_start + bin * width as bin_start'),
    raw('first_start + (bin + 1) * width as bin_end'),
    raw('count(*) as bin_count'),
  ]
  const last = sql`${select(columns, 'binned')}\ngroup by first_start, width, bin\norder by bin_start\nlimit ${limit + 1}`
  return { ...draft.write(steps, last), columns: columnsOf(shown), limit }
}

function columnsOf(shown: TileColumn): TileColumn[] {
  return [
    { ...shown, role: 'group', type: 'double' },
    { ...shown, id: '__end', role: 'group', name: `${shown.name}, end`, type: 'double' },
    { ...shown, id: '__count', role: 'value', name: 'Count', aggregation: 'COUNT', type: 'bigint' },
  ]
}

function number(value: number): Fragment {
  return raw(`cast(${value} as double)`)
}

function checkPositive(property: string, value: number): number {
  if (value > 0) return value
  throw new VisualError(`${property}: expected more than 0, got ${value}`)
}
