// What QuickSight takes, of how much.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { find } from './walk.ts'

/**
 * The longest a list or text of that name can be, wherever it stands in a definition. These are the constraints of Amazon's
 * own model of the API, quicksight 2018-04-01 (the service-2.json that botocore has), where a member has one: SheetDefinitionList,
 * VisualList and so on. All of its constraints are checked by `npm run test:conformance`; these need no Python.
 */
export const MOST: Readonly<Record<string, number>> = {
  DataSetIdentifierDeclarations: 50,
  Sheets: 20,
  Visuals: 75,
  ParameterControls: 200,
  FilterControls: 200,
  CalculatedFields: 2000,
  ParameterDeclarations: 400,
  FilterGroups: 2000,
  Filters: 20,
  ColumnConfigurations: 2000,
  MappedDataSetParameters: 150,
  Elements: 430,
  Actions: 10,
  ActionOperations: 2,
  ColumnHierarchies: 2,
  Layouts: 1,
  SheetControlLayouts: 1,
  Computations: 100,
  VisualIds: 75,
  Category: 200,
  Values: 200,
  Colors: 200,
  GroupBy: 200,
  Rows: 40,
  VisualId: 512,
  SheetId: 512,
  FieldId: 512,
  FilterGroupId: 512,
  ParameterControlId: 512,
  CustomActionId: 512,
  HierarchyId: 512,
  ColumnName: 128,
  PlainText: 512,
  Description: 1024,
  Expression: 4096,
}

/** Of these kinds a well has room for so many: the same source. */
const MOST_OF_KIND: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  HeatMapAggregatedFieldWells: { Rows: 1, Columns: 1, Values: 1 },
  FilledMapAggregatedFieldWells: { Geospatial: 1, Values: 1 },
  FunnelChartAggregatedFieldWells: { Category: 1, Values: 1 },
  HistogramAggregatedFieldWells: { Values: 1 },
  PivotTableAggregatedFieldWells: { Rows: 40, Columns: 40, Values: 40 },
  // The model says 200; the console draws one category, and one value where there are colours.
  LineChartAggregatedFieldWells: { Category: 1, Colors: 1 },
  BarChartAggregatedFieldWells: { Category: 1, Colors: 1 },
  PieChartAggregatedFieldWells: { Category: 1, Values: 1 },
  SankeyDiagramAggregatedFieldWells: { Source: 1, Destination: 1, Weight: 1 },
}

/** Of the model too: GridLayoutElementRowSpan and its like. */
const BETWEEN: Readonly<Record<string, readonly [number, number]>> = {
  ColumnIndex: [0, 35],
  ColumnSpan: [1, 36],
  RowIndex: [0, 9009],
  RowSpan: [1, 21],
  ResultSize: [1, 20],
  BinCountLimit: [0, 1000],
  DecimalPlaces: [0, 20],
}

export function checkLimits(definition: DashboardVersionDefinition): string[] {
  const faults: string[] = []
  for (const [name, most] of Object.entries(MOST)) {
    for (const { path, value } of find<unknown>(definition, name)) {
      const isMeasured = Array.isArray(value) || typeof value === 'string'
      const length = isMeasured ? value.length : 0
      if (length > most) faults.push(`${path}: expected at most ${most}, got ${length}`)
    }
  }
  for (const [kind, wells] of Object.entries(MOST_OF_KIND)) {
    for (const { path, value } of find<Record<string, unknown[]>>(definition, kind)) {
      for (const [well, most] of Object.entries(wells)) {
        const length = value[well]?.length ?? 0
        if (length > most) faults.push(`${path}.${well}: expected at most ${most}, got ${length}`)
      }
    }
  }
  for (const [name, [least, most]] of Object.entries(BETWEEN)) {
    for (const { path, value } of find<number>(definition, name)) {
      if (value < least || value > most) faults.push(`${path}: expected ${least} to ${most}, got ${value}`)
    }
  }
  return faults
}
