// What a person chooses: parameters, filters, picks, drills, zones, and what cannot be chosen.
import type { Filter, Visual } from '@aws-sdk/client-quicksight'
import type { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLocal } from '../local.ts'
import { planVisual, writeLiterals } from '../plan.ts'
import { NO_CHOICE, readState, writeState } from '../state.ts'
import {
  ask,
  askControl,
  at,
  by,
  type Click,
  clicks,
  column,
  count,
  dashboardOf,
  datasets,
  openSample,
  shown,
  sold,
  tally,
} from './sample.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await openSample()
})
afterAll(() => lake[Symbol.asyncDispose]())

const bar = (category: object = by('short_code'), more: object = {}): Visual => ({
  BarChartVisual: {
    VisualId: 'v',
    ...more,
    ChartConfiguration: {
      FieldWells: { BarChartAggregatedFieldWells: { Category: [category as never], Values: [count] } },
    },
  },
})
const kpi: Visual = { KPIVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { Values: [count] } } } }
const one = async (state: object, visual = kpi, zone?: string) =>
  (await ask(lake, dashboardOf(visual), state, zone)).main

describe('parameters', () => {
  test('several values, none, and the default of one', async () => {
    const human = (rows: readonly Click[]) => rows.length
    expect(await one({ parameters: { country: ['IN', 'DE'] } })).toEqual([
      [human(shown.filter(each => ['IN', 'DE'].includes(each.country!)))],
    ])
    const inPeriod = clicks.filter(
      each =>
        new Date(each.occurred_at).toISOString() >= '2026-01-10' &&
        new Date(each.occurred_at).toISOString() < '2026-01-16',
    )
    expect(await one({ parameters: { traffic: [] } })).toEqual([[inPeriod.length]])
    expect(await one({ parameters: { traffic: ['bot'] } })).toEqual([[inPeriod.length - shown.length]])
  })

  test('hostile values are no more than values', async () => {
    for (const value of [
      "'; drop table events; --",
      "o'neil.example",
      '" or 1=1',
      '%',
      'größe',
      '?',
      '\\',
      'a\nb',
      '\u0000',
    ]) {
      const { plan, main } = await ask(lake, dashboardOf(kpi), { parameters: { country: [value] } })
      expect(main).toEqual([[0]])
      if (value.length > 1) expect(plan.statements.main.sql).not.toContain(value)
      expect(plan.statements.main.parameters.at(-2)!.value).toBe(value)
      // Written in, it is still one text; a text with a zero in it cannot be written.
      if (value === '\u0000') continue
      const { rows } = await lake.engine.run(
        writeLiterals(plan.statements.main.sql, plan.statements.main.parameters),
        [],
      )
      expect(rows).toEqual([[0]])
    }
  })

  test.each([
    [{ from: ['2026-02-30'] }, /^from: expected a day or time .*, got "2026-02-30"/],
    [{ from: ['2026-01-15'], to: ['2026-01-10'] }, /^to: expected 2026-01-15 .*, got 2026-01-10/],
    [{ from: ['yesterday'] }, /^from: expected a day or time/],
    [{ country: Array.from({ length: 300 }, String) }, /^country: expected at most 200 values, got 300/],
  ])('%j is refused', async (parameters, message) => {
    await expect(one({ parameters })).rejects.toThrow(
      expect.objectContaining({ name: 'StateError', message: expect.stringMatching(message) }),
    )
  })

  test('a zone that is none is refused', async () => {
    for (const zone of ['Mars/Base', "UTC'", '']) {
      await expect(one({ zone })).rejects.toThrow(/zone: expected a name such as Asia\/Kolkata/)
    }
  })

  test('a filter for a column that the data set does not have leaves it alone, and is said', async () => {
    const value = {
      CategoricalMeasureField: { FieldId: 'n', Column: column('order_id', 'orders'), AggregationFunction: 'COUNT' },
    } as const
    const visual: Visual = { KPIVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { Values: [value] } } } }
    const { main, plan } = await ask(lake, dashboardOf(visual), { parameters: { link: ['sale'], country: ['IN'] } })
    expect(main).toEqual([[sold.filter(each => each.country === 'IN').length]])
    expect(plan.unfiltered).toEqual(['link'])
  })
})

