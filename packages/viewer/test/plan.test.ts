// Each kind of visual: a definition, the SQL made of it, what DuckDB answers, and what plain counting says.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Runner } from '../runner.ts'
import { takeApart } from '../trend.ts'
import {
  amount,
  ask,
  at,
  by,
  type Click,
  clicks,
  column,
  count,
  dashboardOf,
  distinct,
  openSample,
  orders,
  people,
  shown,
  sold,
  tally,
} from './sample.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await openSample()
})
afterAll(() => lake[Symbol.asyncDispose]())

const dayOf = ({ occurred_at }: { occurred_at: number }) => new Date(occurred_at).toISOString().slice(0, 10)
const byDay = [...Map.groupBy(shown, dayOf)].sort()
const total = (rows: readonly { value: number }[]) => rows.reduce((sum, { value }) => sum + value, 0)
const bar = (wells: object, sort: object = {}): Visual => ({
  BarChartVisual: {
    VisualId: 'v',
    ChartConfiguration: { FieldWells: { BarChartAggregatedFieldWells: wells }, SortConfiguration: sort },
  },
})
const limit = (ItemsLimit: number, OtherCategories: 'INCLUDE' | 'EXCLUDE' = 'INCLUDE') => ({
  ItemsLimit,
  OtherCategories,
})

describe('numbers', () => {
  const kpi = (options: object, wells: object = { Values: [count] }): Visual => ({
    KPIVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells, KPIOptions: options as never } },
  })

  test('one number is the total of the period', async () => {
    const { main, plan } = await ask(lake, dashboardOf(kpi({}, { Values: [count, people] })))
    expect(main).toEqual([[shown.length, distinct(shown)]])
    expect(Object.keys(plan.statements)).toEqual(['main'])
    expect(plan.period).toEqual({
      from: '2026-01-10',
      to: '2026-01-15',
      before_from: '2026-01-04',
      before_to: '2026-01-09',
    })
    expect(plan.is_utc).toBe(false)
  })

  test('with a sparkline its days come along, with a comparison the period before', async () => {
    const options = { Sparkline: { Visibility: 'VISIBLE', Type: 'AREA' }, Comparison: {} }
    const { part, plan } = await ask(lake, dashboardOf(kpi(options)))
    expect(await part('trend')).toEqual(byDay.map(([day, rows]) => [day, rows.length]))
    expect(plan.statements.trend!.columns[0]).toMatchObject({ granularity: 'DAY', type: 'date' })
    const before = clicks.filter(click => click.traffic === 'human' && dayOf(click) < '2026-01-10')
    expect(await part('before')).toEqual([[before.length]])
    expect(before.length).toBeGreaterThan(100)
  })

  test('the number and its days are of one reading', async () => {
    const options = { Sparkline: { Visibility: 'VISIBLE', Type: 'AREA' } }
    const one = await ask(lake, dashboardOf(kpi(options, { Values: [people] })))
    const { sql, parameters, columns } = one.plan.together!
    const answer = await lake.engine.run(sql, parameters)
    expect(columns.map(({ id }) => id)).toEqual(['__whole', '__time', 'people'])
    // People of several days are one of the whole, and one of each day.
    expect(takeApart(answer.rows)).toEqual({
      main: [[distinct(shown)]],
      trend: byDay.map(([day, rows]) => [day, distinct(rows)]),
    })
    const runner = new Runner({ engine: lake.engine, catalog: lake.catalog, completeUpTo: async () => null })
    const { parts, receipt } = await runner.run(one.plan, new AbortController().signal)
    expect([parts.main, parts.trend]).toMatchObject([
      { rows: one.main, columns: [{ id: 'people' }], isCut: false },
      { rows: await one.part('trend'), columns: [{ id: '__time' }, { id: 'people' }], isCut: false },
    ])
    expect(receipt.files_read).toBe(answer.receipt.files_read)
    // Where nothing happened the number is 0, and there are no days.
    const nobody = await ask(lake, dashboardOf(kpi(options)), { parameters: { country: ['XX'] } })
    const none = await runner.run(nobody.plan, new AbortController().signal)
    expect([none.parts.main.rows, none.parts.trend!.rows]).toEqual([[[0]], []])
    // A trend is of the first number alone.
    expect((await ask(lake, dashboardOf(kpi(options, { Values: [count, people] })))).plan.together).toBeUndefined()
  })

  test('with trend groups there is a row for each', async () => {
    const { main, plan } = await ask(
      lake,
      dashboardOf(kpi({ Comparison: {} }, { Values: [count], TrendGroups: [at('DAY')] })),
    )
    expect(main).toEqual(byDay.map(([day, rows]) => [day, rows.length]))
    expect(Object.keys(plan.statements)).toEqual(['main'])
  })

  test.each([
    ['SUM', total(sold).toFixed(4)],
    ['MIN', Math.min(...sold.map(each => each.value)).toFixed(4)],
    ['MAX', Math.max(...sold.map(each => each.value)).toFixed(4)],
    ['COUNT', sold.length],
    ['DISTINCT_COUNT', new Set(sold.map(each => each.value)).size],
    ['AVERAGE', total(sold) / sold.length],
  ])('%s', async (SimpleNumericalAggregation, expected) => {
    const { main } = await ask(lake, dashboardOf(kpi({}, { Values: [amount({ SimpleNumericalAggregation })] })))
    expect(main).toEqual([[expected]])
  })

  test('medians and percentiles are near, spreads exact', async () => {
    const values = sold.map(each => each.value).sort((a, b) => a - b)
    const near = async (aggregation: object) =>
      Number((await ask(lake, dashboardOf(kpi({}, { Values: [amount(aggregation)] })))).main[0]![0])
    expect(await near({ SimpleNumericalAggregation: 'MEDIAN' })).toBeCloseTo(values[Math.floor(values.length / 2)]!, -1)
    const ninth = values[Math.floor(values.length * 0.9)]!
    expect(Math.abs((await near({ PercentileAggregation: { PercentileValue: 90 } })) - ninth)).toBeLessThan(6)
    const mean = total(sold) / sold.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(await near({ SimpleNumericalAggregation: 'VARP' })).toBeCloseTo(variance, 6)
    expect(await near({ SimpleNumericalAggregation: 'STDEVP' })).toBeCloseTo(Math.sqrt(variance), 6)
  })
})

