// Where the wells of each kind of visual are, and what stands in them.
import type { Visual } from '@aws-sdk/client-quicksight'

export type Role = 'group' | 'value'

export interface Well {
  /** As QuickSight calls it. */
  readonly name: string
  readonly role: Role
  /** Where its order and its limit are said in SortConfiguration. */
  readonly sort?: string
  readonly limit?: string
  /** In which order its groups stand where the definition says none: by their own value, or the greatest first. */
  readonly natural?: 'self' | 'value'
}

export interface Kind {
  /** Below ChartConfiguration.FieldWells; none where the wells are there themselves. */
  readonly path?: string
  readonly wells: readonly Well[]
}

const value = (name: string): Well => ({ name, role: 'value' })
const group = (name: string, rest: Omit<Well, 'name' | 'role'> = {}): Well => ({ name, role: 'group', ...rest })
const category = { sort: 'CategorySort', limit: 'CategoryItemsLimit', natural: 'value' } as const
const color = { sort: 'ColorSort', limit: 'ColorItemsLimit' } as const

export const kinds: Readonly<Record<string, Kind>> = {
  KPIVisual: {
    wells: [value('Values'), value('TargetValues'), group('TrendGroups', { sort: 'TrendGroupSort' })],
  },
  LineChartVisual: {
    path: 'LineChartAggregatedFieldWells',
    wells: [
      group('Category', { sort: 'CategorySort', limit: 'CategoryItemsLimitConfiguration' }),
      group('Colors', { limit: 'ColorItemsLimitConfiguration' }),
      value('Values'),
    ],
  },
  BarChartVisual: {
    path: 'BarChartAggregatedFieldWells',
    wells: [group('Category', category), group('Colors', color), value('Values')],
  },
  ComboChartVisual: {
    path: 'ComboChartAggregatedFieldWells',
    wells: [group('Category', category), group('Colors', color), value('BarValues'), value('LineValues')],
  },
  PieChartVisual: { path: 'PieChartAggregatedFieldWells', wells: [group('Category', category), value('Values')] },
  FunnelChartVisual: { path: 'FunnelChartAggregatedFieldWells', wells: [group('Category', category), value('Values')] },
  HeatMapVisual: {
    path: 'HeatMapAggregatedFieldWells',
    wells: [
      group('Rows', { sort: 'HeatMapRowSort', limit: 'HeatMapRowItemsLimitConfiguration' }),
      group('Columns', { sort: 'HeatMapColumnSort', limit: 'HeatMapColumnItemsLimitConfiguration' }),
      value('Values'),
    ],
  },
  FilledMapVisual: {
    path: 'FilledMapAggregatedFieldWells',
    wells: [group('Geospatial', { sort: 'CategorySort', natural: 'value' }), value('Values')],
  },
  SankeyDiagramVisual: {
    path: 'SankeyDiagramAggregatedFieldWells',
    wells: [
      group('Source', { limit: 'SourceItemsLimit', natural: 'value' }),
      group('Destination', { limit: 'DestinationItemsLimit', natural: 'value' }),
      value('Weight'),
    ],
  },
  TableVisual: { path: 'TableAggregatedFieldWells', wells: [group('GroupBy'), value('Values')] },
  PivotTableVisual: {
    path: 'PivotTableAggregatedFieldWells',
    wells: [group('Rows'), group('Columns'), value('Values')],
  },
  HistogramVisual: { path: 'HistogramAggregatedFieldWells', wells: [value('Values')] },
  InsightVisual: { wells: [group('Category'), group('Time'), value('Value')] },
}

/** Any part of a definition, walked without its types. */
export type Part = Readonly<Record<string, unknown>>

export interface Shape {
  /** KPIVisual, LineChartVisual … */
  readonly kind: string
  readonly visual: Part & { readonly VisualId: string }
}

/** The one kind of visual that a definition's Visual is. */
export function shapeOf(visual: Visual): Shape {
  const [[kind, inner] = ['nothing', {}]] = Object.entries(visual).filter(([, each]) => each !== undefined)
  return { kind: kind!, visual: inner as Shape['visual'] }
}

/** What is at a path of names; undefined where there is nothing. */
export function partAt(part: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Part | undefined)?.[key], part)
}

/** The fields in a well, each DimensionField, MeasureField or UnaggregatedField. */
export function fieldsIn({ kind, visual }: Shape, well: string): readonly Part[] {
  const path = ['ChartConfiguration', 'FieldWells', ...[kinds[kind]?.path ?? []].flat(), well]
  return (partAt(visual, ...path) as readonly Part[] | undefined) ?? []
}
