// Histograms: how often values of each size came.
import { drawCategoryAxis, drawValueAxis, GRID, readBase } from './axis.ts'
import { formatShare } from './number.ts'
import { findColumns, readCell, sum } from './rows.ts'
import { type Drawing, type Scene, writeMeasure } from './scene.ts'
import { toNumber } from './value.ts'

export interface Bin {
  readonly from: number
  readonly to: number | null
  readonly count: number
}

/** Bins in order, those without a value in between included. */
export function readBins({ answer }: Scene): Bin[] {
  const main = answer.parts.main
  const [start, end] = findColumns(main, 'group')
  const [count] = findColumns(main, 'value')
  const known = main.rows.flatMap(row => {
    const from = toNumber(readCell(main, row, start))
    if (from === null) return []
    return [{ from, to: toNumber(readCell(main, row, end)), count: toNumber(readCell(main, row, count)) ?? 0 }]
  })
  known.sort((one, two) => one.from - two.from)
  const gaps = known.flatMap(({ from }, index) => (index === 0 ? [] : [from - known[index - 1]!.from]))
  const own = known[0]?.to
  const width = own !== undefined && own !== null ? own - known[0]!.from : gaps.length === 0 ? null : Math.min(...gaps)
  if (width === null || width <= 0) return known
  const bins: Bin[] = []
  for (const bin of known) {
    for (let last = bins.at(-1); last !== undefined && bins.length < 500; last = bins.at(-1)) {
      if (bin.from - last.from < width * 1.5) break
      bins.push({ from: last.from + width, to: last.from + 2 * width, count: 0 })
    }
    bins.push({ ...bin, to: bin.to ?? bin.from + width })
  }
  return bins
}

export function drawHistogram(scene: Scene): Drawing {
  const config = scene.visual.HistogramVisual?.ChartConfiguration
  const main = scene.answer.parts.main
  const [start] = findColumns(main, 'group')
  const [count] = findColumns(main, 'value')
  const bins = readBins(scene)
  const whole = sum(bins.map(bin => bin.count))
  const write = (value: number) =>
    start === undefined ? String(value) : writeMeasure(scene, { ...start, type: 'double' }, value, 'short')
  const color = config?.VisualPalette?.ChartColor ?? scene.theme.series[0]!
  const label = ({ from, to }: Bin) => (to === null ? write(from) : `${write(from)} to ${write(to)}`)

  return {
    along: 'x',
    pointer: 'shadow',
    legend: [],
    option: {
      ...readBase(scene),
      grid: GRID,
      xAxis: drawCategoryAxis(scene, {
        labels: bins.map(({ from }) => write(from)),
        display: config?.XAxisDisplayOptions,
        label: config?.XAxisLabelOptions,
      }),
      yAxis: drawValueAxis(scene, { measure: count, display: config?.YAxisDisplayOptions, length: scene.height }),
      series: [
        {
          type: 'bar',
          data: bins.map(bin => bin.count),
          barCategoryGap: '4%',
          itemStyle: { color, borderRadius: [2, 2, 0, 0] },
          label: {
            show: config?.DataLabels?.Visibility === 'VISIBLE',
            position: 'top',
            color: scene.theme.soft,
            fontSize: 11,
          },
          labelLayout: { hideOverlap: true },
        },
      ],
    },
    readTip({ dataIndex }) {
      const bin = bins[dataIndex]
      if (bin === undefined || count === undefined) return null
      return {
        title: label(bin),
        rows: [
          {
            name: count.name,
            value: writeMeasure(scene, count, bin.count),
            note: formatShare(whole > 0 ? bin.count / whole : 0),
            color,
          },
        ],
      }
    },
    // A range of values is not one value to filter by.
    readMark: () => undefined,
  }
}