describe('zones', () => {
  const line = (granularity: 'DAY' | 'HOUR'): Visual => ({
    LineChartVisual: {
      VisualId: 'v',
      ChartConfiguration: {
        FieldWells: { LineChartAggregatedFieldWells: { Category: [at(granularity)], Values: [count] } },
      },
    },
  })

  test.each(['Asia/Kolkata', 'America/New_York', 'Pacific/Kiritimati'])('days of %s', async zone => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
    const dayOf = (click: Click) => parts.format(click.occurred_at)
    const local = clicks.filter(
      each => each.traffic === 'human' && dayOf(each) >= '2026-01-10' && dayOf(each) <= '2026-01-14',
    )
    const expected = [...Map.groupBy(local, dayOf)].sort().map(([day, rows]) => [day, rows.length])
    const parameters = { from: ['2026-01-10'], to: ['2026-01-14'] }
    expect(await one({ parameters }, line('DAY'), zone)).toEqual(expected)
    expect(await one({ parameters, zone }, line('DAY'))).toEqual(expected)
  })

  test('hours on the clock of a zone half an hour off', async () => {
    const rows = await one({ parameters: { from: ['2026-01-12'], to: ['2026-01-12'] } }, line('HOUR'), 'Asia/Kolkata')
    expect(rows).toHaveLength(24)
    const { columns } = (await ask(lake, dashboardOf(line('HOUR')))).plan.statements.main
    expect(writeLocal(columns, rows)[0]![0]).toBe('2026-01-12T00:00:00.000')
    const start = Date.parse('2026-01-11T18:30:00Z')
    const first = clicks.filter(
      each => each.traffic === 'human' && each.occurred_at >= start && each.occurred_at < start + 3_600_000,
    )
    expect(rows[0]![1]).toBe(first.length)
  })

  test('a moment is exact, and the last minutes end now', async () => {
    const from = Date.parse('2026-01-12T09:30:00Z')
    const within = shown.filter(each => each.occurred_at >= from && each.occurred_at < from + 2 * 3_600_000)
    const parameters = { from: ['2026-01-12T09:30'], to: ['2026-01-12T11:30'] }
    expect(await one({ parameters })).toEqual([[within.length]])
    const { plan } = await ask(lake, dashboardOf(kpi), { parameters: { from: ['-6h'], to: ['now'] } })
    expect(plan.period).toMatchObject({ from: '2026-01-16T14:10:00.000Z', to: '2026-01-16T20:11:00.000Z' })
  })
})

test('compare: as long a period, just before', async () => {
  const { part, plan } = await ask(lake, dashboardOf(bar()), {
    compare: true,
    parameters: { from: ['2026-01-13'], to: ['2026-01-14'] },
  })
  expect(plan.period).toMatchObject({ before_from: '2026-01-11', before_to: '2026-01-12' })
  const dayOf = (each: Click) => new Date(each.occurred_at).toISOString().slice(0, 10)
  const before = shown.filter(each => ['2026-01-11', '2026-01-12'].includes(dayOf(each)))
  expect(await part('before')).toEqual(tally(before, each => each.short_code))
})

describe('picks', () => {
  test('a mark filters the others, not its own visual', async () => {
    const picks = [{ visual: 'map', column: 'country', value: 'IN' }]
    expect(await one({ picks })).toEqual([[shown.filter(each => each.country === 'IN').length]])
    expect(await one({ picks: [{ ...picks[0]!, visual: 'v' }] })).toEqual([[shown.length]])
    expect(await one({ picks: [{ visual: 'map', column: 'nothing', value: 'IN' }] })).toEqual([[shown.length]])
  })

  test('what has no value, several marks of one visual, and a day', async () => {
    expect(await one({ picks: [{ visual: 'map', column: 'country', value: null }] })).toEqual([
      [shown.filter(each => each.country === null).length],
    ])
    const picks = [
      { visual: 'map', column: 'country', value: 'IN' },
      { visual: 'map', column: 'country', value: 'US' },
      { visual: 'line', column: 'occurred_at', value: '2026-01-12', granularity: 'DAY' },
    ]
    const start = Date.parse('2026-01-11T18:30:00Z')
    const expected = clicks.filter(
      each =>
        each.traffic === 'human' &&
        ['IN', 'US'].includes(each.country!) &&
        each.occurred_at >= start &&
        each.occurred_at < start + 86_400_000,
    )
    expect(await one({ picks }, kpi, 'Asia/Kolkata')).toEqual([[expected.length]])
  })

  test('a value that is none of the type is refused', async () => {
    const picks = [{ visual: 'line', column: 'occurred_at', value: "x' or 1", granularity: 'DAY' }]
    await expect(one({ picks })).rejects.toThrow(/occurred_at: expected a time such as/)
  })
})

