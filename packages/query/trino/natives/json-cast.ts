// JSON cast to values, and values to JSON, one level at a time.
import { attempt, type Json, JsonReader } from '../json/reader.ts'
import { writeJson, writeString } from '../json/writer.ts'
import type { Native, Natives, NativeType } from '../native.ts'
import { shorten } from './json.ts'
import {
  readBoolean,
  readDecimal,
  readDouble,
  readInteger,
  writeDouble,
  writeJavaDouble,
  writeJavaReal,
} from './number-text.ts'

function fault(message: string): never {
  throw new Error(`INVALID_CAST_ARGUMENT: ${message}`)
}

function read(text: string, type: string): Json {
  return attempt(
    () => fault(`Cannot cast '${shorten(text)}' to ${type}`),
    () => new JsonReader(text).readAll(),
  )
}

/** A scalar; objects and arrays are none. */
function scalar(text: string, type: string): Exclude<Json, { kind: 'object' | 'array' }> {
  const json = read(text, type)
  return json.kind === 'object' || json.kind === 'array' ? fault(`Cannot cast '${shorten(text)}' to ${type}`) : json
}

const isWhole = (text: string) => /^-?\d+$/.test(text)

function toVarchar(text: string): string | null {
  const json = scalar(text, 'varchar')
  if (json.kind === 'null') return null
  if (json.kind === 'string') return json.text
  if (json.kind !== 'number') return json.kind
  return isWhole(json.text) ? json.text : writeDouble(Number(json.text))
}

function toInteger(text: string, type: string, name: string, bits: bigint): bigint | null {
  const json = scalar(text, type)
  if (json.kind === 'null') return null
  if (json.kind === 'string') return readInteger(json.text, name, Number(bits))
  if (json.kind !== 'number') return json.kind === 'true' ? 1n : 0n
  const number = Number(json.text)
  // Halves away from zero.
  const value = isWhole(json.text)
    ? BigInt(json.text)
    : !Number.isFinite(number)
      ? 1n << 64n
      : BigInt(Math.sign(number) * Math.round(Math.abs(number)))
  if (BigInt.asIntN(Number(bits), value) === value) return value
  if (isWhole(json.text)) fault(`Cannot cast '${shorten(text)}' to ${type}`)
  const shown = writeJavaDouble(number)
  // Of narrower integers, too, Trino says integer.
  return fault(type === 'bigint' ? `Unable to cast ${shown} to bigint` : `Cannot cast '${shown}' to integer`)
}

function toDouble(text: string, type: string): number | null {
  const json = scalar(text, type)
  if (json.kind === 'null') return null
  if (json.kind === 'string') return readDouble(json.text, type.toUpperCase())
  return json.kind === 'number' ? Number(json.text) : Number(json.kind === 'true')
}

function toBoolean(text: string): boolean | null {
  const json = scalar(text, 'boolean')
  if (json.kind === 'null') return null
  if (json.kind === 'string') return readBoolean(json.text)
  return json.kind === 'number' ? Number(json.text) !== 0 : json.kind === 'true'
}

function toDecimal(text: string, precision: bigint, scale: bigint): string | null {
  const type = `DECIMAL(${precision},${scale})`
  const json = scalar(text, type)
  if (json.kind === 'null') return null
  if (json.kind === 'true' || json.kind === 'false') return json.kind === 'true' ? '1' : '0'
  try {
    return readDecimal((json as { text: string }).text, precision, scale)
  } catch (error) {
    if ((error as Error).message.endsWith('too large.')) fault(`Cannot cast input json to ${type}`)
    return fault(`Cannot cast '${shorten(text)}' to ${type}`)
  }
}

/** What a text begins with, as Trino names a token. */
function tokenOf(json: Json): string {
  return json.kind === 'object' ? '{' : json.kind === 'array' ? '[' : 'text' in json ? json.text : json.kind
}

function wrong(text: string, type: string, why: string): never {
  return fault(`Cannot cast to ${type}. ${why}\n${shorten(text)}`)
}

