// One number, how it compares, and the way it went.
import type { TileColumn, TilePart } from '../../wire.ts'
import { type Change, readChange } from './change.ts'
import { meets, readConditionColor, readSign, type Sign } from './condition.ts'
import { readTimeline } from './period.ts'
import { findColumns, readCell } from './rows.ts'
import { type Scene, writeMeasure } from './scene.ts'
import { tuneText } from './theme.ts'
import { formatCell, toNumber } from './value.ts'

export interface Kpi {
  readonly name: string
  readonly text: string
  readonly value: number | null
  /** What it is compared with: the period before, the last but one of the periods, or a target. */
  readonly before?: { readonly text: string; readonly label: string; readonly change: Change | null }
  /** Of a target, 0 to 1 and beyond. */
  readonly progress?: number
  readonly trend: readonly (number | null)[]
  readonly isArea: boolean
  readonly trendColor: string
  readonly color?: string
  readonly sign?: Sign
  /** The change's own colour, where rising is no good thing. */
  readonly changeColor?: string
  readonly isFine: boolean
}

export function readKpi(scene: Scene): Kpi | null {
  const { answer, visual, zone, theme } = scene
  const config = visual.KPIVisual?.ChartConfiguration
  const options = config?.KPIOptions
  const { main, before, trend } = answer.parts
  const [measure] = findColumns(main, 'value', 'Values')
  const [target] = findColumns(main, 'value', 'TargetValues')
  const column = measure ?? target
  if (column === undefined || main.rows.length === 0) return null
  const hasGroups = findColumns(main, 'group').length > 0
  const rows = hasGroups ? readPeriods(scene, column) : []
  const value = hasGroups ? (rows.at(-1) ?? null) : toNumber(readCell(main, main.rows[0], column))
  const wanted =
    target === undefined || measure === undefined ? null : toNumber(readCell(main, main.rows.at(-1), target))
  const earlier = hasGroups ? (rows.at(-2) ?? null) : readFirst(before, column)
  const against = wanted ?? earlier
  const hasSecond = options?.SecondaryValue?.Visibility !== 'HIDDEN' && (wanted !== null || earlier !== null)
  const lookup = () => value
  const conditions = visual.KPIVisual?.ConditionalFormatting?.ConditionalFormattingOptions ?? []
  const primary = conditions.flatMap(({ PrimaryValue: one, ActualValue: two }) => one ?? two ?? [])
  const color = primary.map(({ TextColor: text }) => readConditionColor(text, lookup)).find(Boolean)
  const sign = primary.map(({ Icon: icon }) => readSign(icon, lookup)).find(Boolean)
  const changeColor = conditions
    .map(({ ComparisonValue: compared }) =>
      readConditionColor(compared?.TextColor, () => (value ?? 0) - (against ?? 0)),
    )
    .find(Boolean)
  return {
    name: column.name,
    value,
    text: isText(column)
      ? formatCell(column, scene.fields.get(column.id), readCell(main, main.rows.at(-1), column), zone)
      : writeMeasure(scene, column, value),
    ...(hasSecond
      ? {
          before: {
            text: writeMeasure(scene, column, against),
            label: wanted !== null ? 'target' : 'before',
            change: readChange(value, against),
          },
        }
      : {}),
    ...(wanted !== null && options?.ProgressBar?.Visibility !== 'HIDDEN' && value !== null && wanted > 0
      ? { progress: value / wanted }
      : {}),
    trend: options?.Sparkline?.Visibility === 'HIDDEN' ? [] : hasGroups ? rows : readTrend(scene, trend),
    isArea: options?.Sparkline?.Type !== 'LINE',
    trendColor: options?.Sparkline?.Color ?? theme.series[0]!,
    ...(color === undefined ? {} : { color: tuneText(theme, color) }),
    ...(sign === undefined ? {} : { sign }),
    ...(changeColor === undefined ? {} : { changeColor: tuneText(theme, changeColor) }),
    isFine: !primary.some(({ TextColor: text }) => meets(text?.Solid?.Expression, lookup)),
  }
}

/** A time or a name is no number to draw. */
function isText({ type }: TileColumn): boolean {
  return /^(varchar|char|date|timestamp|boolean)/.test(type)
}

function readFirst(part: TilePart | undefined, column: TileColumn): number | null {
  return part === undefined
    ? null
    : toNumber(
        readCell(
          part,
          part.rows[0],
          part.columns.find(({ id }) => id === column.id),
        ),
      )
}

function readPeriods({ answer, zone }: Scene, column: TileColumn): readonly (number | null)[] {
  const { main } = answer.parts
  const line = readTimeline(answer, main, zone)
  const series = line?.series.find(({ measure }) => measure.id === column.id)
  return series?.values ?? main.rows.map(row => toNumber(readCell(main, row, column)))
}

function readTrend({ answer, zone }: Scene, trend: TilePart | undefined): readonly (number | null)[] {
  if (trend === undefined) return []
  const values = readTimeline(answer, trend, zone)?.series[0]?.values ?? []
  // What is to come has no line.
  const end = values.findLastIndex(value => value !== null)
  return values.slice(0, end + 1)
}