describe('drills', () => {
  const devices = bar(by('device_type', { HierarchyId: 'devices' }), {
    ColumnHierarchies: [
      { ExplicitHierarchy: { HierarchyId: 'devices', Columns: [column('device_type'), column('os')] } },
    ],
  })
  const years = bar(at('YEAR', { HierarchyId: 'times' }), {
    ColumnHierarchies: [{ DateTimeHierarchy: { HierarchyId: 'times' } }],
  })

  test('down to the next column', async () => {
    const { main, plan } = await ask(lake, dashboardOf(devices), { drills: { v: ['mobile'] } })
    expect(main).toEqual(
      tally(
        shown.filter(each => each.device_type === 'mobile'),
        each => each.os,
      ),
    )
    expect(plan.statements.main.columns[0]).toMatchObject({ id: 'device_type', column: 'os' })
    await expect(one({ drills: { v: ['mobile', 'iOS'] } }, devices)).rejects.toThrow(
      /drill: expected at most 1 values for v, got 2/,
    )
    await expect(one({ drills: { v: ['mobile'] } }, kpi)).rejects.toThrow(/which has no hierarchy/)
  })

  test('down in time', async () => {
    const rows = await one({ drills: { v: ['2026-01-01', '2026-01-01', '2026-01-12'] } }, years)
    const start = Date.parse('2026-01-12T00:00:00Z')
    const day = shown.filter(each => each.occurred_at >= start && each.occurred_at < start + 86_400_000)
    const hours = Map.groupBy(day, each => new Date(each.occurred_at - (each.occurred_at % 3_600_000)).toISOString())
    expect(rows).toEqual([...hours].map(([hour, found]) => [hour, found.length]))
  })
})

describe('a short period', () => {
  const more = { ColumnHierarchies: [{ DateTimeHierarchy: { HierarchyId: 'times' } }] }
  const days = bar(at('DAY', { HierarchyId: 'times' }), more)
  const levelOf = async (state: object, visual = days, zone = 'UTC') =>
    (await ask(lake, dashboardOf(visual), state, zone)).plan.statements.main.columns[0]!.granularity

  test.each([
    ['today', 'today', 'HOUR'],
    ['-1d', 'today', 'HOUR'],
    ['-48h', 'now', 'HOUR'],
    ['-50h', 'now', 'DAY'],
    ['-2d', 'today', 'DAY'],
  ])('%s to %s begins at %s', async (from, to, level) => {
    expect(await levelOf({ parameters: { from: [from], to: [to] } })).toBe(level)
  })

  test('two days are two days where the clocks go back in them', async () => {
    const parameters = { from: ['2025-10-25'], to: ['2025-10-26'] }
    expect(await levelOf({ parameters }, days, 'Europe/Berlin')).toBe('HOUR')
  })

  test('its hours are counted, and those of the day before where it compares', async () => {
    const parameters = { from: ['2026-01-15'], to: ['2026-01-15'] }
    const hoursOf = (day: string) => {
      const rows = shown.filter(each => new Date(each.occurred_at).toISOString().startsWith(day))
      const hour = ({ occurred_at }: Click) => new Date(occurred_at - (occurred_at % 3_600_000)).toISOString()
      return [...Map.groupBy(rows, hour)].map(([at, found]) => [at, found.length])
    }
    const { main, part } = await ask(lake, dashboardOf(days), { parameters, compare: true })
    expect(main).toEqual(hoursOf('2026-01-15'))
    expect(await part('before')).toEqual(hoursOf('2026-01-14'))
  })

  test('what is not the time of the period, or has no way down, stays', async () => {
    const parameters = { from: ['today'], to: ['today'] }
    const created = { DateDimensionField: { ...at('DAY').DateDimensionField, Column: column('created_at') } }
    created.DateDimensionField = { ...created.DateDimensionField, HierarchyId: 'times' } as never
    expect(await levelOf({ parameters }, bar(created, more))).toBe('DAY')
    expect(await levelOf({ parameters }, bar(at('DAY')))).toBe('DAY')
  })

  test('a value means the same in every period', async () => {
    const week = { from: ['2026-01-10'], to: ['2026-01-15'] }
    for (const parameters of [week, { from: ['2026-01-15'], to: ['2026-01-15'] }]) {
      const hour = await ask(lake, dashboardOf(days), { parameters, drills: { v: ['2026-01-15T05:00:00'] } })
      expect(hour.plan.statements.main.columns[0]!.granularity).toBe('MINUTE')
      expect(hour.plan.drilled).toEqual({ value: '2026-01-15T05:00:00', granularity: 'HOUR' })
      const day = await ask(lake, dashboardOf(days), { parameters, drills: { v: ['2026-01-15'] }, compare: true })
      expect(day.plan.statements.main.columns[0]!.granularity).toBe('HOUR')
      expect(day.plan.drilled).toEqual({ value: '2026-01-15', granularity: 'DAY' })
      expect(day.plan.statements.before).toBeUndefined()
    }
  })
})

