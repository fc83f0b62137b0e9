// Pies and donuts: a few parts of a whole, with the whole in the middle.
import { readBase } from './axis.ts'
import { noteChange } from './change.ts'
import { pickColors } from './color.ts'
import { formatShare } from './number.ts'
import { readBefore, readSeriesKey } from './period.ts'
import { findColumns, isAdditive, readCell, readGrid, readMark, sum } from './rows.ts'
import { type Drawing, type Scene, writeCategory, writeMeasure } from './scene.ts'
import { contrast, FONT } from './theme.ts'
import { OTHER, toNumber } from './value.ts'

/** More parts than this cannot be told apart. */
const MOST = 8

const INNER: Readonly<Record<string, string>> = { SMALL: '76%', MEDIUM: '66%', LARGE: '50%', WHOLE: '0%' }

interface Slice {
  readonly name: string
  readonly value: number
  /** Of the categories; undefined stands for several. */
  readonly at?: number
}

export function drawPie(scene: Scene): Drawing {
  const config = scene.visual.PieChartVisual?.ChartConfiguration
  const { answer, theme } = scene
  const grid = readGrid(answer.parts.main, { color: false })
  const measure = grid.series[0]?.measure
  const values = grid.series[0]?.values ?? []
  const before = measure && readBefore(answer, grid, scene.zone).get(readSeriesKey(grid.series[0]!))
  const slices = readSlices(scene, values)
  const whole = sum(values)
  const share = (value: number) => (whole > 0 ? value / whole : 0)
  const colors = pickColors(
    theme,
    config?.VisualPalette,
    slices.map(({ at }) => ({
      column: grid.category,
      group: at === undefined ? { value: null, isOther: true } : grid.categories[at]!,
    })),
  )
  const thickness = config?.DonutOptions?.ArcOptions?.ArcThickness
  const isDonut = thickness !== undefined && thickness !== 'WHOLE'
  const hasCenter = isDonut && config?.DonutOptions?.DonutCenterOptions?.LabelVisibility !== 'HIDDEN'
  const write = (value: number) => (measure === undefined ? '' : writeMeasure(scene, measure, value))
  const total = hasCenter ? readWhole(scene, whole) : null
  // The legend has the shares, too: a ring is too thin for them.
  const hasLabels =
    config?.DataLabels?.Visibility === 'VISIBLE' && !isDonut && Math.min(scene.width, scene.height) > 140

  return {
    legend: slices.map(({ name, value }, index) => ({
      name,
      color: colors[index]!,
      value: `${write(value)} · ${formatShare(share(value))}`,
    })),
    option: {
      ...readBase(scene),
      ...(total === null
        ? {}
        : {
            title: {
              text: total,
              subtext: measure?.name ?? '',
              left: 'center',
              top: 'middle',
              itemGap: 5,
              textStyle: {
                fontSize: scene.height < 170 ? 16 : 20,
                fontWeight: 600,
                color: theme.text,
                fontFamily: FONT,
              },
              subtextStyle: { fontSize: 11, color: theme.soft, fontFamily: FONT, width: 90, overflow: 'truncate' },
            },
          }),
      series: [
        {
          type: 'pie',
          radius: [isDonut ? (INNER[thickness] ?? '66%') : '0%', '92%'],
          // Nothing has no parts.
          stillShowZeroSum: false,
          minAngle: 2,
          padAngle: slices.length > 1 ? 1 : 0,
          itemStyle: { borderRadius: 3 },
          data: slices.map(({ name, value }, index) => ({
            name,
            // A part below nothing cannot be drawn; the legend has it.
            value: Math.max(0, value),
            itemStyle: { color: colors[index] },
            label: { color: contrast(colors[index]!) },
          })),
          label: {
            show: hasLabels,
            position: 'inner',
            color: theme.card,
            fontSize: 11,
            formatter: ({ value }: { value: number }) => formatShare(share(value)),
          },
          labelLayout: { hideOverlap: true },
          emphasis: { scaleSize: 4 },
        },
      ],
    },
    readTip({ dataIndex }) {
      const slice = slices[dataIndex]
      if (slice === undefined) return null
      const earlier = slice.at === undefined ? null : (before?.[slice.at] ?? null)
      return {
        title: slice.name,
        rows: [
          {
            name: measure?.name ?? '',
            value: write(slice.value),
            color: colors[dataIndex]!,
            ...noteChange(slice.value, earlier),
          },
          { name: 'Share', value: formatShare(share(slice.value)) },
        ],
      }
    },
    readMark({ dataIndex }) {
      const at = slices[dataIndex]?.at
      return at === undefined ? undefined : readMark([[grid.category, grid.categories[at]]])
    },
  }
}

function readSlices(scene: Scene, values: readonly (number | null)[]): Slice[] {
  const grid = readGrid(scene.answer.parts.main, { color: false })
  const measure = grid.series[0]?.measure
  const all: Slice[] = grid.categories.map((category, at) => ({
    name: writeCategory(scene, grid.category, category),
    value: values[at] ?? 0,
    at,
  }))
  // What cannot be added up stays apart.
  if (all.length <= MOST || measure === undefined || !isAdditive(measure)) return all
  const sorted = [...all].sort((one, two) => two.value - one.value)
  const isOther = ({ at }: Slice) => at !== undefined && grid.categories[at]?.isOther === true
  const kept = sorted.filter(slice => !isOther(slice)).slice(0, MOST - 1)
  return [...kept, { name: OTHER, value: sum(sorted.filter(slice => !kept.includes(slice)).map(({ value }) => value)) }]
}

/** Of people who come in several parts, the whole is not their sum. */
function readWhole(scene: Scene, sum: number): string | null {
  const { main, total } = scene.answer.parts
  const measure = findColumns(main, 'value')[0]
  if (measure === undefined) return null
  const own =
    total &&
    toNumber(
      readCell(
        total,
        total.rows[0],
        total.columns.find(({ id }) => id === measure.id),
      ),
    )
  if (own !== null && own !== undefined) return writeMeasure(scene, measure, own, own >= 1e6 ? 'short' : 'full')
  return isAdditive(measure) ? writeMeasure(scene, measure, sum, sum >= 1e6 ? 'short' : 'full') : null
}
