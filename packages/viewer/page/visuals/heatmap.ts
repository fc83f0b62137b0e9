// Heat maps: a number for each row and column, as a colour and, where there is room, in figures.
import { readBase } from './axis.ts'
import { findColumns, readGrid, readMark } from './rows.ts'
import { type Drawing, type Scene, writeCategory, writeMeasure } from './scene.ts'
import { contrast, FONT, mix, tuneScale } from './theme.ts'

/** Pixels of a cell. */
const WIDEST = 110
const HIGHEST = 52

export function drawHeatmap(scene: Scene): Drawing {
  const config = scene.visual.HeatMapVisual?.ChartConfiguration
  const { answer, theme } = scene
  const main = answer.parts.main
  const [down] = findColumns(main, 'group', 'Rows')
  const [across] = findColumns(main, 'group', 'Columns')
  const [measure] = findColumns(main, 'value')
  // One reading for each way, so that either's order is the one delivered.
  const part = (keep: typeof down) => ({
    ...main,
    columns: main.columns.map(column => ({ ...column, well: column.well === keep?.well ? 'Category' : 'Colors' })),
  })
  const grid = readGrid(part(down))
  const rows = grid.categories
  const columns =
    across === undefined ? [{ value: null, isOther: false }] : sortColumns(scene, readGrid(part(across)).categories)
  const cells = rows.flatMap((row, y) =>
    columns.map((column, x) => {
      const series = grid.series.find(
        ({ group }) => across === undefined || (group?.value === column.value && group.isOther === column.isOther),
      )
      return { x, y, row, column, value: series?.values[y] ?? null }
    }),
  )
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]))
  const most = Math.max(...values, Number.NEGATIVE_INFINITY)
  const least = Math.min(0, ...values)
  const colors = readScale(scene)
  const paint = (value: number) => mix(colors, most > least ? (value - least) / (most - least) : 0)
  const cellWidth = (scene.width - 90) / Math.max(1, columns.length)
  const cellHeight = (scene.height - 26) / Math.max(1, rows.length)
  const write = (value: number | null, length: 'full' | 'short') =>
    measure === undefined ? '' : writeMeasure(scene, measure, value, length)
  const widest = Math.max(0, ...values.map(value => write(value, 'short').length))
  const hasLabels = config?.DataLabels?.Visibility !== 'HIDDEN' && cellWidth > widest * 6.4 + 4 && cellHeight > 15
  const drawn = cells.filter(({ value }) => value !== null)
  const axis = (labels: string[], room: number) => ({
    type: 'category',
    data: labels.map((_, index) => String(index)),
    axisLine: { show: false },
    axisTick: { show: false },
    splitArea: { show: false },
    axisLabel: {
      color: theme.soft,
      fontSize: 11,
      fontFamily: FONT,
      width: room,
      overflow: 'truncate',
      hideOverlap: true,
      formatter: (_: string, index: number) => labels[index] ?? '',
    },
  })
  const downLabels = rows.map(row => writeCategory(scene, down, row))
  const acrossLabels = columns.map(column => writeCategory(scene, across, column))

  return {
    legend: [],
    minHeight: rows.length * 19 + 26,
    ...(config?.Legend?.Visibility === 'HIDDEN' || values.length === 0
      ? {}
      : { scale: { colors, from: write(least, 'short'), to: write(most, 'short') } }),
    option: {
      ...readBase(scene),
      // Few cells are no great surfaces.
      grid: {
        left: 2,
        right: Math.max(2, Math.floor(scene.width - 90 - columns.length * WIDEST)),
        top: 2,
        bottom: Math.max(2, Math.floor(scene.height - 26 - rows.length * HIGHEST)),
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: axis(acrossLabels, Math.max(24, cellWidth - 4)),
      yAxis: { ...axis(downLabels, Math.min(130, scene.width * 0.3)), inverse: true },
      visualMap: {
        type: 'continuous',
        show: false,
        dimension: 2,
        min: values.length === 0 ? 0 : least,
        max: values.length === 0 ? 1 : Math.max(most, least + Number.EPSILON),
        inRange: { color: [...colors] },
      },
      series: [
        {
          type: 'heatmap',
          data: drawn.map(({ x, y, value }) => ({
            value: [x, y, value],
            itemStyle: {
              color: paint(value!),
              borderColor: theme.card,
              borderWidth: cellWidth < 8 || cellHeight < 8 ? 0 : 1.5,
              borderRadius: 3,
            },
            label: { color: contrast(paint(value!)) },
          })),
          label: {
            show: hasLabels,
            fontSize: 11,
            fontFamily: FONT,
            formatter: ({ dataIndex }: { dataIndex: number }) => write(drawn[dataIndex]?.value ?? null, 'short'),
          },
          emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
        },
      ],
    },
    readTip({ dataIndex }) {
      const cell = drawn[dataIndex]
      if (cell === undefined) return null
      const title = [downLabels[cell.y], acrossLabels[cell.x]].filter(Boolean).join(' · ')
      return {
        title,
        rows: [{ name: measure?.name ?? '', value: write(cell.value, 'full'), color: paint(cell.value!) }],
      }
    },
    readMark({ dataIndex }) {
      const cell = drawn[dataIndex]
      return (
        cell &&
        readMark([
          [down, cell.row],
          [across, cell.column],
        ])
      )
    },
  }
}

/** Numbers lie in their order: what the first row lacks would come last otherwise. */
function sortColumns<T extends { value: string | null }>({ visual }: Scene, columns: readonly T[]): readonly T[] {
  const isOrdered = (visual.HeatMapVisual?.ChartConfiguration?.SortConfiguration?.HeatMapColumnSort?.length ?? 0) > 0
  if (isOrdered && columns.some(({ value }) => value !== null && !Number.isFinite(Number(value)))) return columns
  if (columns.some(({ value }) => value === null || !Number.isFinite(Number(value)))) return columns
  return [...columns].sort((one, two) => Number(one.value) - Number(two.value))
}

function readScale({ visual, theme }: Scene): readonly string[] {
  const own = visual.HeatMapVisual?.ChartConfiguration?.ColorScale?.Colors?.flatMap(({ Color: color }) => color ?? [])
  return own !== undefined && own.length > 1 ? tuneScale(theme, own) : theme.scale
}
