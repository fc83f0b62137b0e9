// A visual in one or two sentences, for who does not see it.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { TileAnswer } from '../../wire.ts'
import { sayChange } from './change.ts'
import { formatTime } from './clock.ts'
import { readFields } from './field.ts'
import { readSteps } from './funnel.ts'
import { readBins } from './histogram.ts'
import { readFindings } from './insight.ts'
import { type Kind, readKind } from './kind.ts'
import { readKpi } from './kpi.ts'
import { formatShare } from './number.ts'
import { readTimeline } from './period.ts'
import { findColumns, readCell, readGrid, sum } from './rows.ts'
import { type Scene, writeCategory, writeMeasure } from './scene.ts'
import { LIGHT } from './theme.ts'
import { formatCell, toNumber } from './value.ts'

type Say = (scene: Scene) => string

const SAYS: { readonly [Name in Kind]?: readonly [string, Say] } = {
  KPIVisual: ['', sayKpi],
  LineChartVisual: ['Line chart', sayCourse],
  BarChartVisual: ['Bar chart', sayGreatest],
  ComboChartVisual: ['Bars and lines', sayCourse],
  PieChartVisual: ['Pie chart', sayGreatest],
  FunnelChartVisual: ['Funnel', saySteps],
  HeatMapVisual: ['Heat map', sayCells],
  FilledMapVisual: ['Map of countries', sayGreatest],
  HistogramVisual: ['Histogram', sayBins],
  SankeyDiagramVisual: ['Flows', sayCells],
  TableVisual: ['Table', sayRows],
  PivotTableVisual: ['Pivot table', sayRows],
  InsightVisual: [
    '',
    scene =>
      readFindings(scene)
        .map(({ strong, text }) => `${strong}: ${text}`)
        .join('. '),
  ],
}

/**
 * Without the definition's own words for it, which stand before these.
 * The zone only matters for times that have one of their own; UTC then.
 */
export function describe(visual: Visual, answer: TileAnswer): string {
  const scene: Scene = {
    visual,
    answer,
    fields: readFields(visual),
    zone: 'UTC',
    theme: LIGHT,
    width: 0,
    height: 0,
    compare: answer.parts.before !== undefined,
  }
  const [kind, say] = SAYS[readKind(visual)] ?? ['', () => '']
  const text = answer.parts.main.rows.length === 0 ? 'nothing in this period' : say(scene)
  const whole = kind === '' ? text : `${kind}: ${text}`
  return whole === '' ? '' : `${whole[0]!.toUpperCase()}${whole.slice(1)}.`
}

function sayKpi(scene: Scene): string {
  const kpi = readKpi(scene)
  if (kpi === null) return 'no value'
  const change = kpi.before?.change
  return [`${kpi.name} ${kpi.text}`, change && sayChange(change)].filter(Boolean).join(', ')
}

function sayCourse(scene: Scene): string {
  const { answer, zone } = scene
  const line = readTimeline(answer, answer.parts.main, zone)
  const [series] = line?.series ?? []
  if (line === null || series === undefined) return sayGreatest(scene)
  const write = (at: number) => formatTime(line.walls[at]!, line.granularity)
  const totals = line.walls.map((_, at) =>
    sum(line.series.filter(one => one.measure.id === series.measure.id).map(one => one.values[at] ?? null)),
  )
  const most = totals.indexOf(Math.max(...totals))
  const names = line.color === undefined ? '' : `, in ${line.series.length} lines by ${line.color.name}`
  const peak = `${writeMeasure(scene, series.measure, totals[most]!)} at ${write(most)}`
  return `${series.measure.name} from ${write(0)} to ${write(line.walls.length - 1)}${names}, at most ${peak}`
}

function sayGreatest(scene: Scene): string {
  const grid = readGrid(scene.answer.parts.main)
  const [series] = grid.series
  if (series === undefined) return sayRows(scene)
  const ranked = grid.categories
    .map((category, at) => ({
      category,
      value: sum(
        grid.series.filter(one => one.measure.id === series.measure.id).map(({ values }) => values[at] ?? null),
      ),
    }))
    .filter(({ category }) => !category.isOther)
    .sort((one, two) => two.value - one.value)
    .slice(0, 3)
    .map(
      ({ category, value }) =>
        `${writeCategory(scene, grid.category, category)} ${writeMeasure(scene, series.measure, value)}`,
    )
  return `${series.measure.name} by ${grid.category?.name ?? 'nothing'}; ${ranked.join(', ')}`
}

function saySteps(scene: Scene): string {
  return readSteps(scene)
    .map(
      ({ name, text, ofFirst }, at) =>
        `${name} ${text}${at > 0 && ofFirst !== null ? ` (${formatShare(ofFirst)})` : ''}`,
    )
    .join(', ')
}

function sayCells(scene: Scene): string {
  const { main } = scene.answer.parts
  const groups = findColumns(main, 'group')
  const [measure] = findColumns(main, 'value')
  const best = main.rows.reduce((one, two) =>
    (toNumber(readCell(main, two, measure)) ?? 0) > (toNumber(readCell(main, one, measure)) ?? 0) ? two : one,
  )
  const write = (column: (typeof groups)[number]) =>
    formatCell(column, scene.fields.get(column.id), readCell(main, best, column), scene.zone)
  const most = measure === undefined ? '' : `; most ${write(measure)} at ${groups.map(write).join(', ')}`
  return `${measure?.name ?? ''} by ${groups.map(({ name }) => name).join(' and ')}${most}`
}

function sayBins(scene: Scene): string {
  const bins = readBins(scene)
  const most = bins.reduce((one, two) => (two.count > one.count ? two : one))
  return `${bins.length} ranges, most often ${most.from}${most.to === null ? '' : ` to ${most.to}`}, ${most.count} times`
}

function sayRows({ answer }: Scene): string {
  const { main } = answer.parts
  const names = main.columns.filter(({ role }) => role !== 'other').map(({ name }) => name)
  return `${main.rows.length} rows of ${names.join(', ')}`
}
