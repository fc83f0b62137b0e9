// The fields of a visual: groups and values, with what each is called and made of.
import type { DimensionField, MeasureField, TimeGranularity, UnaggregatedField } from '@aws-sdk/client-quicksight'
import { type Aggregate, aggregates, percentile } from './aggregates.ts'
import { beginLevel, drillDown, type Level, type Step } from './drill.ts'
import { VisualError } from './error.ts'
import { raw, sql } from './fragment.ts'
import { familyOf, toLocal, type Value } from './type.ts'
import type { Part } from './wells.ts'

interface Field {
  readonly id: string
  readonly well: string
  readonly column: string
  /** As the definition calls the data set; undefined for a calculation that stands in the well itself. */
  readonly identifier?: string
}

export interface GroupField extends Field {
  readonly granularity?: TimeGranularity
  /** What was chosen on the way down to this level. */
  readonly steps: readonly Step[]
}

export interface ValueField extends Field {
  /** As the answer calls it: SUM, DISTINCT_COUNT, P95 … */
  readonly aggregation?: string
  readonly aggregate?: Aggregate
  /** An aggregation of its own, instead of a column's. */
  readonly expression?: string
}

/** The period's own time, and whether the period is so short that days tell nothing of it. */
export interface Pace {
  readonly column: string
  readonly isShort: boolean
}

/**
 * @param values chosen on the way down the field's hierarchy
 * @param pace where a time may begin at the hour
 */
export function readGroup(
  well: string,
  field: DimensionField,
  visual: Part,
  values: readonly string[],
  pace?: Pace,
): GroupField {
  const { DateDimensionField: time, CategoricalDimensionField: text, NumericalDimensionField: number } = field
  const inner = time ?? text ?? number
  if (inner === undefined) throw new VisualError(`${well}: expected a field, got ${Object.keys(field)}`)
  const top: Level = {
    column: inner.Column!.ColumnName!,
    ...(time === undefined ? {} : { granularity: time.DateGranularity ?? 'DAY' }),
  }
  const own = inner.HierarchyId === undefined ? [] : values
  const isPaced = time?.HierarchyId !== undefined && pace?.column === top.column
  const begin = isPaced ? beginLevel(top, own, pace.isShort) : top
  const { level, steps } = drillDown(visual, inner.HierarchyId, begin, own)
  return { id: inner.FieldId!, well, identifier: inner.Column!.DataSetIdentifier!, ...level, steps }
}

export function readMeasure(well: string, field: MeasureField): ValueField {
  const { NumericalMeasureField: number, CategoricalMeasureField: text, DateMeasureField: time } = field
  const inner = number ?? text ?? time
  if (field.CalculatedMeasureField !== undefined) {
    const { FieldId, Expression } = field.CalculatedMeasureField
    return { id: FieldId!, well, column: FieldId!, expression: Expression! }
  }
  if (inner === undefined) throw new VisualError(`${well}: expected a field, got ${Object.keys(field)}`)
  const { AggregationFunction: said } = inner
  const place = {
    id: inner.FieldId!,
    well,
    column: inner.Column!.ColumnName!,
    identifier: inner.Column!.DataSetIdentifier!,
  }
  const percent = typeof said === 'object' ? said.PercentileAggregation?.PercentileValue : undefined
  if (percent !== undefined) return { ...place, aggregation: `P${percent}`, aggregate: percentile(percent) }
  const simple = typeof said === 'object' ? said.SimpleNumericalAggregation : said
  const aggregation = simple ?? (number === undefined ? 'COUNT' : 'SUM')
  return { ...place, aggregation, aggregate: aggregateOf(aggregation) }
}

export function readUnaggregated(well: string, { FieldId, Column }: UnaggregatedField): Field {
  return { id: FieldId!, well, column: Column!.ColumnName!, identifier: Column!.DataSetIdentifier! }
}

/** @throws VisualError for one that the viewer does not have. */
export function aggregateOf(name: string): Aggregate {
  const found = Object.hasOwn(aggregates, name) ? aggregates[name] : undefined
  if (found === undefined) {
    throw new VisualError(`AggregationFunction: expected one of ${Object.keys(aggregates).join(', ')}, got ${name}`)
  }
  return found
}

/** What rows are grouped by: a time by its unit on the clock in the view's zone, from a day on as a date. */
export function writeGroup(value: Value, { column, granularity }: Level, zone: string): Value {
  const family = familyOf(value.type)
  const local = toLocal(value, zone)
  if (granularity === undefined) return { ...value, sql: local }
  if (family !== 'timestamp' && family !== 'date') {
    throw new VisualError(`${column}: expected a time for DateGranularity ${granularity}, got ${value.type}`)
  }
  const unit = raw(granularity.toLowerCase())
  if (['MILLISECOND', 'SECOND', 'MINUTE', 'HOUR'].includes(granularity)) {
    if (family === 'date') return value
    return { sql: sql`date_trunc('${unit}', ${local})`, type: 'timestamp(3)', isLocal: true }
  }
  const day = family === 'date' ? value.sql : sql`date(${local})`
  return { sql: granularity === 'DAY' ? day : sql`date_trunc('${unit}', ${day})`, type: 'date' }
}

/** What a person reads: the visual's own label for the field, or the column's name in words. */
export function labelOf(visual: Part, { id, column }: Field): string {
  const words = column.replaceAll('_', ' ').trim()
  return findLabel(visual.ChartConfiguration, id) ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** FieldOptions say { FieldId, CustomLabel }, axes { ApplyTo: { FieldId }, CustomLabel }. */
function findLabel(part: unknown, id: string): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const { FieldId, CustomLabel, ApplyTo } = part as Record<string, unknown>
  const isAbout = FieldId === id || (ApplyTo as Part | undefined)?.FieldId === id
  if (isAbout && typeof CustomLabel === 'string') return CustomLabel
  for (const inner of Object.values(part)) {
    const found = findLabel(inner, id)
    if (found !== undefined) return found
  }
  return undefined
}
