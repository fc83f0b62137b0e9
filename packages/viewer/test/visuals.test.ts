// From a definition and a tile's answer to what is drawn: numbers counted by hand, and drawn for real by ECharts as SVG.
import { createRequire } from 'node:module'
import type { Visual } from '@aws-sdk/client-quicksight'
import * as echarts from 'echarts'
import fc from 'fast-check'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { describe, expect, test, vi } from 'vitest'
import { drawBar } from '../page/visuals/bar.ts'
import { drawCombo } from '../page/visuals/combo.ts'
import { describe as tell } from '../page/visuals/describe.ts'
import { drawMap } from '../page/visuals/filledmap.ts'
import { readSteps } from '../page/visuals/funnel.ts'
import { drawHeatmap } from '../page/visuals/heatmap.ts'
import { drawHistogram, readBins } from '../page/visuals/histogram.ts'
import { readFindings } from '../page/visuals/insight.ts'
import { readKpi } from '../page/visuals/kpi.ts'
import { drawLine } from '../page/visuals/line.ts'
import { readBefore, readTimeline } from '../page/visuals/period.ts'
import { drawPie } from '../page/visuals/pie.ts'
import { readPivot } from '../page/visuals/pivot.ts'
import { readGrid } from '../page/visuals/rows.ts'
import { drawSankey, layFlows } from '../page/visuals/sankey.ts'
import type { Draw, Scene } from '../page/visuals/scene.ts'
import { readHeads, readHref, readTableCell, sortRows, turnOrder } from '../page/visuals/table.ts'
import { ASPECT, layFlat, type Point, splitRing } from '../page/visuals/world.ts'
import type { TileAnswer } from '../wire.ts'
import { answer, count, group, OTHER, PERIOD, part, scene, time } from './scenes.ts'

const EVIL = '<img src=x onerror="alert(1)">'
const visual = (kind: keyof Visual, config: object = {}, more: object = {}) =>
  ({ [kind]: { VisualId: 'v', ChartConfiguration: config, ...more } }) as unknown as Visual

