// Sankey diagrams: what flows from where to where. A way that comes back to where it was goes on in a copy of that place.
import { readBase } from './axis.ts'
import { formatShare } from './number.ts'
import { type Category, findColumns, isOtherRow, readCell, readKey, readMark, sum } from './rows.ts'
import { type Drawing, type Scene, writeCategory, writeMeasure } from './scene.ts'
import { FONT, fade } from './theme.ts'
import { toNumber, toText } from './value.ts'

export interface Flow {
  readonly source: Category
  readonly target: Category
  readonly value: number
}

export interface Place {
  readonly id: string
  readonly category: Category
  readonly isSource: boolean
}

/** Places and the ways between them, without a circle: the greatest flows keep their places. */
export function layFlows(flows: readonly Flow[]): {
  places: Place[]
  links: { from: string; to: string; flow: Flow }[]
} {
  const places = new Map<string, Place>()
  const next = new Map<string, string[]>()
  const put = (category: Category, isSource: boolean, copy = '') => {
    const id = readKey(category) + copy
    const known = places.get(id)
    if (known === undefined || (isSource && !known.isSource)) places.set(id, { id, category, isSource })
    return id
  }
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set([from])
    for (const at of seen) {
      if (at === to) return true
      for (const id of next.get(at) ?? []) seen.add(id)
    }
    return false
  }
  const links = [...flows]
    .sort((one, two) => two.value - one.value)
    .map(flow => {
      const from = put(flow.source, true)
      const isCircle = reaches(readKey(flow.target), from)
      const to = put(flow.target, false, isCircle ? '\u0000again' : '')
      next.set(from, [...(next.get(from) ?? []), to])
      return { from, to, flow }
    })
  return { places: [...places.values()], links }
}

export function drawSankey(scene: Scene): Drawing {
  const { answer, theme } = scene
  const main = answer.parts.main
  const [source] = findColumns(main, 'group', 'Source')
  const [target] = findColumns(main, 'group', 'Destination')
  const [weight] = findColumns(main, 'value')
  const flows = main.rows.flatMap(row => {
    const read = (column: typeof source): Category => {
      const value = toText(readCell(main, row, column))
      return { value, isOther: isOtherRow(main, row, column?.well) && value === null }
    }
    const value = toNumber(readCell(main, row, weight)) ?? 0
    return value > 0 ? [{ source: read(source), target: read(target), value }] : []
  })
  const { places, links } = layFlows(flows)
  const whole = sum(flows.map(({ value }) => value))
  const names = new Map<string, string>()
  for (const { category } of places) {
    const key = readKey(category)
    if (!names.has(key)) names.set(key, writeCategory(scene, source ?? target, category))
  }
  const tones = new Map([...names.keys()].map((key, index) => [key, theme.series[index % theme.series.length]!]))
  const paint = ({ category }: Place) => (category.isOther ? theme.other : tones.get(readKey(category))!)
  const write = (value: number) => (weight === undefined ? String(value) : writeMeasure(scene, weight, value))
  const name = (category: Category) => names.get(readKey(category)) ?? ''
  const colors = new Map(places.map(place => [place.id, paint(place)]))

  return {
    legend: [],
    minHeight: Math.min(900, Math.max(0, places.length * 11)),
    option: {
      ...readBase(scene),
      series: [
        {
          type: 'sankey',
          left: 4,
          right: Math.min(150, scene.width * 0.28),
          top: 6,
          bottom: 6,
          nodeWidth: 10,
          nodeGap: 10,
          draggable: false,
          data: places.map(place => ({ name: place.id, itemStyle: { color: paint(place), borderWidth: 0 } })),
          links: links.map(({ from, to, flow }) => ({
            source: from,
            target: to,
            value: flow.value,
            lineStyle: { color: fade(colors.get(from)!, theme.isDark ? 0.36 : 0.28), opacity: 1 },
          })),
          label: {
            color: theme.text,
            fontSize: 12,
            fontFamily: FONT,
            width: Math.min(140, scene.width * 0.25),
            overflow: 'truncate',
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              places[dataIndex] ? name(places[dataIndex].category) : '',
          },
          emphasis: { focus: 'adjacency' },
          blur: { itemStyle: { opacity: 0.25 }, label: { opacity: 0.35 } },
        },
      ],
    },
    readTip({ dataIndex, dataType }) {
      if (dataType === 'edge') {
        const link = links[dataIndex]
        if (link === undefined) return null
        const { flow } = link
        return {
          title: `${name(flow.source)} → ${name(flow.target)}`,
          rows: [
            {
              name: weight?.name ?? '',
              value: write(flow.value),
              note: formatShare(whole > 0 ? flow.value / whole : 0),
              color: colors.get(link.from)!,
            },
          ],
        }
      }
      const place = places[dataIndex]
      if (place === undefined) return null
      const of = (side: 'from' | 'to') =>
        sum(links.filter(link => link[side] === place.id).map(({ flow }) => flow.value))
      const rows = (['to', 'from'] as const).flatMap(side => {
        const value = of(side)
        return value > 0 ? [{ name: side === 'to' ? 'In' : 'Out', value: write(value) }] : []
      })
      return { title: name(place.category), rows }
    },
    readMark({ dataIndex, dataType }) {
      const link = dataType === 'edge' ? links[dataIndex] : undefined
      if (link !== undefined) {
        return readMark([
          [source, link.flow.source],
          [target, link.flow.target],
        ])
      }
      const place = places[dataIndex]
      return place && readMark([[place.isSource ? source : target, place.category]])
    },
  }
}
