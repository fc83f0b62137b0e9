// Lines and areas, over time or over categories.
import type { LineChartSeriesSettings } from '@aws-sdk/client-quicksight'
import { drawCategoryAxis, drawValueAxis, GRID, readBase } from './axis.ts'
import { noteChange } from './change.ts'
import { formatTime } from './clock.ts'
import { pickColors } from './color.ts'
import { readBefore, readSeriesKey, readTimeline } from './period.ts'
import { drawReferences } from './reference.ts'
import { readGrid, readMark, type Series } from './rows.ts'
import { type Drawing, type Scene, sortSeries, type TipRow, writeCategory, writeMeasure, writeSeries } from './scene.ts'
import { fade } from './theme.ts'

const DASHES: Readonly<Record<string, string>> = { SOLID: 'solid', DASHED: 'dashed', DOTTED: 'dotted' }

export function drawLine(scene: Scene): Drawing {
  const config = scene.visual.LineChartVisual?.ChartConfiguration
  const { answer, theme, zone } = scene
  const line = readTimeline(answer, answer.parts.main, zone)
  const grid = line ?? readGrid(answer.parts.main)
  const all = sortSeries(grid.series, false)
  const before = readBefore(answer, grid, zone)
  const names = all.map(series => writeSeries(scene, grid.color, all, series))
  const colors = pickColors(
    theme,
    config?.VisualPalette,
    all.map(series => ({ ...series, column: grid.color })),
  )
  const labels = grid.categories.map(category => writeCategory(scene, grid.category, category))
  const isStacked = config?.Type === 'STACKED_AREA'
  const isArea = isStacked || config?.Type === 'AREA'
  const isSecond = all.map(series => readAxis(scene, series) === 'SECONDARY_YAXIS')
  const hasSecond = isSecond.includes(true)
  const isBusy = all.length > 8

  const lines = all.map((series, index) => {
    const settings = { ...config?.DefaultSeriesSettings, ...readSettings(scene, series) }
    const style = settings.LineStyleSettings
    const color = colors[index]!
    const hasMarkers = settings.MarkerStyleSettings?.MarkerVisibility === 'VISIBLE'
    const isAlone = readAlone(series.values)
    const hasAlone = isAlone.includes(true)
    return {
      type: 'line',
      name: names[index],
      // A point between nothing and nothing has no line to be seen by.
      data:
        hasAlone && !hasMarkers
          ? series.values.map((value, at) => (isAlone[at] ? { value, symbolSize: 6 } : { value, symbol: 'none' }))
          : series.values,
      yAxisIndex: isSecond[index] ? 1 : 0,
      ...(isStacked ? { stack: 'all' } : {}),
      ...(isArea ? { areaStyle: { color: isStacked ? fade(color, 0.75) : fade(color, isBusy ? 0.04 : 0.14) } } : {}),
      showSymbol: hasMarkers || hasAlone,
      showAllSymbol: true,
      symbol: 'circle',
      symbolSize: 5,
      smooth: style?.LineInterpolation === 'SMOOTH' ? 0.3 : false,
      ...(style?.LineInterpolation === 'STEPPED' ? { step: 'middle' } : {}),
      lineStyle: {
        width: isStacked ? 1 : Number.parseFloat(style?.LineWidth ?? '') || (isBusy ? 1.5 : 2),
        type:
          style?.LineStyle === undefined
            ? index >= theme.series.length
              ? 'dashed'
              : 'solid'
            : DASHES[style.LineStyle],
      },
      itemStyle: { color },
      emphasis: { focus: all.length > 1 ? 'series' : 'none', lineStyle: { width: 2.5 } },
      blur: { lineStyle: { opacity: 0.25 } },
      sampling: series.values.length > 2000 ? 'lttb' : undefined,
      ...(index === 0 ? drawReferences(scene, config?.ReferenceLines, series.measure) : {}),
    }
  })
  const dashed = isStacked
    ? []
    : all.flatMap((series, index) => {
        const data = before.get(readSeriesKey(series))
        if (data === undefined) return []
        return [
          {
            type: 'line',
            name: names[index],
            data,
            yAxisIndex: isSecond[index] ? 1 : 0,
            showSymbol: false,
            silent: true,
            z: 1,
            lineStyle: { width: 1.5, type: [4, 4], color: colors[index], opacity: 0.55 },
            itemStyle: { color: colors[index] },
          },
        ]
      })
  const readIndex = (seriesIndex: number) => (seriesIndex < all.length ? seriesIndex : -1)

  return {
    along: 'x',
    legend: all.length > 1 ? all.map((_, index) => ({ name: names[index]!, color: colors[index]! })) : [],
    option: {
      ...readBase(scene),
      grid: GRID,
      xAxis: drawCategoryAxis(scene, {
        labels,
        display: config?.XAxisDisplayOptions,
        label: config?.XAxisLabelOptions,
        time: line ?? undefined,
        isTight: labels.length > 1,
      }),
      yAxis: [0, 1].slice(0, hasSecond ? 2 : 1).map(side => ({
        ...drawValueAxis(scene, {
          measure: all.find((_, index) => isSecond[index] === (side === 1))?.measure ?? all[0]?.measure,
          display: (side === 0 ? config?.PrimaryYAxisDisplayOptions : config?.SecondaryYAxisDisplayOptions)
            ?.AxisOptions,
          label: side === 0 ? config?.PrimaryYAxisLabelOptions : config?.SecondaryYAxisLabelOptions,
          length: scene.height,
        }),
        ...(side === 1 ? { splitLine: { show: false } } : {}),
      })),
      series: [...lines, ...dashed],
    },
    readTip({ dataIndex }) {
      const rows = all.map((series, index): TipRow & { size: number } => {
        const value = series.values[dataIndex] ?? null
        const earlier = before.get(readSeriesKey(series))?.[dataIndex] ?? null
        return {
          name: names[index]!,
          color: colors[index]!,
          value: writeMeasure(scene, series.measure, value),
          ...noteChange(value, before.has(readSeriesKey(series)) ? earlier : null),
          size: value ?? Number.NEGATIVE_INFINITY,
        }
      })
      const wall = line?.walls[dataIndex]
      const title = wall === undefined || line === null ? labels[dataIndex]! : formatTime(wall, line.granularity, true)
      if (isBusy) rows.sort((one, two) => two.size - one.size)
      return { title, rows }
    },
    readMark({ dataIndex, seriesIndex }) {
      const series = all[readIndex(seriesIndex)]
      return readMark([
        [grid.category, grid.categories[dataIndex]],
        [grid.color, series?.group],
      ])
    },
  }
}

/** Which of the points have none beside them. */
function readAlone(values: readonly (number | null)[]): boolean[] {
  const isNothing = (at: number) => (values[at] ?? null) === null
  return values.map((value, at) => value !== null && isNothing(at - 1) && isNothing(at + 1))
}

/** Settings that the definition has for one measure, or for one of its groups. */
function readSettings({ visual }: Scene, series: Series): LineChartSeriesSettings | undefined {
  return readItem(visual.LineChartVisual?.ChartConfiguration?.Series, series)?.Settings
}

function readAxis({ visual }: Scene, series: Series): string | undefined {
  return readItem(visual.LineChartVisual?.ChartConfiguration?.Series, series)?.AxisBinding
}

type Items = NonNullable<NonNullable<NonNullable<Scene['visual']['LineChartVisual']>['ChartConfiguration']>['Series']>

function readItem(items: Items | undefined, { measure, group }: Series) {
  for (const { FieldSeriesItem: field, DataFieldSeriesItem: path } of items ?? []) {
    if (field !== undefined && field.FieldId === measure.id) return field
    if (path !== undefined && path.FieldId === measure.id && (path.FieldValue ?? null) === (group?.value ?? null))
      return path
  }
  return undefined
}