describe('lines', () => {
  const line = (wells: object, sort: object = {}): Visual => ({
    LineChartVisual: {
      VisualId: 'v',
      ChartConfiguration: { FieldWells: { LineChartAggregatedFieldWells: wells }, SortConfiguration: sort },
    },
  })

  test('by day, several values', async () => {
    const { main } = await ask(lake, dashboardOf(line({ Category: [at('DAY')], Values: [count, people] })))
    expect(main).toEqual(byDay.map(([day, rows]) => [day, rows.length, distinct(rows)]))
  })

  test('by hour, week and month', async () => {
    const hours = await ask(lake, dashboardOf(line({ Category: [at('HOUR')], Values: [count] })))
    const hourOf = ({ occurred_at }: Click) => new Date(occurred_at - (occurred_at % 3_600_000)).toISOString()
    const perHour = [...Map.groupBy(shown, hourOf)].map(([hour, rows]) => [hour, rows.length])
    expect(hours.main).toEqual(perHour)
    const weeks = await ask(lake, dashboardOf(line({ Category: [at('WEEK')], Values: [count] })))
    const first = shown.filter(click => dayOf(click) < '2026-01-12').length
    expect(weeks.main).toEqual([
      ['2026-01-05', first],
      ['2026-01-12', shown.length - first],
    ])
    const months = await ask(lake, dashboardOf(line({ Category: [at('MONTH')], Values: [count] })))
    expect(months.main).toEqual([['2026-01-01', shown.length]])
  })

  test('colours: the greatest, and one line for the others', async () => {
    const sort = { ColorItemsLimitConfiguration: limit(2) }
    const { main, plan } = await ask(
      lake,
      dashboardOf(line({ Category: [at('DAY')], Colors: [by('country')], Values: [count] }, sort)),
    )
    const top = tally(shown, click => click.country)
      .slice(0, 2)
      .map(([country]) => country)
    const expected = byDay.flatMap(([day, rows]) => [
      ...top.map(country => [day, country, rows.filter(row => row.country === country).length, false]),
      [day, null, rows.filter(row => !top.includes(row.country)).length, true],
    ])
    expect(main).toEqual(expected)
    expect(plan.statements.main.columns.at(-1)).toMatchObject({ id: '__other', role: 'other', well: 'Colors' })
  })
})

