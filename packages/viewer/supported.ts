// Which properties of a visual the viewer draws or may pass over. Whatever else a definition says is a fault.
import { VisualError } from './error.ts'
import { kinds, type Shape } from './wells.ts'

/** true: all below it. */
type Known = true | { readonly [property: string]: Known }

const every = (names: string): { readonly [property: string]: true } =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map(each => [each, true]),
  )

const axis = 'Legend Tooltip DataLabels VisualPalette Interactions ContributionAnalysisDefaults'
const frame = every('VisualId Title Subtitle VisualContentAltText Actions ColumnHierarchies')

const chart = (path: string, wells: string, rest: string, sort: string): Known => ({
  ...frame,
  ChartConfiguration: {
    FieldWells: { [path]: every(wells) },
    SortConfiguration: every(sort),
    ...every(`${axis} ${rest}`),
  },
})

/** By kind of visual. */
const known: Readonly<Record<string, Known>> = {
  KPIVisual: {
    ...frame,
    ConditionalFormatting: true,
    ChartConfiguration: {
      FieldWells: every('Values TargetValues TrendGroups'),
      SortConfiguration: every('TrendGroupSort'),
      KPIOptions: every(
        `TrendArrows SecondaryValue Comparison PrimaryValueDisplayType PrimaryValueFontConfiguration
        SecondaryValueFontConfiguration Sparkline VisualLayoutOptions ProgressBar`,
      ),
      Interactions: true,
    },
  },
  LineChartVisual: chart(
    'LineChartAggregatedFieldWells',
    'Category Values Colors',
    `Type XAxisDisplayOptions XAxisLabelOptions PrimaryYAxisDisplayOptions PrimaryYAxisLabelOptions
    SecondaryYAxisDisplayOptions SecondaryYAxisLabelOptions SingleAxisOptions DefaultSeriesSettings Series ReferenceLines`,
    'CategorySort CategoryItemsLimitConfiguration ColorItemsLimitConfiguration',
  ),
  BarChartVisual: chart(
    'BarChartAggregatedFieldWells',
    'Category Values Colors',
    `Orientation BarsArrangement CategoryAxis CategoryLabelOptions ValueAxis ValueLabelOptions ColorLabelOptions
    DefaultSeriesSettings Series ReferenceLines`,
    'CategorySort CategoryItemsLimit ColorSort ColorItemsLimit',
  ),
  ComboChartVisual: chart(
    'ComboChartAggregatedFieldWells',
    'Category BarValues Colors LineValues',
    `BarsArrangement CategoryAxis CategoryLabelOptions PrimaryYAxisDisplayOptions PrimaryYAxisLabelOptions
    SecondaryYAxisDisplayOptions SecondaryYAxisLabelOptions SingleAxisOptions ColorLabelOptions DefaultSeriesSettings
    Series BarDataLabels LineDataLabels ReferenceLines`,
    'CategorySort CategoryItemsLimit ColorSort ColorItemsLimit',
  ),
  PieChartVisual: chart(
    'PieChartAggregatedFieldWells',
    'Category Values',
    'DonutOptions CategoryLabelOptions ValueLabelOptions',
    'CategorySort CategoryItemsLimit',
  ),
  FunnelChartVisual: chart(
    'FunnelChartAggregatedFieldWells',
    'Category Values',
    'CategoryLabelOptions ValueLabelOptions DataLabelOptions',
    'CategorySort CategoryItemsLimit',
  ),
  HeatMapVisual: chart(
    'HeatMapAggregatedFieldWells',
    'Rows Columns Values',
    'RowAxisDisplayOptions RowLabelOptions ColumnAxisDisplayOptions ColumnLabelOptions ColorScale',
    'HeatMapRowSort HeatMapColumnSort HeatMapRowItemsLimitConfiguration HeatMapColumnItemsLimitConfiguration',
  ),
  FilledMapVisual: {
    ...(chart(
      'FilledMapAggregatedFieldWells',
      'Geospatial Values',
      'WindowOptions MapStyleOptions',
      'CategorySort',
    ) as object),
    ConditionalFormatting: true,
    GeocodingPreferences: true,
  },
  HistogramVisual: chart(
    'HistogramAggregatedFieldWells',
    'Values',
    'XAxisDisplayOptions XAxisLabelOptions YAxisDisplayOptions BinOptions',
    '',
  ),
  SankeyDiagramVisual: chart(
    'SankeyDiagramAggregatedFieldWells',
    'Source Destination Weight',
    '',
    'WeightSort SourceItemsLimit DestinationItemsLimit',
  ),
  TableVisual: {
    ...frame,
    ConditionalFormatting: true,
    ChartConfiguration: {
      FieldWells: {
        TableAggregatedFieldWells: every('GroupBy Values'),
        TableUnaggregatedFieldWells: every('Values'),
      },
      SortConfiguration: every('RowSort PaginationConfiguration'),
      TotalOptions: every('TotalsVisibility Placement ScrollStatus CustomLabel TotalCellStyle'),
      FieldOptions: every('SelectedFieldOptions Order PinnedFieldOptions'),
      ...every('TableOptions PaginatedReportOptions TableInlineVisualizations Tooltip Interactions'),
      DashboardCustomizationVisualOptions: true,
    },
  },
  PivotTableVisual: {
    ...frame,
    ConditionalFormatting: true,
    ChartConfiguration: {
      FieldWells: { PivotTableAggregatedFieldWells: every('Rows Columns Values') },
      SortConfiguration: every('FieldSortOptions'),
      TotalOptions: every('RowTotalOptions ColumnTotalOptions'),
      FieldOptions: every('SelectedFieldOptions'),
      ...every('TableOptions PaginatedReportOptions Tooltip Interactions DashboardCustomizationVisualOptions'),
    },
  },
  InsightVisual: {
    ...frame,
    DataSetIdentifier: true,
    InsightConfiguration: {
      Computations: { '*': every(`TopBottomRanked TotalAggregation MaximumMinimum PeriodOverPeriod GrowthRate`) },
      Interactions: true,
    },
  },
}

/** @throws VisualError naming the first property that the viewer does not draw. */
export function checkParts({ kind, visual }: Shape): void {
  if (!Object.hasOwn(known, kind) || !Object.hasOwn(kinds, kind)) {
    throw new VisualError(`visual ${visual.VisualId}: expected one of ${Object.keys(known).join(', ')}, got ${kind}`)
  }
  const found = findUnknown(visual, known[kind]!, [])
  if (found === undefined) return
  throw new VisualError(`visual ${visual.VisualId}: expected no ${found.join('.')}, which the viewer does not draw`)
}

/** What is empty says nothing. */
function findUnknown(part: unknown, properties: Known, path: readonly string[]): readonly string[] | undefined {
  if (properties === true || isEmpty(part)) return undefined
  for (const [key, inner] of Object.entries(part as object)) {
    if (isEmpty(inner)) continue
    const isItem = Array.isArray(part)
    const next = isItem ? properties['*'] : Object.hasOwn(properties, key) ? properties[key] : undefined
    const place = isItem ? path : [...path, key]
    if (next === undefined) return place
    const found = findUnknown(inner, next, place)
    if (found !== undefined) return found
  }
  return undefined
}

function isEmpty(part: unknown): boolean {
  if (part === undefined || part === null) return true
  if (typeof part !== 'object') return false
  return (Array.isArray(part) ? part : Object.values(part)).every(isEmpty)
}