test('a sentence about what is known says so', () => {
  const top = {
    ...{ ComputationId: 'c', Category: by('country'), Value: count },
    ...{ ResultSize: 1, Type: 'TOP' },
  }
  const computations = [{ TopBottomRanked: top }]
  const InsightVisual = {
    VisualId: 'v',
    DataSetIdentifier: 'clicks',
    InsightConfiguration: { Computations: computations as never },
  }
  const planOf = (NullOption: 'NON_NULLS_ONLY' | 'ALL_VALUES', VisualIds: string[]) => {
    const Configuration = { FilterListConfiguration: { MatchOperator: 'CONTAINS', NullOption } } as const
    const scope = [{ SheetId: 'sheet', Scope: 'SELECTED_VISUALS' as const, VisualIds }]
    const group = {
      ...{ FilterGroupId: 'known', CrossDataset: 'SINGLE_DATASET' as const },
      ScopeConfiguration: { SelectedSheets: { SheetVisualScopingConfigurations: scope } },
      Filters: [{ CategoryFilter: { FilterId: 'known', Column: column('country'), Configuration } }],
    }
    const dashboard = dashboardOf({ InsightVisual }, { FilterGroups: [group] })
    return planVisual(dashboard, 'v', NO_CHOICE, { datasets, zone: 'UTC' }).statements.main.columns[0]!.isKnown
  }
  expect(planOf('NON_NULLS_ONLY', ['v'])).toBe(true)
  expect(planOf('NON_NULLS_ONLY', ['w'])).toBeUndefined()
  expect(planOf('ALL_VALUES', ['v'])).toBeUndefined()
})

