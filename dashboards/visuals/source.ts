// A data set as dashboards speak of it: its time, its parameters, what is calculated of it, and the fields made of its columns.
import type {
  CalculatedField,
  ColumnIdentifier,
  DateAggregationFunction,
  NumericFormatConfiguration,
  SimpleNumericalAggregationFunction,
  TimeGranularity,
  UnaggregatedField,
} from '@aws-sdk/client-quicksight'
import { type Group, nameColumn, type Value } from './field.ts'
import { TO_THE_MINUTE, WHOLE } from './format.ts'

export interface SourceOptions {
  /** The column that the period of a dashboard applies to. A saved query is of its period already, and has none. */
  readonly time?: string
  /** Parameters of the dashboard that go to the data set's own, of the same name unless another is said. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Calculated fields by name, in QuickSight's language. */
  readonly calculations?: Readonly<Record<string, string>>
}

export type Source = ReturnType<typeof source>

const PERIOD = { from: 'from', to: 'to' }

/** A data set by its name, which is its file's without .sql. */
export function source(name: string, options: SourceOptions = {}) {
  const { time, calculations = {} } = options
  const column = (column: string): ColumnIdentifier => ({ DataSetIdentifier: name, ColumnName: column })

  function numerical(
    aggregation: SimpleNumericalAggregationFunction,
    of: string,
    label = nameColumn(of),
    format: NumericFormatConfiguration = WHOLE,
  ): Value {
    const id = `${name}.${of}.${aggregation.toLowerCase()}`
    const AggregationFunction = { SimpleNumericalAggregation: aggregation }
    const FormatConfiguration = { FormatConfiguration: format }
    const field = { FieldId: id, Column: column(of), AggregationFunction, FormatConfiguration }
    return { id, label, column: column(of), field: { NumericalMeasureField: field } }
  }

  function temporal(
    aggregation: DateAggregationFunction,
    of: string,
    label: string,
    format?: NumericFormatConfiguration,
  ) {
    const id = `${name}.${of}.${aggregation.toLowerCase()}`
    const FormatConfiguration = format === undefined ? TO_THE_MINUTE : { NumericFormatConfiguration: format }
    const field = { FieldId: id, Column: column(of), AggregationFunction: aggregation, FormatConfiguration }
    return { id, label, column: column(of), field: { DateMeasureField: field } } satisfies Value
  }

  return {
    name,
    time,
    parameters: options.parameters ?? PERIOD,
    calculations: Object.entries(calculations).map(
      ([Name, Expression]): CalculatedField => ({ DataSetIdentifier: name, Name, Expression }),
    ),
    column,

    /** One mark for each value of a column of text. */
    by(of: string, label = nameColumn(of), hierarchy?: string): Group {
      const id = `${name}.${of}`
      const HierarchyId = hierarchy === undefined ? {} : { HierarchyId: hierarchy }
      const field = { FieldId: id, Column: column(of), ...HierarchyId }
      return { id, label, column: column(of), field: { CategoricalDimensionField: field } }
    },
    /** One mark for each value of a column of numbers. */
    byNumber(of: string, label = nameColumn(of)): Group {
      const id = `${name}.${of}`
      const field = { FieldId: id, Column: column(of), FormatConfiguration: { FormatConfiguration: WHOLE } }
      return { id, label, column: column(of), field: { NumericalDimensionField: field } }
    },
    /** One mark for each day, hour … of a time. */
    at(of: string, granularity: TimeGranularity, label = nameColumn(of), hierarchy?: string): Group {
      const id = `${name}.${of}.${granularity.toLowerCase()}`
      const HierarchyId = hierarchy === undefined ? {} : { HierarchyId: hierarchy }
      const field = { FieldId: id, Column: column(of), DateGranularity: granularity, ...HierarchyId }
      return { id, label, column: column(of), field: { DateDimensionField: field } }
    },

    /** Rows: what is counted is the time, which each has. */
    count(label: string): Value {
      if (time === undefined) throw new Error(`${name}: expected a data set with a time to count rows of, got none`)
      return temporal('COUNT', time, label, WHOLE)
    },
    /** How many different values. */
    distinct(of: string, label: string): Value {
      const id = `${name}.${of}.distinct_count`
      const FormatConfiguration = { NumericFormatConfiguration: WHOLE }
      const field = {
        FieldId: id,
        Column: column(of),
        AggregationFunction: 'DISTINCT_COUNT',
        FormatConfiguration,
      } as const
      return { id, label, column: column(of), field: { CategoricalMeasureField: field } }
    },
    sum: (of: string, label?: string, format?: NumericFormatConfiguration) => numerical('SUM', of, label, format),
    average: (of: string, label?: string, format?: NumericFormatConfiguration) =>
      numerical('AVERAGE', of, label, format),
    median: (of: string, label?: string, format?: NumericFormatConfiguration) => numerical('MEDIAN', of, label, format),
    max: (of: string, label?: string, format?: NumericFormatConfiguration) => numerical('MAX', of, label, format),
    percentile(of: string, percent: number, label: string, format = WHOLE): Value {
      const id = `${name}.${of}.p${percent}`
      const AggregationFunction = { PercentileAggregation: { PercentileValue: percent } }
      const FormatConfiguration = { FormatConfiguration: format }
      const field = { FieldId: id, Column: column(of), AggregationFunction, FormatConfiguration }
      return { id, label, column: column(of), field: { NumericalMeasureField: field } }
    },
    /** The last time there is. */
    latest: (of: string, label = nameColumn(of)): Value => temporal('MAX', of, label),
    /** A calculation that aggregates, or a column of numbers as it stands, for a histogram. */
    value(of: string, label = nameColumn(of), format: NumericFormatConfiguration = WHOLE): Value {
      const id = `${name}.${of}.value`
      const field = { FieldId: id, Column: column(of), FormatConfiguration: { FormatConfiguration: format } }
      return { id, label, column: column(of), field: { NumericalMeasureField: field } }
    },

    /** A column of a table that shows rows as they are. */
    cell(of: string, label = nameColumn(of), format?: UnaggregatedField['FormatConfiguration']): Cell {
      const id = `${name}.${of}`
      const FormatConfiguration = format === undefined ? {} : { FormatConfiguration: format }
      return { id, label, field: { FieldId: id, Column: column(of), ...FormatConfiguration } }
    },
  }
}

/** A column of a table that shows rows as they are. */
export interface Cell {
  readonly id: string
  readonly label: string
  readonly field: UnaggregatedField
}