describe('time', () => {
  const rows = [
    ['2026-11-17T00:00:00', 5],
    ['2026-11-19T00:00:00', 7],
  ]
  const main = part([time('day'), count('clicks')], rows)

  test('days without events are 0, days to come are nothing', () => {
    const tile = answer(main, {}, undefined, '2026-11-20T10:00:00Z')
    const line = readTimeline(tile, main, 'UTC')!
    expect(line.categories.map(({ value }) => value?.slice(8, 10))).toEqual(['16', '17', '18', '19', '20', '21', '22'])
    expect(line.series[0]?.values).toEqual([0, 5, 0, 7, 0, null, null])
  })

  test('an average of no event is nothing', () => {
    const own = part([time('day'), count('value', 'Values', { aggregation: 'AVERAGE', type: 'double' })], rows)
    expect(readTimeline(answer(own), own, 'UTC')!.series[0]?.values).toEqual([null, 5, null, 7, null, null, null])
  })

  test('a point alone is seen, though no line leads to it', () => {
    const own = part([time('day'), count('value', 'Values', { aggregation: 'AVERAGE', type: 'double' })], rows)
    const { series } = drawLine(scene(visual('LineChartVisual'), answer(own))).option as {
      series: { data: { value: number | null; symbol?: string }[] }[]
    }
    expect(series[0]?.data.filter(({ symbol }) => symbol !== 'none').map(({ value }) => value)).toEqual([5, 7])
  })

  test('a time that is not the period of the dashboard has its own extent', () => {
    const own = part(
      [time('created', 'MONTH'), count('links')],
      [
        ['2025-03-01', 2],
        ['2025-05-01', 1],
      ],
    )
    const line = readTimeline(answer(own), own, 'UTC')!
    expect(line.categories.map(({ value }) => value)).toEqual(['2025-03-01', '2025-04-01', '2025-05-01'])
  })

  test('a day gone down into has its own hours, no other day', () => {
    const own = part([time('hour', 'HOUR'), count('clicks')], [['2026-11-18T05:00:00', 4]])
    const tile = { ...answer(own), drilled: { value: '2026-11-18', granularity: 'DAY' } }
    const { categories, series } = readTimeline(tile, own, 'UTC')!
    expect(categories.map(({ value }) => value)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `2026-11-18T${String(hour).padStart(2, '0')}:00:00`),
    )
    expect(series[0]?.values).toEqual(Array.from({ length: 24 }, (_, hour) => (hour === 5 ? 4 : 0)))
  })

  test('of a month gone down into there are the days of the period', () => {
    const own = part([time('day'), count('clicks')], [['2026-12-02', 4]])
    const period = { ...PERIOD, from: '2026-11-20', to: '2026-12-03' }
    const days = (tile: TileAnswer) => readTimeline(tile, own, 'UTC')!.categories.map(({ value }) => value)
    const drilled = { value: '2026-12-01', granularity: 'MONTH' }
    expect(days({ ...answer(own, {}, period), drilled })).toEqual(['2026-12-01', '2026-12-02', '2026-12-03'])
    // Of a time that is not the period's, all of the month.
    expect(days({ ...answer(own), drilled })).toHaveLength(31)
  })

  test('an instant of the period lies on the wall clock of the zone', () => {
    const own = part([time('at', 'HOUR'), count('clicks')], [['2026-11-22T02:00:00', 1]])
    const period = {
      from: '2026-11-21T19:30:00Z',
      to: '2026-11-21T22:00:00Z',
      before_from: '2026-11-21T17:00:00Z',
      before_to: '2026-11-21T19:30:00Z',
    }
    const line = readTimeline(answer(own, {}, period), own, 'Asia/Kolkata')!
    expect(line.categories.map(({ value }) => value?.slice(11, 16))).toEqual(['01:00', '02:00', '03:00'])
  })

  test('the period before lies under this one, day for day', () => {
    const before = part([time('day'), count('clicks')], [['2026-11-10T00:00:00', 3]])
    const tile = answer(main, { before })
    const line = readTimeline(tile, main, 'UTC')!
    expect([...readBefore(tile, line, 'UTC').values()]).toEqual([[0, 3, 0, 0, 0, 0, 0]])
    const drawing = drawLine(scene(visual('LineChartVisual'), tile))
    expect(drawing.readTip({ seriesIndex: 0, dataIndex: 1 })).toMatchObject({
      title: 'Tue, 17 Nov 2026',
      rows: [{ value: '5', note: '▲ 66.7%' }],
    })
    expect(drawing.readMark({ seriesIndex: -1, dataIndex: 1 })).toEqual([
      { column: 'day', value: '2026-11-17T00:00:00', granularity: 'DAY' },
    ])
  })

  test('whatever rows come: every bucket once, in order, and nothing counted is lost', () => {
    const day = fc.integer({ min: 16, max: 22 })
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(day, fc.nat(1000)), { selector: ([at]) => at }), pairs => {
        const own = part(
          [time('day'), count('clicks')],
          pairs.map(([at, value]) => [`2026-11-${at}T00:00:00`, value]),
        )
        const line = readTimeline(answer(own), own, 'UTC')!
        expect(line.walls).toEqual(line.walls.toSorted((one, two) => one - two))
        expect(line.walls.length).toBe(pairs.length === 0 ? 0 : 7)
        const total = line.series[0]?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0) ?? 0
        expect(total).toBe(pairs.reduce((sum, [, value]) => sum + value, 0))
      }),
    )
  })
})

