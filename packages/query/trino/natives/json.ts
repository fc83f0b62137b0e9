// Functions over JSON, in text or of its type.

import { readPath } from '../json/path.ts'
import { attempt, type Json, JsonReader, NoJson } from '../json/reader.ts'
import { writeJson } from '../json/writer.ts'
import type { Native, Natives, NativeType, NativeValue } from '../native.ts'

const MOST_SHOWN = 10_000

export function shorten(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}...(truncated)`
}

function invalid(message: string): never {
  throw new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)
}

function parse(text: string): string {
  return attempt(
    () => invalid(`Cannot convert value to JSON: '${shorten(text)}'`),
    () => writeJson(new JsonReader(text).readAll(), 'sorted'),
  )
}

function isScalar(text: string): boolean {
  const json = attempt(
    () => invalid(`Invalid JSON value: ${shorten(text)}`),
    () => new JsonReader(text).readAll(),
  )
  return json.kind !== 'object' && json.kind !== 'array'
}

/** What is at the path, read no further than that; null where nothing is. */
function find(text: string, path: string): Json | null {
  const tokens = readPath(path)
  return attempt(
    () => null,
    () => {
      const reader = new JsonReader(text)
      return reader.next === '' ? null : descend(reader, tokens, 0)
    },
  )
}

function descend(reader: JsonReader, tokens: readonly string[], depth: number): Json | null {
  const token = tokens[depth]
  if (token === undefined) return reader.read()
  if (reader.next === '{') {
    for (const key of reader.eachKey()) {
      if (key === token) return descend(reader, tokens, depth + 1)
      reader.read()
    }
    return null
  }
  if (reader.next !== '[') throw new NoJson()
  const wanted = /^\d+$/.test(token) ? Number(token) : -1
  for (const index of reader.eachIndex()) {
    if (index === wanted) return descend(reader, tokens, depth + 1)
    reader.read()
  }
  return null
}

function textOf(json: Json | null): string | null {
  if (json === null || json.kind === 'object' || json.kind === 'array' || json.kind === 'null') return null
  return json.kind === 'string' || json.kind === 'number' ? json.text : json.kind
}

function extract(text: string, path: string): string | null {
  const json = find(text, path)
  return json === null ? null : writeJson(json, 'as read')
}

function size(text: string, path: string): bigint | null {
  const json = find(text, path)
  if (json === null) return null
  return BigInt(json.kind === 'array' ? json.items.length : json.kind === 'object' ? json.entries.length : 0)
}

/** The array's items as they come; undefined where it is none. What is behind it does not count. */
function* items(text: string): Generator<Json> {
  const reader = new JsonReader(text)
  if (reader.next !== '[') throw new NoJson()
  for (const _ of reader.eachIndex()) yield reader.read()
}

function arrayLength(text: string): bigint | null {
  return attempt<bigint | null>(
    () => null,
    () => {
      let length = 0n
      for (const _ of items(text)) length++
      return length
    },
  )
}

function contains(text: string, isSame: (json: Json) => boolean): boolean | null {
  return attempt<boolean | null>(
    () => null,
    () => {
      for (const item of items(text)) if (isSame(item)) return true
      return false
    },
  )
}

const isInteger = (text: string) => /^-?\d+$/.test(text)

function arrayGet(text: string, index: bigint): string | null {
  return attempt<string | null>(
    () => null,
    () => {
      const read: Json[] = []
      for (const item of items(text)) {
        if (BigInt(read.length) === index) return itemText(item)
        read.push(item)
      }
      const item = index < 0n ? read[read.length + Number(index)] : undefined
      if (item?.kind === 'null') throw new Error('GENERIC_INTERNAL_ERROR: string is null')
      return item === undefined ? null : itemText(item)
    },
  )
}

function itemText(item: Json): string | null {
  return item.kind === 'object' || item.kind === 'array' ? writeJson(item, 'tree') : textOf(item)
}

const native = (parameters: readonly NativeType[], returns: NativeType, run: Native['run']): Native => ({
  parameters,
  returns,
  run: run as (...args: unknown[]) => NativeValue,
})

export const natives: Natives = {
  trino_json_parse: native(['varchar'], 'varchar', parse),
  trino_is_json_scalar: native(['varchar'], 'boolean', isScalar),
  trino_json_extract: native(['varchar', 'varchar'], 'varchar', extract),
  trino_json_extract_scalar: native(['varchar', 'varchar'], 'varchar', (text, path) => textOf(find(text, path))),
  trino_json_size: native(['varchar', 'varchar'], 'bigint', size),
  trino_json_array_length: native(['varchar'], 'bigint', arrayLength),
  trino_json_array_get: native(['varchar', 'bigint'], 'varchar', arrayGet),
  trino_json_array_contains_boolean: native(['varchar', 'boolean'], 'boolean', (text, value: boolean) =>
    contains(text, item => item.kind === String(value)),
  ),
  trino_json_array_contains_bigint: native(['varchar', 'bigint'], 'boolean', (text, value: bigint) =>
    contains(text, item => item.kind === 'number' && isInteger(item.text) && BigInt(item.text) === value),
  ),
  trino_json_array_contains_double: native(['varchar', 'double'], 'boolean', (text, value: number) =>
    Number.isFinite(value)
      ? contains(text, item => item.kind === 'number' && !isInteger(item.text) && Number(item.text) === value)
      : false,
  ),
  trino_json_array_contains_varchar: native(['varchar', 'varchar'], 'boolean', (text, value: string) =>
    contains(text, item => item.kind === 'string' && item.text === value),
  ),
}