describe('bars', () => {
  test('the greatest first, what has no value among them', async () => {
    const { main } = await ask(lake, dashboardOf(bar({ Category: [by('country')], Values: [count] })))
    expect(main).toEqual(tally(shown, click => click.country))
    expect(main.some(([country]) => country === null)).toBe(true)
  })

  test('others are counted again, not added up', async () => {
    const sort = { CategoryItemsLimit: limit(3) }
    const { main, plan } = await ask(
      lake,
      dashboardOf(bar({ Category: [by('country')], Values: [people, count] }, sort)),
    )
    const groups = [...Map.groupBy(shown, click => click.country)]
      .map(([country, rows]) => ({ country, rows, people: distinct(rows) }))
      .sort((a, b) => b.people - a.people || (a.country ?? '~').localeCompare(b.country ?? '~'))
    const rest = groups.slice(3).flatMap(({ rows }) => rows)
    expect(main).toEqual([
      ...groups.slice(0, 3).map(({ country, rows, people: n }) => [country, n, rows.length, false]),
      [null, distinct(rest), rest.length, true],
    ])
    const added = groups.slice(3).reduce((sum, { people: n }) => sum + n, 0)
    expect(distinct(rest)).toBeLessThan(added)
    expect(plan.statements.main.columns.map(({ id }) => id)).toEqual(['country', 'people', 'clicks', '__other'])
  })

  test('a counting expression is put together from groups, too: the rows are read once', async () => {
    const wells = (expression: string) => ({
      Category: [by('country')],
      Values: [{ CalculatedMeasureField: { FieldId: 'counted', Expression: expression } }],
    })
    const sort = { CategoryItemsLimit: limit(3) }
    const { main, plan } = await ask(
      lake,
      dashboardOf(bar(wells("countIf({occurred_at}, {device_type} = 'mobile')"), sort)),
    )
    const mobile = tally(
      shown.filter(click => click.device_type === 'mobile'),
      click => click.country,
    )
    const rest = mobile.slice(3).reduce((sum, [, n]) => sum + n, 0)
    expect(main).toEqual([...mobile.slice(0, 3).map(row => [...row, false]), [null, rest, true]])
    expect(plan.statements.main.sql).toContain('grouped as')
    const share = await ask(lake, dashboardOf(bar(wells("avgIf(1, {device_type} = 'mobile')"), sort)))
    expect(share.plan.statements.main.sql).not.toContain('grouped as')
  })

  test('sums, the least and the greatest are put together from groups', async () => {
    const wells = {
      Category: [{ CategoricalDimensionField: { FieldId: 'order', Column: column('order_id', 'orders') } }],
      Values: [
        amount({ SimpleNumericalAggregation: 'SUM' }),
        {
          NumericalMeasureField: {
            ...amount({ SimpleNumericalAggregation: 'MIN' }).NumericalMeasureField,
            FieldId: 'least',
          },
        },
      ],
    }
    const { main, plan } = await ask(lake, dashboardOf(bar(wells, { CategoryItemsLimit: limit(5) })))
    expect(plan.statements.main.sql).toContain('grouped as')
    const rest = [...sold].sort((a, b) => b.value - a.value || (a.order_id < b.order_id ? -1 : 1)).slice(5)
    const least = Math.min(...rest.map(each => each.value))
    expect(main).toHaveLength(6)
    expect(main.at(-1)).toEqual([null, total(rest).toFixed(4), least.toFixed(4), true])
  })

  test('without others what is beyond the limit is known to be there', async () => {
    const sort = { CategoryItemsLimit: limit(3, 'EXCLUDE') }
    const { main, plan } = await ask(lake, dashboardOf(bar({ Category: [by('country')], Values: [count] }, sort)))
    expect(main).toEqual(tally(shown, click => click.country).slice(0, 4))
    expect(plan.statements.main.limit).toBe(3)
  })

  test('in the order of the names, from the end', async () => {
    const sort = { CategorySort: [{ FieldSort: { FieldId: 'short_code', Direction: 'DESC' } }] }
    const { main } = await ask(lake, dashboardOf(bar({ Category: [by('short_code')], Values: [count] }, sort)))
    expect(main.map(([code]) => code)).toEqual([...new Set(shown.map(each => each.short_code))].sort().reverse())
  })

  test('two groups: the whole decides the order, and where the limits are', async () => {
    const sort = {
      CategorySort: [{ FieldSort: { FieldId: 'clicks', Direction: 'DESC' } }],
      CategoryItemsLimit: limit(2),
      ColorItemsLimit: limit(1),
    }
    const wells = { Category: [by('country')], Colors: [by('device_type')], Values: [people] }
    const { main } = await ask(lake, dashboardOf(bar({ ...wells, Values: [people, count] }, sort)))
    const top = tally(shown, each => each.country)
      .slice(0, 2)
      .map(([country]) => country)
    const devices = [...Map.groupBy(shown, each => each.device_type)].sort(([, a], [, b]) => distinct(b) - distinct(a))
    const device = devices[0]![0]
    const of = (isTop: (each: Click) => boolean, isDevice: boolean) => {
      const rows = shown.filter(each => isTop(each) && (each.device_type === device) === isDevice)
      return [distinct(rows), rows.length]
    }
    expect(main).toEqual([
      ...top.flatMap(country => [
        [country, device, ...of(each => each.country === country, true), false, false],
        [country, null, ...of(each => each.country === country, false), false, true],
      ]),
      [null, device, ...of(each => !top.includes(each.country), true), true, false],
      [null, null, ...of(each => !top.includes(each.country), false), true, true],
    ])
  })
})

