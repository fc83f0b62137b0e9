// What a definition says of each of its fields, by FieldId: how its values are written.
import type { NumericFormatConfiguration, Visual } from '@aws-sdk/client-quicksight'

export interface Field {
  readonly numeric?: NumericFormatConfiguration
  /** QuickSight's pattern, such as `MMM D, YYYY`. */
  readonly date?: string
  /** What is written for no value. */
  readonly nothing?: string
}

export type Fields = ReadonlyMap<string, Field>

/** All of a visual's field wells, wherever they stand in it. */
export function readFields(visual: Visual): Fields {
  const fields = new Map<string, Field>()
  walk(visual, node => {
    // The words of an axis name field and column, too, and say nothing of its format.
    if (typeof node.FieldId !== 'string' || !isNode(node.Column)) return
    fields.set(node.FieldId, { ...fields.get(node.FieldId), ...readField(node) })
  })
  return fields
}

function readField(node: Node): Field {
  // A column of any type has its format a level deeper, by type.
  const formats = [node.FormatConfiguration, ...values(node.FormatConfiguration)].filter(isNode)
  const field: { numeric?: NumericFormatConfiguration; date?: string; nothing?: string } = {}
  for (const format of formats) {
    const numeric = [format.FormatConfiguration, format.NumericFormatConfiguration].find(isNode)
    if (numeric !== undefined) field.numeric = numeric as NumericFormatConfiguration
    if (typeof format.DateTimeFormat === 'string') field.date = format.DateTimeFormat
    const nothing = isNode(format.NullValueFormatConfiguration) && format.NullValueFormatConfiguration.NullString
    if (typeof nothing === 'string') field.nothing = nothing
  }
  return field
}

type Node = Record<string, unknown>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

function values(value: unknown): unknown[] {
  return isNode(value) ? Object.values(value) : []
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (!isNode(value)) return
  visit(value)
  for (const part of Object.values(value)) walk(part, visit)
}
