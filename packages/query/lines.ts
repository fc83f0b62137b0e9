// Rows as lines of text, as Hive writes them: JSON, and fields between marks.
import { writeDouble, writeReal } from './trino/float.ts'
import { showText } from './trino/show.ts'
import type { Type } from './trino/type.ts'

type Held = unknown

/** `{"a":1,"b":null}`: `names` and `types` are those of the values. */
export function writeJsonLine(values: readonly Held[], names: readonly string[], types: readonly Type[]): string {
  return `{${values.map((value, i) => `${JSON.stringify(names[i])}:${writeJson(value, types[i]!)}`).join(',')}}\n`
}

function writeJson(value: Held, type: Type): string {
  if (value === null || value === undefined) return 'null'
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'decimal':
      return String(value)
    case 'real':
    case 'double': {
      const text = writeScalar(value, type)
      return /^(?:NaN|-?Infinity)$/.test(text) ? `"${text}"` : text
    }
    case 'array':
      return `[${(value as Held[]).map(item => writeJson(item, type.element)).join(',')}]`
    case 'map': {
      const entries = value as { key: Held; value: Held }[]
      const write = (entry: { key: Held; value: Held }) =>
        `${JSON.stringify(writeScalar(entry.key, type.key))}:${writeJson(entry.value, type.value)}`
      return `{${entries.map(write).join(',')}}`
    }
    case 'row': {
      const held = value as Record<string, Held>
      const fields = type.fields.map(
        (field, i) => `${JSON.stringify(field.name)}:${writeJson(held[`f${i + 1}`], field.type)}`,
      )
      return `{${fields.join(',')}}`
    }
    default:
      return JSON.stringify(writeScalar(value, type))
  }
}

/** Marks between fields, items, keys and what is in these. */
const MARKS = ['\x01', '\x02', '\x03', '\x04', '\x05', '\x06', '\x07', '\x08']

export function writeTextLine(values: readonly Held[], types: readonly Type[], delimiter: string): string {
  return `${values.map((value, i) => writeField(value, types[i]!, 1)).join(delimiter)}\n`
}

function writeField(value: Held, type: Type, depth: number): string {
  if (value === null || value === undefined) return '\\N'
  const mark = MARKS[depth]!
  switch (type.kind) {
    case 'array':
      return (value as Held[]).map(item => writeField(item, type.element, depth + 1)).join(mark)
    case 'map': {
      const entries = value as { key: Held; value: Held }[]
      const write = (entry: { key: Held; value: Held }) =>
        [writeField(entry.key, type.key, depth + 2), writeField(entry.value, type.value, depth + 2)].join(
          MARKS[depth + 1],
        )
      return entries.map(write).join(mark)
    }
    case 'row':
      return type.fields
        .map((field, i) => writeField((value as Record<string, Held>)[`f${i + 1}`], field.type, depth + 1))
        .join(mark)
    case 'decimal':
      return trimDecimal(String(value))
    case 'varbinary':
      return Buffer.from(showText(value, type).replaceAll(' ', ''), 'hex').toString('base64')
    default:
      return writeScalar(value, type)
  }
}

/** `1.50` as Hive has it: `1.5`. */
export function trimDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** As Hive writes it: a time without the zeros at its end. */
export function writeScalar(value: Held, type: Type): string {
  switch (type.kind) {
    case 'double':
      return writeDouble(Number(value))
    case 'real':
      return writeReal(Number(value))
    case 'timestamp':
      return showText(value, type).replace(/0+$/, '').replace(/\.$/, '')
    default:
      return showText(value, type)
  }
}