test('combo: bars and lines', async () => {
  const money = amount({ SimpleNumericalAggregation: 'SUM' })
  const number = {
    NumericalMeasureField: { ...amount({ SimpleNumericalAggregation: 'COUNT' }).NumericalMeasureField, FieldId: 'n' },
  }
  const day = {
    DateDimensionField: { FieldId: 'day', Column: column('occurred_at', 'orders'), DateGranularity: 'DAY' },
  } as const
  const wells = { Category: [day], BarValues: [money], LineValues: [number] }
  const visual = {
    ComboChartVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { ComboChartAggregatedFieldWells: wells } } },
  }
  const { main } = await ask(lake, dashboardOf(visual))
  const days = [...Map.groupBy(sold, dayOf)].sort()
  expect(main).toEqual(
    days.map(([name, rows]) => [name, total(rows).toFixed(4), rows.length]).sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
  )
})

test('pie: what shares are of comes along where the slices do not add up to it', async () => {
  const pie = (value: object): Visual => ({
    PieChartVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { PieChartAggregatedFieldWells: { Category: [by('device_type')], Values: [value as never] } },
      },
    },
  })
  const counted = await ask(lake, dashboardOf(pie(count)))
  expect(counted.main).toEqual(tally(shown, each => each.device_type))
  expect(counted.plan.statements.total).toBeUndefined()
  const { part } = await ask(lake, dashboardOf(pie(people)))
  expect(await part('total')).toEqual([[distinct(shown)]])
})

test('funnel, filled map: groups by value', async () => {
  const funnel = { Category: [by('device_type')], Values: [count] }
  const steps = await ask(
    lake,
    dashboardOf({
      FunnelChartVisual: {
        VisualId: 'v',
        ChartConfiguration: { FieldWells: { FunnelChartAggregatedFieldWells: funnel } },
      },
    }),
  )
  expect(steps.main).toEqual(tally(shown, each => each.device_type))
  const map = { Geospatial: [by('country')], Values: [people] }
  const countries = await ask(
    lake,
    dashboardOf({
      FilledMapVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { FilledMapAggregatedFieldWells: map } } },
    }),
  )
  const expected = [...Map.groupBy(shown, each => each.country)].map(([key, rows]) => [key, distinct(rows)])
  expect(new Map(countries.main as never)).toEqual(new Map(expected as never))
})

