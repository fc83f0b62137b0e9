// Bars: standing or lying, beside or on one another, or as parts of a whole.
import { drawCategoryAxis, drawValueAxis, GRID, readBase } from './axis.ts'
import { noteChange } from './change.ts'
import { formatTime } from './clock.ts'
import { pickColors } from './color.ts'
import { formatShare } from './number.ts'
import { readBefore, readSeriesKey, readTimeline } from './period.ts'
import { drawReferences } from './reference.ts'
import { readGrid, readMark, type Series, sum } from './rows.ts'
import { type Drawing, type Scene, sortSeries, writeCategory, writeMeasure, writeSeries } from './scene.ts'
import { contrast, FONT, fade } from './theme.ts'

/** Pixels that a lying bar needs, alone or as one of several, and those between categories. */
const ALONE = 19
const ONE_OF = 8
const BETWEEN = 8

export function drawBar(scene: Scene): Drawing {
  const config = scene.visual.BarChartVisual?.ChartConfiguration
  const { answer, theme, zone } = scene
  const isLying = config?.Orientation === 'HORIZONTAL'
  const arrangement = config?.BarsArrangement ?? 'CLUSTERED'
  const isShare = arrangement === 'STACKED_PERCENT'
  const isStacked = isShare || arrangement === 'STACKED'
  const plain = readGrid(answer.parts.main)
  // A lying list stands in the order of its sort; time that stands has no gaps.
  const line = isLying ? null : readTimeline(answer, answer.parts.main, zone, 'main', plain)
  const grid = line ?? plain
  const all = sortSeries(grid.series, (config?.SortConfiguration?.ColorSort?.length ?? 0) > 0)
  const before = readBefore(answer, grid, zone)
  const names = all.map(series => writeSeries(scene, grid.color, all, series))
  const colors = pickColors(
    theme,
    config?.VisualPalette,
    all.map(series => ({ ...series, column: grid.color })),
  )
  const labels = grid.categories.map(category => writeCategory(scene, grid.category, category))
  const totals = labels.map((_, at) => sum(all.map(({ values }) => values[at] ?? null)))
  const isBeside = !isStacked && all.length <= 2 && before.size > 0
  const isSingle = all.length === 1
  const hasLabels = isLabelled(scene, isSingle, isLying, labels.length)
  const radius = isLying ? [0, 3, 3, 0] : [3, 3, 0, 0]
  const minHeight =
    labels.length * (isSingle || isStacked ? ALONE : all.length * ONE_OF + BETWEEN) * (isBeside ? 1.4 : 1) + 14
  const share = (value: number | null, at: number) => (value === null || !totals[at] ? null : value / totals[at])

  const bars = all.map((series, index) => ({
    type: 'bar',
    name: names[index],
    ...(isStacked ? { stack: 'all' } : {}),
    data: series.values.map((value, at) => ({
      // Nothing is not as high as the least of something.
      value: isShare ? share(value, at) : value === 0 && !hasLabels ? null : value,
      ...(grid.categories[at]?.isOther ? { itemStyle: { color: theme.other } } : {}),
    })),
    itemStyle: {
      color: colors[index],
      ...(isStacked ? { borderColor: theme.card, borderWidth: 0.5 } : { borderRadius: radius }),
    },
    barMaxWidth: isLying ? 16 : 40,
    barMinHeight: 1,
    barCategoryGap: labels.length > 60 ? '12%' : '28%',
    barGap: '8%',
    emphasis: { focus: all.length > 1 ? 'series' : 'none' },
    blur: { itemStyle: { opacity: 0.35 } },
    label: {
      show: hasLabels,
      position: isStacked ? 'inside' : isLying ? 'right' : 'top',
      color: isStacked ? contrast(colors[index]!) : theme.soft,
      fontSize: 11,
      fontFamily: FONT,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const value = series.values[dataIndex] ?? null
        return isShare
          ? formatShare(share(value, dataIndex) ?? 0)
          : writeMeasure(scene, series.measure, value, isLying ? 'full' : 'short')
      },
    },
    labelLayout: { hideOverlap: true },
    ...(index === 0 ? drawReferences(scene, config?.ReferenceLines, series.measure, isLying ? 'xAxis' : 'yAxis') : {}),
  }))
  const earlier = isBeside
    ? all.map((series, index) => ({
        type: 'bar',
        name: names[index],
        data: before.get(readSeriesKey(series)) ?? [],
        itemStyle: { color: fade(colors[index]!, 0.32), borderRadius: radius },
        barMaxWidth: isLying ? 16 : 40,
        silent: true,
      }))
    : []

  const category = {
    ...drawCategoryAxis(scene, {
      labels,
      display: config?.CategoryAxis,
      label: config?.CategoryLabelOptions,
      time: line ?? undefined,
    }),
    ...(isLying ? { inverse: true, axisLine: { show: false } } : {}),
  }
  if (isLying) {
    const axis = category as { axisLabel?: object }
    axis.axisLabel = {
      ...axis.axisLabel,
      interval: 0,
      width: Math.min(220, Math.max(70, scene.width * 0.38)),
      overflow: 'truncate',
      color: theme.text,
      fontSize: 12,
    }
  }
  const value = drawValueAxis(scene, {
    measure: all[0]?.measure,
    display: config?.ValueAxis,
    label: config?.ValueLabelOptions,
    isShare,
    length: isLying ? scene.width : scene.height,
    side: isLying ? 'bottom' : 'left',
  })
  // The numbers stand at the bars.
  const bare = isLying && hasLabels && isSingle ? { axisLabel: { show: false }, splitLine: { show: false } } : {}

  return {
    along: isLying ? 'y' : 'x',
    pointer: 'shadow',
    legend: all.length > 1 ? all.map((_, index) => ({ name: names[index]!, color: colors[index]! })) : [],
    ...(isLying ? { minHeight } : {}),
    option: {
      ...readBase(scene),
      grid: { ...GRID, right: isLying && hasLabels && isSingle ? 52 : 10, top: hasLabels && !isLying ? 20 : 10 },
      // Below it would be out of sight where the drawing scrolls.
      xAxis: isLying ? { ...value, ...bare, position: minHeight > scene.height ? 'top' : 'bottom' } : category,
      yAxis: isLying ? category : value,
      // What was before stands before.
      series: isBeside ? bars.flatMap((bar, index) => [earlier[index]!, bar]) : bars,
    },
    readTip({ dataIndex }) {
      const rows = all.map((series, index) => {
        const value = series.values[dataIndex] ?? null
        const key = readSeriesKey(series)
        const part = isStacked && all.length > 1 ? share(value, dataIndex) : null
        return {
          name: names[index]!,
          color: grid.categories[dataIndex]?.isOther ? theme.other : colors[index]!,
          value: writeMeasure(scene, series.measure, value),
          ...(part === null ? {} : { note: formatShare(part) }),
          ...noteChange(value, before.has(key) ? (before.get(key)?.[dataIndex] ?? null) : null),
        }
      })
      return {
        title: line ? formatTime(line.walls[dataIndex]!, line.granularity, true) : (labels[dataIndex] ?? ''),
        rows,
      }
    },
    readMark({ dataIndex, seriesIndex }) {
      const series: Series | undefined = all[isBeside ? seriesIndex >> 1 : seriesIndex]
      return readMark([
        [grid.category, grid.categories[dataIndex]],
        [grid.color, series?.group],
      ])
    },
  }
}

/** Lying bars of one measure have their number beside them, unless the definition hides it. */
function isLabelled({ visual, width }: Scene, isSingle: boolean, isLying: boolean, count: number): boolean {
  const wanted = visual.BarChartVisual?.ChartConfiguration?.DataLabels?.Visibility
  if (wanted === undefined) return isLying && isSingle
  return wanted === 'VISIBLE' && (isLying || width / Math.max(1, count) > 26)
}
