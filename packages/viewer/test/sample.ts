// A week of clicks and orders that is small enough to be counted by hand, and what visuals answer on it.
import { join } from 'node:path'
import type { DashboardVersionDefinition, FilterGroup, Visual } from '@aws-sdk/client-quicksight'
import type { EventRow } from '@clickstream/events/tables'
import type { Answer } from '@clickstream/query/engine'
import { loadLibrary } from '@clickstream/query/library'
import { type Some, TestLake } from '@clickstream/query/test/lake'
import type { Dashboard, DataSet } from '../dashboard.ts'
import { type Plan, planControl, planVisual } from '../plan.ts'
import { NO_CHOICE, type ViewState } from '../state.ts'
import { familyOf } from '../type.ts'

const root = join(import.meta.dirname, '../../..')
const saved = [...(await loadLibrary(join(root, 'dashboards/datasets'))), ...(await loadLibrary(join(root, 'queries')))]
export const datasets: ReadonlyMap<string, DataSet> = new Map(
  saved.flatMap(query => (query.columns === undefined ? [] : [[query.name, query as DataSet]])),
)

/** What is asked is asked at this time. */
export const NOW = Date.parse('2026-01-16T20:10:30Z')

export interface Click {
  readonly occurred_at: number
  readonly short_code: string
  readonly country: string | null
  readonly device_type: string
  readonly os: string | null
  readonly referrer_host: string | null
  readonly anonymous_id: string
  readonly traffic: string
}

export interface Order {
  readonly occurred_at: number
  readonly order_id: string
  readonly value: number
  readonly currency: string
  readonly country: string | null
  readonly anonymous_id: string
}

const START = Date.parse('2026-01-08T00:00:00Z')
const HOUR = 3_600_000
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!

/** Nine days, one click every 17 minutes or so; people, countries and links are of different lengths, so that they mix. */
export const clicks: readonly Click[] = Array.from({ length: 760 }, (_, i) => ({
  occurred_at: START + i * 17 * 60_000 + (i % 7) * 1000,
  short_code: pick(['spring', 'spring', 'sale', 'docs', 'jobs', 'blog', 'help'], i * i),
  country: pick(['IN', 'US', 'US', 'DE', null, 'GB', 'IN', 'FR', 'US', 'BR', 'JP'], i),
  device_type: pick(['mobile', 'mobile', 'desktop', 'tablet'], i >> 1),
  os: pick(['Android', 'iOS', 'Windows', null], i >> 1),
  referrer_host: pick(['google.com', null, 't.co', "o'neil.example", '<img onerror>', 'größe.example'], i * 7),
  anonymous_id: `visitor-${(i * 31) % 97}`,
  traffic: i % 13 === 5 ? 'bot' : 'human',
}))

export const orders: readonly Order[] = Array.from({ length: 60 }, (_, i) => ({
  occurred_at: START + i * 3 * HOUR + 1234,
  order_id: `order-${i}`,
  value: 10 + ((i * 37) % 90) + 0.25,
  currency: i % 5 === 4 ? 'EUR' : 'USD',
  country: pick(['IN', 'US', null], i),
  anonymous_id: `visitor-${i % 9}`,
}))

/** A lake of them all. */
export async function openSample(): Promise<TestLake> {
  const lake = new TestLake()
  const clicked = clicks.map(click => ({
    ...{ app: 'shortener', event_type: 'link_clicked', destination_url: `https://${click.short_code}.example` },
    ...click,
  }))
  const ordered = orders.map(order => ({ app: 'store', event_type: 'order_completed', ...order }))
  // All of a day arrive together, so that there are few files.
  const rows = [...clicked, ...ordered].map(row => {
    const day = new Date(row.occurred_at).toISOString().slice(0, 10)
    return { ...row, received_at: `${day}T23:59:59.999Z` }
  })
  await lake.addEvents(rows as unknown as Some<EventRow>[])
  return lake
}

export const column = (ColumnName: string, DataSetIdentifier = 'clicks') => ({ DataSetIdentifier, ColumnName })

export const by = (name: string, more: object = {}) => ({
  CategoricalDimensionField: { FieldId: name, Column: column(name), ...more },
})
export const at = (DateGranularity: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'MINUTE', more: object = {}) => ({
  DateDimensionField: { FieldId: 'time', Column: column('occurred_at'), DateGranularity, ...more },
})
export const count = {
  DateMeasureField: { FieldId: 'clicks', Column: column('occurred_at'), AggregationFunction: 'COUNT' },
} as const
export const people = {
  CategoricalMeasureField: { FieldId: 'people', Column: column('person'), AggregationFunction: 'DISTINCT_COUNT' },
} as const
export const amount = (AggregationFunction?: object, name = 'value') => ({
  NumericalMeasureField: {
    FieldId: 'amount',
    Column: column(name, 'orders'),
    ...(AggregationFunction ? { AggregationFunction } : {}),
  },
})

const choose = (name: string, ColumnName: string): FilterGroup => ({
  FilterGroupId: `chosen-${name}`,
  CrossDataset: 'ALL_DATASETS',
  ScopeConfiguration: { AllSheets: {} },
  Filters: [
    {
      CategoryFilter: {
        FilterId: name,
        Column: column(ColumnName),
        Configuration: {
          CustomFilterConfiguration: { MatchOperator: 'EQUALS', ParameterName: name, NullOption: 'ALL_VALUES' },
        },
      },
    },
  ],
})