describe('tables', () => {
  const table = (wells: object, more: object = {}): Visual => ({
    TableVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: wells, ...more } },
  })

  test('groups in order, with totals', async () => {
    const wells = {
      TableAggregatedFieldWells: { GroupBy: [by('short_code'), by('device_type')], Values: [people, count] },
    }
    const RowSort = [
      { FieldSort: { FieldId: 'clicks', Direction: 'DESC' } },
      { FieldSort: { FieldId: 'short_code', Direction: 'ASC' } },
    ]
    const more = { SortConfiguration: { RowSort }, TotalOptions: { TotalsVisibility: 'VISIBLE' } }
    const { main, part } = await ask(lake, dashboardOf(table(wells, more)))
    const groups = [...Map.groupBy(shown, each => JSON.stringify([each.short_code, each.device_type]))]
      .map(([key, rows]) => [...JSON.parse(key), distinct(rows), rows.length])
      .sort((a, b) => b[3] - a[3] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1))
    expect(main).toEqual(groups)
    expect(await part('total')).toEqual([[distinct(shown), shown.length]])
  })

  test('rows as they are, within a page', async () => {
    const cells = ['occurred_at', 'short_code', 'country'].map(name => ({ FieldId: name, Column: column(name) }))
    const SortConfiguration = {
      RowSort: [{ FieldSort: { FieldId: 'occurred_at', Direction: 'DESC' } }],
      PaginationConfiguration: { PageSize: 10, PageNumber: 1 },
    }
    const wells = { TableUnaggregatedFieldWells: { Values: cells } }
    const { main, plan } = await ask(lake, dashboardOf(table(wells, { SortConfiguration })))
    const expected = [...shown].sort((a, b) => b.occurred_at - a.occurred_at).slice(0, 11)
    expect(main).toEqual(
      expected.map(each => [new Date(each.occurred_at).toISOString(), each.short_code, each.country]),
    )
    expect(plan.statements.main.limit).toBe(10)
  })
})

test('pivot table: rows and columns in their order, with the grand total', async () => {
  const wells = { Rows: [by('short_code')], Columns: [by('device_type')], Values: [count] }
  const Field = { FieldId: 'clicks', Direction: 'DESC' } as const
  const visual: Visual = {
    PivotTableVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { PivotTableAggregatedFieldWells: wells },
        SortConfiguration: { FieldSortOptions: [{ FieldId: 'short_code', SortBy: { Field } }] },
        TotalOptions: { RowTotalOptions: { TotalsVisibility: 'VISIBLE' } },
      },
    },
  }
  const { main, part } = await ask(lake, dashboardOf(visual))
  const expected = tally(shown, each => each.short_code).flatMap(([code]) =>
    ['desktop', 'mobile', 'tablet'].flatMap(device => {
      const found = shown.filter(each => each.short_code === code && each.device_type === device).length
      return found === 0 ? [] : [[code, device, found]]
    }),
  )
  expect(main).toEqual(expected)
  expect(await part('total')).toEqual([[shown.length]])
})

test('heat map: a calculated weekday in the order of its number', async () => {
  const CalculatedFields = [
    {
      DataSetIdentifier: 'clicks',
      Name: 'number',
      Expression: "ifelse(extract('WD', {occurred_at}) = 1, 7, extract('WD', {occurred_at}) - 1)",
    },
    {
      DataSetIdentifier: 'clicks',
      Name: 'weekday',
      Expression: "ifelse({number} = 1, 'Mon', {number} = 6, 'Sat', {number} = 7, 'Sun', 'other')",
    },
    { DataSetIdentifier: 'clicks', Name: 'hour', Expression: "extract('HH', {occurred_at})" },
  ]
  const hour = { NumericalDimensionField: { FieldId: 'hour', Column: column('hour') } }
  const AggregationFunction = { NumericalAggregationFunction: { SimpleNumericalAggregation: 'MIN' } } as const
  const visual: Visual = {
    HeatMapVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { HeatMapAggregatedFieldWells: { Rows: [by('weekday')], Columns: [hour], Values: [count] } },
        SortConfiguration: {
          HeatMapRowSort: [{ ColumnSort: { SortBy: column('number'), Direction: 'ASC', AggregationFunction } }],
        },
      },
    },
  }
  for (const [zone, offset] of [
    ['UTC', 0],
    ['Asia/Kolkata', 330],
  ] as const) {
    const { main } = await ask(
      lake,
      dashboardOf(visual, { CalculatedFields }),
      { parameters: { from: ['2026-01-09'], to: ['2026-01-15'] } },
      zone,
    )
    const moved = clicks
      .map(each => ({ ...each, date: new Date(each.occurred_at + offset * 60_000) }))
      .filter(
        each =>
          each.traffic === 'human' && each.date.toISOString() >= '2026-01-09' && each.date.toISOString() < '2026-01-16',
      )
    const names = ['Mon', 'other', 'Sat', 'Sun']
    const nameOf = (date: Date) => ({ 0: 'Sun', 1: 'Mon', 6: 'Sat' })[date.getUTCDay()] ?? 'other'
    const expected = names.flatMap(name =>
      Array.from({ length: 24 }, (_, i) => i).flatMap(i => {
        const found = moved.filter(({ date }) => nameOf(date) === name && date.getUTCHours() === i).length
        return found === 0 ? [] : [[name, i, found]]
      }),
    )
    expect(main).toEqual(expected)
  }
})