describe('categories', () => {
  const main = part(
    [group('referrer'), count('clicks'), OTHER],
    [
      ['t.co', 9, false],
      [null, 4, false],
      [null, 20, true],
      [EVIL, 2, false],
    ],
  )
  const lying = visual('BarChartVisual', { Orientation: 'HORIZONTAL' })

  test('what has no value and what is beyond the limit are two things; the latter is last and filters nothing', () => {
    const drawing = drawBar(scene(lying, answer(main)))
    expect([0, 1, 2, 3].map(dataIndex => drawing.readTip({ seriesIndex: 0, dataIndex })?.title)).toEqual([
      't.co',
      '(none)',
      EVIL,
      'Other',
    ])
    expect(drawing.readMark({ seriesIndex: 0, dataIndex: 1 })).toEqual([{ column: 'referrer', value: null }])
    expect(drawing.readMark({ seriesIndex: 0, dataIndex: 3 })).toBeUndefined()
  })

  test('parts of a whole: what a colour lacks is none of it', () => {
    const own = part(
      [group('channel'), group('device', 'Colors'), count('visits')],
      [
        ['paid', 'mobile', 30],
        ['paid', 'desktop', 10],
        ['ai', 'mobile', 5],
      ],
    )
    const drawing = drawBar(scene(visual('BarChartVisual', { BarsArrangement: 'STACKED_PERCENT' }), answer(own)))
    expect(drawing.legend.map(({ name }) => name)).toEqual(['mobile', 'desktop'])
    expect(drawing.readTip({ seriesIndex: 0, dataIndex: 0 })?.rows).toMatchObject([
      { value: '30', note: '75%' },
      { value: '10', note: '25%' },
    ])
    const series = drawing.option.series as { data: { value: number | null }[] }[]
    expect(series.map(({ data }) => data.map(({ value }) => value))).toEqual([
      [0.75, 1],
      [0.25, null],
    ])
    expect(drawing.readMark({ seriesIndex: 1, dataIndex: 0 })).toEqual([
      { column: 'channel', value: 'paid' },
      { column: 'device', value: 'desktop' },
    ])
  })

  test('many slices become few, and the whole stays the whole', () => {
    const own = part(
      [group('os'), count('clicks')],
      Array.from({ length: 20 }, (_, at) => [`os-${at}`, 20 - at]),
    )
    const config = { DonutOptions: { ArcOptions: { ArcThickness: 'MEDIUM' } } }
    const drawing = drawPie(scene(visual('PieChartVisual', config), answer(own)))
    expect(drawing.legend).toHaveLength(8)
    expect(drawing.legend.at(-1)).toMatchObject({ name: 'Other', value: '91 · 43.3%' })
    expect(drawing.option.title).toMatchObject({ text: '210' })
    expect(drawing.readMark({ seriesIndex: 0, dataIndex: 7 })).toBeUndefined()
  })

  test('people who come in several parts are not added up', () => {
    const columns = [group('device'), count('person', 'Values', { aggregation: 'DISTINCT_COUNT' })]
    const own = part(columns, [
      ['mobile', 8],
      ['desktop', 5],
    ])
    const config = { DonutOptions: { ArcOptions: { ArcThickness: 'MEDIUM' } } }
    expect(drawPie(scene(visual('PieChartVisual', config), answer(own))).option.title).toBeUndefined()
    const total = part([columns[1]!], [[11]])
    expect(drawPie(scene(visual('PieChartVisual', config), answer(own, { total }))).option.title).toMatchObject({
      text: '11',
    })
  })

  test('a colour of the definition is kept', () => {
    const config = {
      VisualPalette: { ColorMap: [{ Element: { FieldId: 'device', FieldValue: 'desktop' }, Color: '#123456' }] },
    }
    const own = part(
      [group('device'), count('clicks')],
      [
        ['mobile', 8],
        ['desktop', 5],
      ],
    )
    expect(drawPie(scene(visual('PieChartVisual', config), answer(own))).legend[1]?.color).toBe('#123456')
  })
})

test('a number compares with the period before, or with its target', () => {
  const columns = [count('clicks')]
  const options = { KPIOptions: { Comparison: { ComparisonMethod: 'PERCENT_DIFFERENCE' } } }
  const trend = part(
    [time('day', 'DAY', { well: 'Trend' }), count('clicks')],
    [
      ['2026-11-16', 4],
      ['2026-11-18', 6],
    ],
  )
  const tile = answer(
    part(columns, [[1100]]),
    { before: part(columns, [[1000]]), trend },
    undefined,
    '2026-11-19T00:00:00Z',
  )
  const kpi = readKpi(scene(visual('KPIVisual', options), tile))
  expect(kpi).toMatchObject({
    text: '1,100',
    before: { text: '1,000', change: { direction: 'up', share: 0.1 } },
    trend: [4, 0, 6, 0],
  })
  expect(tell(visual('KPIVisual', options), tile)).toBe('Clicks 1,100, up by 10% against the period before.')
  const aimed = answer(part([...columns, count('target', 'TargetValues')], [[1100, 2200]]))
  expect(readKpi(scene(visual('KPIVisual'), aimed))).toMatchObject({
    progress: 0.5,
    before: { label: 'target', text: '2,200' },
  })
  const grouped = answer(
    part(
      [time('day', 'DAY', { well: 'TrendGroups' }), count('clicks')],
      [
        ['2026-11-21', 8],
        ['2026-11-22', 6],
      ],
    ),
  )
  expect(readKpi(scene(visual('KPIVisual'), grouped))).toMatchObject({
    text: '6',
    before: { text: '8', change: { share: -0.25 } },
  })
})