function items(text: string, type: string): string[] | null {
  const json = read(text, type)
  if (json.kind === 'null') return null
  if (json.kind !== 'array') wrong(text, type, `Expected a json array, but got ${tokenOf(json)}`)
  return (json as Extract<Json, { kind: 'array' }>).items.map(item => writeJson(item, 'as read'))
}

function entries(text: string, type: string): readonly (readonly [string, Json])[] | null {
  const json = read(text, type)
  if (json.kind === 'null') return null
  if (json.kind !== 'object') wrong(text, type, `Expected a json object, but got ${tokenOf(json)}`)
  const known = (json as Extract<Json, { kind: 'object' }>).entries
  if (new Set(known.map(([key]) => key)).size < known.length) wrong(text, type, 'Duplicate keys are not allowed')
  return known
}

/** The values of a row's fields, by place or by name; null for one that an object has not. */
function fields(
  text: string,
  type: string,
  names: readonly (string | null)[],
  types: readonly string[],
): (string | null)[] | null {
  const json = read(text, type)
  if (json.kind === 'null') return null
  if (json.kind === 'array') {
    if (json.items.length < names.length)
      wrong(text, type, `Unexpected token when cast to ${types[json.items.length]}: ]`)
    if (json.items.length > names.length)
      wrong(text, type, `Expected json array ending, but got ${tokenOf(json.items[names.length]!)}`)
    return json.items.map(item => writeJson(item, 'as read'))
  }
  if (json.kind !== 'object') wrong(text, type, `Expected a json array or object, but got ${tokenOf(json)}`)
  const known = new Map<string, string>()
  for (const [key, value] of (json as Extract<Json, { kind: 'object' }>).entries) {
    const name = key.toLowerCase()
    if (known.has(name)) wrong(text, type, `Duplicate field: ${name}`)
    known.set(name, writeJson(value, 'as read'))
  }
  return names.map(name => known.get((name ?? '').toLowerCase()) ?? null)
}

const quoteUnlessFinite = (value: number, text: string) => (Number.isFinite(value) ? text : `"${value}"`)

/** Keys and values, sorted by key. */
function makeObject(keys: readonly string[], values: readonly (string | null)[]): string {
  const pairs = keys
    .map((key, i) => [key, values[i] ?? 'null'] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${pairs.map(([key, value]) => `${writeString(key)}:${value}`).join(',')}}`
}

const native = (parameters: readonly NativeType[], returns: NativeType, run: Native['run']): Native => ({
  parameters,
  returns,
  run,
})

export const natives: Natives = {
  trino_json_to_varchar: native(['varchar'], 'varchar', toVarchar),
  trino_json_to_integer: native(['varchar', 'varchar', 'varchar', 'bigint'], 'bigint', toInteger),
  trino_json_to_double: native(['varchar', 'varchar'], 'double', toDouble),
  trino_json_to_boolean: native(['varchar'], 'boolean', toBoolean),
  trino_json_to_decimal: native(['varchar', 'bigint', 'bigint'], 'varchar', toDecimal),
  trino_json_items: native(['varchar', 'varchar'], 'varchar[]', items),
  trino_json_keys: native(
    ['varchar', 'varchar'],
    'varchar[]',
    (text, type) => entries(text, type)?.map(([key]) => writeString(key)) ?? null,
  ),
  trino_json_values: native(
    ['varchar', 'varchar'],
    'varchar[]',
    (text, type) => entries(text, type)?.map(([, value]) => writeJson(value, 'as read')) ?? null,
  ),
  trino_json_fields: native(['varchar', 'varchar', 'varchar[]', 'varchar[]'], 'varchar[]', fields),
  trino_json_of_text: native(['varchar'], 'varchar', (text: string) => writeString(text)),
  trino_json_of_double: native(['double'], 'varchar', (value: number) =>
    quoteUnlessFinite(value, writeJavaDouble(value)),
  ),
  trino_json_of_real: native(['double'], 'varchar', (value: number) => quoteUnlessFinite(value, writeJavaReal(value))),
  trino_json_object: native(['varchar[]', 'varchar[]'], 'varchar', makeObject),
}