describe('histograms', () => {
  const histogram = (BinOptions: object): Visual => ({
    HistogramVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { HistogramAggregatedFieldWells: { Values: [amount()] } },
        BinOptions: BinOptions as never,
      },
    },
  })

  test('bins of a width', async () => {
    const { main, plan } = await ask(
      lake,
      dashboardOf(histogram({ SelectedBinType: 'BIN_WIDTH', BinWidth: { Value: 25 } })),
    )
    const bins = Map.groupBy(sold, ({ value }) => Math.floor(value / 25) * 25)
    expect(main).toEqual([...bins].sort(([a], [b]) => a - b).map(([start, rows]) => [start, start + 25, rows.length]))
    expect(plan.statements.main.columns.map(({ id }) => id)).toEqual(['amount', '__end', '__count'])
  })

  test('a number of bins, the greatest value within the last', async () => {
    const { main } = await ask(lake, dashboardOf(histogram({ SelectedBinType: 'BIN_COUNT', BinCount: { Value: 4 } })))
    const values = sold.map(each => each.value)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const width = (most - least) / 4
    const bins = Map.groupBy(values, value => Math.min(3, Math.floor((value - least) / width)))
    expect(main.map(row => row[2])).toEqual([...bins].sort(([a], [b]) => a - b).map(([, rows]) => rows.length))
    expect(main.at(-1)![1]).toBeCloseTo(most, 9)
  })
})

test('sankey: the widest flow first, with the others of either side', async () => {
  const wells = { Source: [by('country')], Destination: [by('device_type')], Weight: [count] }
  const visual: Visual = {
    SankeyDiagramVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { SankeyDiagramAggregatedFieldWells: wells },
        SortConfiguration: { SourceItemsLimit: limit(2), DestinationItemsLimit: limit(5) },
      },
    },
  }
  const { main } = await ask(lake, dashboardOf(visual))
  const top = tally(shown, each => each.country)
    .slice(0, 2)
    .map(([country]) => country)
  const flows = Map.groupBy(shown, each =>
    JSON.stringify([top.includes(each.country) ? each.country : 'rest', each.device_type]),
  )
  expect(main.map(row => row[2])).toEqual([...flows.values()].map(rows => rows.length).sort((a, b) => b - a))
  for (const [country, device, n, isRest] of main) {
    expect(flows.get(JSON.stringify([isRest ? 'rest' : country, device]))).toHaveLength(Number(n))
  }
})

describe('insights', () => {
  const insight = (...Computations: object[]): Visual => ({
    InsightVisual: {
      VisualId: 'v',
      DataSetIdentifier: 'clicks',
      InsightConfiguration: { Computations: Computations as never },
    },
  })

  test('the first of a ranking, and what it is a part of', async () => {
    const ranked = {
      TopBottomRanked: { ComputationId: 'a', Category: by('country'), Value: count, ResultSize: 2, Type: 'TOP' },
    }
    const { main, part, plan } = await ask(
      lake,
      dashboardOf(insight(ranked, { TotalAggregation: { ComputationId: 'b', Value: count } })),
    )
    expect(main.slice(0, plan.statements.main.limit)).toEqual(tally(shown, each => each.country).slice(0, 2))
    expect(await part('total')).toEqual([[shown.length]])
  })

  test('a total alone, and times in order', async () => {
    const alone = await ask(lake, dashboardOf(insight({ TotalAggregation: { ComputationId: 'b', Value: people } })))
    expect(alone.main).toEqual([[distinct(shown)]])
    const peak = { MaximumMinimum: { ComputationId: 'a', Time: at('DAY'), Value: count, Type: 'MAXIMUM' } }
    const { main } = await ask(lake, dashboardOf(insight(peak)))
    expect(main).toEqual(byDay.map(([day, rows]) => [day, rows.length]))
  })
})

test('the sample has what the tests are about', () => {
  expect(orders.length).toBeGreaterThan(sold.length)
  expect(shown.length).toBeGreaterThan(400)
})
