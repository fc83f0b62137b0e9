// Filled maps: a number for each country, as the colour of its land.
import { readBase } from './axis.ts'
import { noteChange } from './change.ts'
import { readBefore, readSeriesKey } from './period.ts'
import { readGrid, readMark } from './rows.ts'
import { type Drawing, type Scene, writeCategory, writeMeasure } from './scene.ts'
import { mix, tuneScale } from './theme.ts'
import { ASPECT, BOUNDS, isOnMap } from './world.ts'

/** Beyond this many times the least, colours follow the logarithm: one great country would leave the others pale. */
const WIDE = 20

export function drawMap(scene: Scene): Drawing {
  const { answer, theme, width, height } = scene
  const grid = readGrid(answer.parts.main)
  const [series] = grid.series
  const values = series?.values ?? []
  const measure = series?.measure
  const before = series && readBefore(answer, grid, scene.zone).get(readSeriesKey(series))
  const places = grid.categories.map((category, at) => ({
    category,
    at,
    value: values[at] ?? null,
    code: category.value?.toUpperCase() ?? '',
  }))
  const drawn = places.filter(({ code, value }) => value !== null && isOnMap(code))
  const elsewhere = places.filter(place => !drawn.includes(place) && (place.value ?? 0) !== 0)
  const counted = drawn.map(({ value }) => value!)
  const most = Math.max(0, ...counted)
  const least = Math.min(most, ...counted)
  const isLog = least >= 0 && most > WIDE * Math.max(1, least)
  const share = (value: number) =>
    isLog
      ? Math.log1p(value) / Math.log1p(most)
      : most > Math.min(0, least)
        ? (value - Math.min(0, least)) / (most - Math.min(0, least))
        : 0
  const colors = readColors(scene)
  const write = (value: number, length: 'full' | 'short' = 'full') =>
    measure === undefined ? '' : writeMeasure(scene, measure, value, length)

  return {
    legend: [],
    ...(drawn.length === 0
      ? {}
      : { scale: { colors, from: write(isLog ? 1 : Math.min(0, least), 'short'), to: write(most, 'short') } }),
    ...(elsewhere.length === 0
      ? {}
      : {
          note: `Not on the map: ${elsewhere
            .slice(0, 3)
            .map(({ category, value }) => `${writeCategory(scene, grid.category, category)} ${write(value!)}`)
            .join(', ')}${elsewhere.length > 3 ? ', …' : ''}`,
        }),
    option: {
      ...readBase(scene),
      series: [
        {
          type: 'map',
          map: 'world',
          nameProperty: 'code',
          aspectScale: 1,
          boundingCoords: BOUNDS,
          layoutCenter: ['50%', '50%'],
          layoutSize: Math.floor(Math.min(width, height * ASPECT)),
          selectedMode: false,
          showLegendSymbol: false,
          itemStyle: { areaColor: theme.track, borderColor: theme.card, borderWidth: 0.6 },
          label: { show: false },
          emphasis: { label: { show: false }, itemStyle: { borderColor: theme.text, borderWidth: 1 } },
          data: drawn.map(({ code, value }) => {
            const areaColor = mix(colors, share(value!))
            return { name: code, value: value!, itemStyle: { areaColor }, emphasis: { itemStyle: { areaColor } } }
          }),
        },
      ],
    },
    readTip({ dataIndex }) {
      const place = drawn[dataIndex]
      if (place === undefined) return null
      return {
        title: writeCategory(scene, grid.category, place.category),
        rows: [
          {
            name: measure?.name ?? '',
            value: write(place.value!),
            color: mix(colors, share(place.value!)),
            ...noteChange(place.value, before?.[place.at] ?? null),
          },
        ],
      }
    },
    readMark({ dataIndex }) {
      const place = drawn[dataIndex]
      return place && readMark([[grid.category, place.category]])
    },
  }
}

/** A gradient of the definition's, else the theme's. */
function readColors({ visual, theme }: Scene): readonly string[] {
  const options = visual.FilledMapVisual?.ConditionalFormatting?.ConditionalFormattingOptions ?? []
  const stops = options[0]?.Shape?.Format?.BackgroundColor?.Gradient?.Color?.Stops ?? []
  const own = stops.flatMap(({ Color: color }) => color ?? [])
  return own.length > 1 ? tuneScale(theme, own) : theme.scale
}