const period = (name: string): FilterGroup => ({
  FilterGroupId: `period-${name}`,
  CrossDataset: 'SINGLE_DATASET',
  ScopeConfiguration: { AllSheets: {} },
  Filters: [
    {
      TimeRangeFilter: {
        FilterId: `period-${name}`,
        Column: column('occurred_at', name),
        IncludeMinimum: true,
        IncludeMaximum: true,
        RangeMinimumValue: { Parameter: 'from' },
        RangeMaximumValue: { Parameter: 'to' },
        NullOption: 'NON_NULLS_ONLY',
        TimeGranularity: 'DAY',
      },
    },
  ],
})

/** A dashboard of one visual. The period is from 2026-01-10 to 2026-01-15 unless the state says another. */
export function dashboardOf(visual: Visual, more: Partial<DashboardVersionDefinition> = {}): Dashboard {
  const names = ['clicks', 'orders']
  const mapped = (DataSetParameterName: string) =>
    names.map(DataSetIdentifier => ({ DataSetIdentifier, DataSetParameterName }))
  const day = (Name: string, days: number) => ({
    DateTimeParameterDeclaration: {
      Name,
      TimeGranularity: 'DAY' as const,
      DefaultValues: { RollingDate: { Expression: `addDateTime(${-days}, 'DD', truncDate('DD', now()))` } },
      MappedDataSetParameters: mapped(Name),
    },
  })
  const text = (Name: string, StaticValues?: string[]) => ({
    StringParameterDeclaration: {
      Name,
      ParameterValueType: 'MULTI_VALUED' as const,
      ...(StaticValues ? { DefaultValues: { StaticValues } } : {}),
    },
  })
  const { FilterGroups = [], ...rest } = more
  const definition: DashboardVersionDefinition = {
    DataSetIdentifierDeclarations: names.map(Identifier => ({
      Identifier,
      DataSetArn: `arn:aws:quicksight:::dataset/clickstream-${Identifier}`,
    })),
    Sheets: [{ SheetId: 'sheet', Name: 'Sheet', Visuals: [visual] }],
    ParameterDeclarations: [
      ...[day('from', 6), day('to', 1), text('country'), text('link'), text('device')],
      text('traffic', ['human']),
    ],
    FilterGroups: [
      ...names.map(period),
      ...[choose('country', 'country'), choose('link', 'short_code'), choose('device', 'device_type')],
      ...[choose('traffic', 'traffic'), ...FilterGroups],
    ],
    ...rest,
  }
  return { name: 'sample', definition }
}

export interface Asked {
  readonly plan: Plan
  readonly main: readonly (readonly Answer[])[]
  readonly part: (name: 'before' | 'trend' | 'total') => Promise<readonly (readonly Answer[])[]>
}

/** What a visual answers; the state may be partial. */
export async function ask(
  lake: TestLake,
  dashboard: Dashboard,
  state: Partial<ViewState> = {},
  zone = 'UTC',
): Promise<Asked> {
  const visual = dashboard.definition.Sheets![0]!.Visuals![0]!
  const { VisualId } = Object.values(visual)[0] as { VisualId: string }
  const plan = planVisual(dashboard, VisualId, { ...NO_CHOICE, ...state }, { datasets, zone }, () => NOW)
  const run = async (name: keyof Plan['statements']) => {
    const { sql, parameters, columns } = plan.statements[name]!
    const result = await lake.engine.run(sql, parameters)
    const wrong = columns.filter(({ type }, i) => familyOf(type) !== familyOf(result.columns[i]?.type ?? ''))
    if (wrong.length > 0 || columns.length !== result.columns.length) {
      throw new Error(`columns: expected ${JSON.stringify(result.columns)}, got ${JSON.stringify(columns)}`)
    }
    return result.rows
  }
  return { plan, main: await run('main'), part: run }
}

export async function askControl(
  lake: TestLake,
  dashboard: Dashboard,
  parameter: string,
  state: Partial<ViewState> = {},
) {
  const plan = planControl(dashboard, parameter, { ...NO_CHOICE, ...state }, { datasets, zone: 'UTC' }, () => NOW)
  const { sql, parameters } = plan.statements.main
  return (await lake.engine.run(sql, parameters)).rows
}

const FROM = Date.parse('2026-01-10T00:00:00Z')
const TO = Date.parse('2026-01-16T00:00:00Z')

/** The clicks that are drawn unless something else is chosen. */
export const shown = clicks.filter(
  click => click.occurred_at >= FROM && click.occurred_at < TO && click.traffic === 'human',
)
export const sold = orders.filter(order => order.occurred_at >= FROM && order.occurred_at < TO)

/** How many there are of each, the greatest first and then by name, those without a name last of equals. */
export function tally<T>(rows: readonly T[], of: (row: T) => string | null): [string | null, number][] {
  const counts = [...Map.groupBy(rows, of)].map(([key, group]): [string | null, number] => [key, group.length])
  return counts.sort(([a, m], [b, n]) => n - m || (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
}

export const distinct = (rows: readonly { readonly anonymous_id: string }[]) =>
  new Set(rows.map(row => row.anonymous_id)).size