test('a funnel is of those before, and of the first', () => {
  const own = part(
    [group('step'), count('people')],
    [
      ['Viewed', 200],
      ['Added', 50],
      ['Ordered', 10],
    ],
  )
  const steps = readSteps(scene(visual('FunnelChartVisual'), answer(own)))
  expect(steps.map(({ ofFirst }) => ofFirst)).toEqual([1, 0.25, 0.05])
  expect(steps.map(({ ofPrevious }) => ofPrevious)).toEqual([null, 0.25, 0.2])
  const empty = part(
    [group('step'), count('people')],
    [
      ['Viewed', 0],
      ['Added', 0],
    ],
  )
  expect(readSteps(scene(visual('FunnelChartVisual'), answer(empty))).map(({ ofFirst }) => ofFirst)).toEqual([
    null,
    null,
  ])
})

test('bins without a value stand between the others', () => {
  const columns = [
    group('seconds', 'Values', { type: 'double' }),
    group('__end', 'Values', { type: 'double' }),
    count('__count'),
  ]
  const bins = readBins(
    scene(
      visual('HistogramVisual'),
      answer(
        part(columns, [
          [0, 60, 5],
          [180, 240, 2],
          [60, 120, 3],
        ]),
      ),
    ),
  )
  expect(bins.map(({ from, count }) => [from, count])).toEqual([
    [0, 5],
    [60, 3],
    [120, 0],
    [180, 2],
  ])
})

test('findings are sentences', () => {
  const own = part(
    [group('country'), count('Clicks', 'Value')],
    [
      ['IN', 30],
      ['US', 60],
      ['GB', 10],
    ],
  )
  const find = (computation: object, main = own) =>
    readFindings(
      scene(
        {
          InsightVisual: {
            VisualId: 'v',
            DataSetIdentifier: 'd',
            InsightConfiguration: { Computations: [computation as never] },
          },
        },
        answer(main),
      ),
    )
  expect(find({ TopBottomRanked: { ComputationId: 'c', Type: 'TOP', ResultSize: 2 } })).toMatchObject([
    { strong: 'United States', text: '60 clicks' },
    { strong: 'India', text: '30 clicks' },
  ])
  const shares = [group('referrer', 'Category'), { ...group('referrer', 'Category'), isKnown: true as const }].map(
    column => {
      const own = answer(part([column, count('Clicks', 'Value')], [['t.co', 21]]), {
        total: part([count('Clicks', 'Value')], [[100]]),
      })
      const computation = { TopBottomRanked: { ComputationId: 'c', Type: 'TOP', ResultSize: 1 } }
      const InsightConfiguration = { Computations: [computation as never] }
      return readFindings(
        scene({ InsightVisual: { VisualId: 'v', DataSetIdentifier: 'd', InsightConfiguration } }, own),
      )
    },
  )
  expect(shares.map(([found]) => found?.text)).toEqual(['21 clicks, 21% of all', '21 clicks, 21% of those known'])
  expect(find({ TotalAggregation: { ComputationId: 'c' } })).toMatchObject([{ strong: '100' }])
  const days = part(
    [time('day', 'DAY', { well: 'Time' }), count('Clicks', 'Value')],
    [
      ['2026-11-21', 8],
      ['2026-11-22', 6],
    ],
  )
  expect(find({ MaximumMinimum: { ComputationId: 'c', Type: 'MAXIMUM' } }, days)).toMatchObject([
    { strong: 'Sat, 21 Nov 2026' },
  ])
  expect(find({ PeriodOverPeriod: { ComputationId: 'c' } }, days)).toMatchObject([{ strong: '▼ 25%' }])
})