describe('filters', () => {
  const filtered = async (Filters: Filter[], more: object = {}) => {
    const group = { FilterGroupId: 'g', CrossDataset: 'SINGLE_DATASET', ScopeConfiguration: { AllSheets: {} } } as const
    const dashboard = dashboardOf(kpi, { FilterGroups: [{ ...group, Filters, ...more }] })
    return Number((await ask(lake, dashboard)).main[0]![0])
  }
  const category = (Configuration: object, name = 'referrer_host'): Filter => ({
    CategoryFilter: { FilterId: 'f', Column: column(name), Configuration: Configuration as never },
  })
  const n = (test: (click: Click) => boolean) => shown.filter(test).length
  const host = (each: Click) => each.referrer_host

  test.each<[string, object, (click: Click) => boolean]>([
    [
      'list',
      { FilterListConfiguration: { MatchOperator: 'CONTAINS', CategoryValues: ['t.co', "o'neil.example"] } },
      each => ['t.co', "o'neil.example"].includes(host(each)!),
    ],
    [
      'not in a list, with those without',
      {
        FilterListConfiguration: {
          MatchOperator: 'DOES_NOT_CONTAIN',
          CategoryValues: ['t.co'],
          NullOption: 'ALL_VALUES',
        },
      },
      each => host(each) !== 't.co',
    ],
    [
      'not in a list, without those',
      {
        FilterListConfiguration: {
          MatchOperator: 'DOES_NOT_CONTAIN',
          CategoryValues: ['t.co'],
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => host(each) !== null && host(each) !== 't.co',
    ],
    [
      'all that have a value',
      {
        FilterListConfiguration: {
          MatchOperator: 'CONTAINS',
          SelectAllOptions: 'FILTER_ALL_VALUES',
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => host(each) !== null,
    ],
    [
      'none has a value',
      { CustomFilterConfiguration: { MatchOperator: 'EQUALS', NullOption: 'NULLS_ONLY' } },
      each => host(each) === null,
    ],
    [
      'part of it',
      {
        CustomFilterConfiguration: {
          MatchOperator: 'CONTAINS',
          CategoryValue: 'example',
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => host(each)?.includes('example') ?? false,
    ],
    [
      'beginning',
      {
        CustomFilterConfiguration: {
          MatchOperator: 'STARTS_WITH',
          CategoryValue: '<img',
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => host(each)?.startsWith('<img') ?? false,
    ],
    [
      'end',
      {
        CustomFilterConfiguration: { MatchOperator: 'ENDS_WITH', CategoryValue: '.com', NullOption: 'NON_NULLS_ONLY' },
      },
      each => host(each)?.endsWith('.com') ?? false,
    ],
    [
      'signs of patterns are signs',
      { CustomFilterConfiguration: { MatchOperator: 'CONTAINS', CategoryValue: '%', NullOption: 'NON_NULLS_ONLY' } },
      () => false,
    ],
    [
      'no part of it',
      {
        CustomFilterConfiguration: {
          MatchOperator: 'DOES_NOT_CONTAIN',
          CategoryValue: 'example',
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => host(each) !== null && !host(each)!.includes('example'),
    ],
    [
      'custom list',
      {
        CustomFilterListConfiguration: {
          MatchOperator: 'STARTS_WITH',
          CategoryValues: ['goo', 't.'],
          NullOption: 'NON_NULLS_ONLY',
        },
      },
      each => /^(goo|t\.)/.test(host(each) ?? ''),
    ],
  ])('category: %s', async (_, configuration, isKept) => {
    expect(await filtered([category(configuration)])).toBe(n(isKept))
  })

  test('numbers', async () => {
    const CalculatedFields = [{ DataSetIdentifier: 'clicks', Name: 'hour', Expression: "extract('HH', {occurred_at})" }]
    const hourly = async (inner: Filter) => {
      const group = {
        FilterGroupId: 'g',
        CrossDataset: 'SINGLE_DATASET',
        ScopeConfiguration: { AllSheets: {} },
      } as const
      return (await ask(lake, dashboardOf(kpi, { CalculatedFields, FilterGroups: [{ ...group, Filters: [inner] }] })))
        .main[0]![0]
    }
    const hourOf = (each: Click) => new Date(each.occurred_at).getUTCHours()
    const frame = { FilterId: 'f', Column: column('hour'), NullOption: 'NON_NULLS_ONLY' } as const
    const range = { ...frame, RangeMinimum: { StaticValue: 9 }, RangeMaximum: { StaticValue: 12 } }
    expect(await hourly({ NumericRangeFilter: { ...range, IncludeMinimum: true } })).toBe(
      n(each => hourOf(each) >= 9 && hourOf(each) < 12),
    )
    expect(await hourly({ NumericRangeFilter: { ...range, IncludeMaximum: true } })).toBe(
      n(each => hourOf(each) > 9 && hourOf(each) <= 12),
    )
    expect(await hourly({ NumericEqualityFilter: { ...frame, Value: 7, MatchOperator: 'EQUALS' } })).toBe(
      n(each => hourOf(each) === 7),
    )
    expect(await hourly({ NumericEqualityFilter: { ...frame, Value: 7, MatchOperator: 'DOES_NOT_EQUAL' } })).toBe(
      n(each => hourOf(each) !== 7),
    )
  })

  test('times around the present', async () => {
    const within = (from: string, to: string) =>
      n(each => each.occurred_at >= Date.parse(`${from}T00:00Z`) && each.occurred_at < Date.parse(`${to}T00:00Z`))
    const relative = (more: object): Filter => ({
      RelativeDatesFilter: {
        ...{ FilterId: 'f', Column: column('occurred_at'), AnchorDateConfiguration: { AnchorOption: 'NOW' } },
        ...{ TimeGranularity: 'DAY', NullOption: 'NON_NULLS_ONLY', ...more },
      } as never,
    })
    expect(await filtered([relative({ RelativeDateType: 'LAST', RelativeDateValue: 3 })])).toBe(
      within('2026-01-14', '2026-01-16'),
    )
    expect(await filtered([relative({ RelativeDateType: 'PREVIOUS' })])).toBe(within('2026-01-15', '2026-01-16'))
    expect(await filtered([relative({ RelativeDateType: 'THIS', TimeGranularity: 'WEEK' })])).toBe(
      within('2026-01-12', '2026-01-16'),
    )
    const equal = {
      FilterId: 'f',
      Column: column('occurred_at'),
      TimeGranularity: 'DAY',
      Value: new Date('2026-01-13'),
    } as const
    expect(await filtered([{ TimeEqualityFilter: equal }])).toBe(within('2026-01-13', '2026-01-14'))
    const range = {
      ...{
        FilterId: 'f',
        Column: column('occurred_at'),
        NullOption: 'NON_NULLS_ONLY' as const,
        TimeGranularity: 'DAY' as const,
      },
      RangeMinimumValue: { StaticValue: new Date('2026-01-12') },
      RangeMaximumValue: { StaticValue: new Date('2026-01-14') },
    }
    expect(await filtered([{ TimeRangeFilter: { ...range, IncludeMinimum: true } }])).toBe(
      within('2026-01-12', '2026-01-14'),
    )
    expect(await filtered([{ TimeRangeFilter: { ...range, IncludeMaximum: true } }])).toBe(
      within('2026-01-13', '2026-01-15'),
    )
  })

  test('the rows of the greatest groups', async () => {
    const top: Filter = {
      TopBottomFilter: {
        FilterId: 'f',
        Column: column('short_code'),
        Limit: 2,
        AggregationSortConfigurations: [
          {
            Column: column('short_code'),
            SortDirection: 'DESC',
            AggregationFunction: { CategoricalAggregationFunction: 'COUNT' },
          },
        ],
      },
    }
    const [first, second] = tally(shown, each => each.short_code)
    expect(await filtered([top])).toBe(first![1] + second![1])
  })

  test('scopes: switched off, other sheets, other visuals', async () => {
    const never = category({ FilterListConfiguration: { MatchOperator: 'CONTAINS', CategoryValues: ['nobody'] } })
    const scope = (SheetId: string, more: object) => ({
      ScopeConfiguration: { SelectedSheets: { SheetVisualScopingConfigurations: [{ SheetId, ...more }] } },
    })
    expect(await filtered([never])).toBe(0)
    expect(await filtered([never], { Status: 'DISABLED' })).toBe(shown.length)
    expect(await filtered([never], scope('sheet', { Scope: 'ALL_VISUALS' }))).toBe(0)
    expect(await filtered([never], scope('other', { Scope: 'ALL_VISUALS' }))).toBe(shown.length)
    expect(await filtered([never], scope('sheet', { Scope: 'SELECTED_VISUALS', VisualIds: ['v'] }))).toBe(0)
    expect(await filtered([never], scope('sheet', { Scope: 'SELECTED_VISUALS', VisualIds: ['w'] }))).toBe(shown.length)
  })

  test('two of one group for one data set are refused', async () => {
    const one = category({ FilterListConfiguration: { MatchOperator: 'CONTAINS', CategoryValues: ['t.co'] } })
    await expect(filtered([one, one])).rejects.toThrow(
      /visual v, filter group g: expected one filter for a data set, got 2/,
    )
  })
})

test('a control offers what there is, by how often, whatever its own choice', async () => {
  const expected = tally(
    shown.filter(each => each.country !== null),
    each => each.country,
  )
  expect(await askControl(lake, dashboardOf(kpi), 'country', { parameters: { country: ['IN'] } })).toEqual(expected)
  const some = tally(
    shown.filter(each => each.country !== null && each.device_type === 'tablet'),
    each => each.country,
  )
  expect(await askControl(lake, dashboardOf(kpi), 'country', { parameters: { device: ['tablet'] } })).toEqual(some)
  await expect(askControl(lake, dashboardOf(kpi), 'nothing')).rejects.toThrow(/parameter: expected one whose control/)
})

test('a state reads as it was written', () => {
  const state = {
    parameters: { from: ['-27d'], country: ['US', 'I~N', '50%', '*'], traffic: [] },
    picks: [
      { visual: 'a~b', column: 'c%', value: 'x~y=z' },
      { visual: 'v', column: 'c', value: null },
      { visual: 'v', column: 'occurred_at', value: '2026-01-01', granularity: 'DAY' },
    ],
    drills: { v: ['', 'a~b', '%7E'] },
    compare: true,
    zone: 'Asia/Kolkata',
  }
  const read = readState(new URLSearchParams(writeState(state).toString()))
  expect({ ...read, parameters: { ...read.parameters }, drills: { ...read.drills } }).toEqual({
    ...state,
    parameters: { ...state.parameters, country: ['US', 'I~N', '50%'] },
  })
})
