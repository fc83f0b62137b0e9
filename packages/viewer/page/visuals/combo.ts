// Bars and lines over the same categories, each with an axis of its own.
import { drawCategoryAxis, drawValueAxis, GRID, readBase } from './axis.ts'
import { noteChange } from './change.ts'
import { formatTime } from './clock.ts'
import { pickColors } from './color.ts'
import { readBefore, readSeriesKey, readTimeline } from './period.ts'
import { drawReferences } from './reference.ts'
import { findColumns, readGrid, readMark } from './rows.ts'
import { type Drawing, type Scene, writeCategory, writeMeasure, writeSeries } from './scene.ts'

export function drawCombo(scene: Scene): Drawing {
  const config = scene.visual.ComboChartVisual?.ChartConfiguration
  const { answer, theme, zone } = scene
  const main = answer.parts.main
  const measures = [...findColumns(main, 'value', 'BarValues'), ...findColumns(main, 'value', 'LineValues')]
  const plain = readGrid(main, { measures })
  const line = readTimeline(answer, main, zone, 'main', plain)
  const grid = line ?? plain
  const all = grid.series
  const isLine = (index: number) => all[index]?.measure.well === 'LineValues'
  const hasBoth = all.some((_, index) => isLine(index)) && all.some((_, index) => !isLine(index))
  const isOneAxis = config?.SingleAxisOptions?.YAxisOptions !== undefined || !hasBoth
  const before = readBefore(answer, grid, zone)
  const names = all.map(series => writeSeries(scene, grid.color, all, series))
  const colors = pickColors(
    theme,
    config?.VisualPalette,
    all.map(series => ({ ...series, column: grid.color })),
  )
  const labels = grid.categories.map(category => writeCategory(scene, grid.category, category))
  const arrangement = config?.BarsArrangement ?? 'CLUSTERED'
  const firstLine = all.findIndex((_, index) => isLine(index))
  const firstBar = all.findIndex((_, index) => !isLine(index))

  const series = all.map((one, index) => {
    const lines = config?.ReferenceLines?.filter(({ DataConfiguration: data }) =>
      isLine(index) ? data?.SeriesType === 'LINE' : data?.SeriesType !== 'LINE',
    )
    const references = index === (isLine(index) ? firstLine : firstBar) ? drawReferences(scene, lines, one.measure) : {}
    if (!isLine(index)) {
      return {
        type: 'bar',
        name: names[index],
        data: one.values,
        ...(arrangement === 'CLUSTERED' ? {} : { stack: 'bars' }),
        itemStyle: { color: colors[index], borderRadius: arrangement === 'CLUSTERED' ? [3, 3, 0, 0] : 0 },
        barMaxWidth: 36,
        barCategoryGap: '32%',
        ...references,
      }
    }
    const points = one.values.filter(value => value !== null).length
    return {
      type: 'line',
      name: names[index],
      data: one.values,
      yAxisIndex: isOneAxis ? 0 : 1,
      showSymbol: points <= 31,
      symbol: 'circle',
      symbolSize: points === 1 ? 7 : 5,
      lineStyle: { width: 2 },
      itemStyle: { color: colors[index] },
      ...references,
    }
  })

  return {
    along: 'x',
    pointer: 'shadow',
    legend: all.length > 1 ? all.map((_, index) => ({ name: names[index]!, color: colors[index]! })) : [],
    option: {
      ...readBase(scene),
      grid: GRID,
      xAxis: drawCategoryAxis(scene, {
        labels,
        display: config?.CategoryAxis,
        label: config?.CategoryLabelOptions,
        time: line ?? undefined,
      }),
      yAxis: [
        drawValueAxis(scene, {
          measure: all[Math.max(0, firstBar)]?.measure,
          display: config?.PrimaryYAxisDisplayOptions,
          label: config?.PrimaryYAxisLabelOptions,
          length: scene.height,
        }),
        ...(isOneAxis
          ? []
          : [
              {
                ...drawValueAxis(scene, {
                  measure: all[firstLine]?.measure,
                  display: config?.SecondaryYAxisDisplayOptions,
                  label: config?.SecondaryYAxisLabelOptions,
                  length: scene.height,
                }),
                // Two sets of lines could not be told apart.
                splitLine: { show: false },
              },
            ]),
      ],
      series,
    },
    readTip({ dataIndex }) {
      const rows = all.map((one, index) => {
        const value = one.values[dataIndex] ?? null
        const key = readSeriesKey(one)
        return {
          name: names[index]!,
          color: colors[index]!,
          value: writeMeasure(scene, one.measure, value),
          ...noteChange(value, before.has(key) ? (before.get(key)?.[dataIndex] ?? null) : null),
        }
      })
      return {
        title: line ? formatTime(line.walls[dataIndex]!, line.granularity, true) : (labels[dataIndex] ?? ''),
        rows,
      }
    },
    readMark: ({ dataIndex, seriesIndex }) =>
      readMark([
        [grid.category, grid.categories[dataIndex]],
        [grid.color, all[seriesIndex]?.group],
      ]),
  }
}