describe('tables', () => {
  const columns = [group('link', 'GroupBy'), group('url', 'GroupBy'), count('clicks')]
  const main = part(columns, [
    ['b', 'https://example.com/', 2],
    ['a10', 'javascript:alert(1)', 10],
    ['a9', null, null],
  ])
  const config = {
    FieldOptions: {
      SelectedFieldOptions: [{ FieldId: 'url', URLStyling: { LinkConfiguration: { Target: 'NEW_TAB', Content: {} } } }],
      Order: ['clicks', 'link'],
    },
    TableInlineVisualizations: [{ DataBars: { FieldId: 'clicks' } }],
  }
  const own: Scene = scene(visual('TableVisual', config), answer(main))

  test('columns stand in the order of the definition; bars, links', () => {
    const heads = readHeads(own)
    expect(heads.map(({ name }) => name)).toEqual(['clicks', 'link', 'url'])
    expect(readTableCell(own, main, main.rows[0]!, heads[0]!)).toMatchObject({ text: '2', bar: 0.2 })
    expect(readTableCell(own, main, main.rows[0]!, heads[2]!).href).toBe('https://example.com/')
    expect(readTableCell(own, main, main.rows[1]!, heads[2]!).href).toBeUndefined()
  })

  test('only http and https are links', () => {
    for (const text of [
      'javascript:alert(1)',
      ' https://x.example',
      'data:text/html,x',
      'https://',
      '//x.example',
      'ftp://x.example',
    ]) {
      expect(readHref(text)).toBeUndefined()
    }
  })

  test('sorted by words as people count, by numbers, and what is not there is last', () => {
    const links = (id: string, isDescending: boolean) =>
      sortRows(main, main.rows, { id, isDescending }).map(([link]) => link)
    expect(links('link', false)).toEqual(['a9', 'a10', 'b'])
    expect(links('clicks', true)).toEqual(['a10', 'b', 'a9'])
    expect(links('clicks', false)).toEqual(['b', 'a10', 'a9'])
    const [clicks] = readHeads(own)
    const first = turnOrder(clicks!, undefined)
    expect([first, turnOrder(clicks!, first)]).toEqual([
      { id: 'clicks', isDescending: true },
      { id: 'clicks', isDescending: false },
    ])
    expect(turnOrder(clicks!, turnOrder(clicks!, first))).toBeUndefined()
  })

  test('a pivot adds up what can be added', () => {
    const total = { TotalsVisibility: 'VISIBLE' }
    const rows = [
      ['paid', 'mobile', 3, 2],
      ['paid', 'desktop', 4, 2],
      ['ai', 'mobile', 5, 1],
    ]
    const fields = [
      group('channel', 'Rows'),
      group('device', 'Columns'),
      count('visits'),
      count('people', 'Values', { aggregation: 'DISTINCT_COUNT' }),
    ]
    const config = { TotalOptions: { RowTotalOptions: total, ColumnTotalOptions: total } }
    const pivot = readPivot(scene(visual('PivotTableVisual', config), answer(part(fields, rows))))
    expect(pivot.rows.map(({ cells, totals }) => [...cells, ...totals])).toEqual([
      ['3', '2', '4', '2', '7', '–'],
      ['5', '1', '–', '–', '5', '–'],
    ])
    expect(pivot.totals).toEqual(['8', '–', '4', '–', '12', '–'])
    expect(pivot.heads[0]).toEqual([
      { text: 'mobile', span: 2 },
      { text: 'desktop', span: 2 },
    ])
  })
})

test('flows never go round in a circle, and none is lost', () => {
  const place = fc.constantFrom('a', 'b', 'c', 'd', null)
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place, fc.integer({ min: 1, max: 99 })), { maxLength: 25 }), all => {
      const flows = all.map(([source, target, value]) => ({
        source: { value: source, isOther: false },
        target: { value: target, isOther: false },
        value,
      }))
      const { links } = layFlows(flows)
      expect(links.map(({ flow }) => flow)).toHaveLength(flows.length)
      let left = links.map(({ from, to }) => [from, to] as const)
      // Take away what nothing leads to, again and again: what remains in the end is a circle.
      for (let before = -1; before !== left.length; ) {
        before = left.length
        left = left.filter(([from]) => left.some(([, to]) => to === from))
      }
      expect(left).toEqual([])
    }),
  )
})

describe('the world', () => {
  test('no country lies across the whole of it', () => {
    const world = createRequire(import.meta.url)('world-atlas/countries-50m.json') as Topology<{
      countries: GeometryCollection
    }>
    const { features } = feature(world, world.objects.countries)
    for (const { geometry, id } of features) {
      if (id === '010' || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) continue
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      for (const ring of polygons.flat().flatMap(ring => splitRing(ring as unknown as Point[]))) {
        for (const [at, [x]] of ring.entries()) {
          expect(Math.abs(x)).toBeLessThanOrEqual(180.000001)
          expect(Math.abs(x - (ring[at - 1]?.[0] ?? x))).toBeLessThan(90)
        }
      }
    }
  })

  test('areas are true', () => {
    // A degree by a degree has cos(latitude) of its area at the equator.
    const size = (latitude: number) => {
      const [west] = [layFlat([0, latitude]), layFlat([1, latitude])]
      const width = layFlat([1, latitude])[0] - west[0]
      return width * (layFlat([0, latitude + 0.5])[1] - layFlat([0, latitude - 0.5])[1])
    }
    for (const latitude of [15, 40, 65, 80]) {
      expect(size(latitude) / size(0)).toBeCloseTo(Math.cos((latitude * Math.PI) / 180), 3)
    }
    expect(ASPECT).toBeCloseTo(2.316, 2)
  })
})

const two = [group('a', 'Source'), group('b', 'Destination'), count('n', 'Weight')]
const cross = [group('a', 'Rows'), group('b', 'Columns'), count('n')]
const DRAWN: readonly (readonly [
  keyof Visual,
  Draw,
  (rows: readonly (readonly [string | null, string | null, number])[]) => TileAnswer,
])[] = [
  ['LineChartVisual', drawLine, rows => answer(part([group('a'), group('b', 'Colors'), count('n')], rows))],
  ['BarChartVisual', drawBar, rows => answer(part([group('a'), group('b', 'Colors'), count('n')], rows))],
  [
    'ComboChartVisual',
    drawCombo,
    rows =>
      answer(
        part(
          [group('a'), group('b', 'Colors'), count('n', 'BarValues'), count('m', 'LineValues')],
          rows.map(row => [...row, row[2]]),
        ),
      ),
  ],
  [
    'PieChartVisual',
    drawPie,
    rows =>
      answer(
        part(
          [group('a'), count('n')],
          rows.map(([a, , n]) => [a, n]),
        ),
      ),
  ],
  ['HeatMapVisual', drawHeatmap, rows => answer(part(cross, rows))],
  ['SankeyDiagramVisual', drawSankey, rows => answer(part(two, rows))],
  [
    'HistogramVisual',
    drawHistogram,
    rows =>
      answer(
        part(
          [group('x', 'Values', { type: 'double' }), count('n')],
          rows.map(([, , n], at) => [at, n]),
        ),
      ),
  ],
  [
    'FilledMapVisual',
    drawMap,
    rows =>
      answer(
        part(
          [group('a', 'Geospatial'), count('n')],
          rows.map(([a, , n]) => [a, n]),
        ),
      ),
  ],
]

describe.each(DRAWN)('%s', (kind, draw, make) => {
  echarts.registerMap('world', '{"type":"FeatureCollection","features":[]}')
  test.each([
    ['nothing', []],
    ['one', [['IN', 'x', 1]]],
    [
      'all zero',
      [
        ['IN', 'x', 0],
        ['US', 'y', 0],
      ],
    ],
    [
      'below zero and huge',
      [
        ['IN', 'x', -5],
        ['US', 'y', 1e12],
      ],
    ],
    [
      'hostile',
      [
        [EVIL, '{a|b}', 3],
        ['__proto__', 'toString', 4],
        ['__proto__ and so on, much longer than there is room for', 'x', 4],
        [null, '__proto__', 4],
        ['constructor', EVIL, 2],
      ],
    ],
    ['many', Array.from({ length: 1500 }, (_, at) => [`c${at % 50}`, `d${at % 30}`, at])],
  ] as [string, [string | null, string | null, number][]][])('%s is drawn', (_, rows) => {
    const warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    const own = scene(visual(kind), make(rows))
    const drawing = draw(own)
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 480, height: 280 })
    chart.setOption({ ...drawing.option, animation: false })
    const svg = chart.renderToSVGString()
    chart.dispose()
    expect(svg).not.toContain('<img')
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(svg).not.toMatch(/NaN|Infinity|undefined|\[object/)
    expect(warnings.flatMap(({ mock }) => mock.calls)).toEqual([])
    expect(drawing.readTip({ seriesIndex: 0, dataIndex: 0 })?.title ?? '').not.toMatch(/NaN|undefined/)
    expect(tell(visual(kind), own.answer)).toMatch(rows.length === 0 ? /nothing in this period/ : /\w/)
    warnings.forEach(spy => void spy.mockRestore())
  })
})

test('what is picked by colour is told apart from what has no value', () => {
  const grid = readGrid(
    part(
      [group('a'), group('b', 'Colors'), count('n'), { ...OTHER, well: 'Colors' }],
      [
        ['x', null, 1, false],
        ['x', null, 2, true],
        ['x', 'c', 3, false],
      ],
    ),
  )
  expect(grid.series.map(({ group, values }) => [group?.value, group?.isOther, values])).toEqual([
    [null, false, [1]],
    ['c', false, [3]],
    [null, true, [2]],
  ])
})
