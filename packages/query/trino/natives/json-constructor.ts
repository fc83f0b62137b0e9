// JSON_ARRAY and JSON_OBJECT, of values that come as texts.
import { readGiven, readItem } from '../json/given.ts'
import { writeJson, writeString } from '../json/writer.ts'
import type { Natives } from '../native.ts'
import { writeScalar } from './json-path.ts'

/** What a statement asks of all rows alike. */
export interface Made {
  /** Of each value; `json` where it is read as JSON. */
  readonly types: readonly string[]
  /** NULL ON NULL; else what is NULL is left out. */
  readonly isNullKept: boolean
  /** Letters beyond 16 bits are two escapes where bytes of UTF-8 are written. */
  readonly isEscaped: boolean
  /** WITH UNIQUE KEYS. */
  readonly isUnique?: boolean
}

const asked = new Map<string, Made>()

function readMade(text: string): Made {
  const known = asked.get(text)
  if (known !== undefined) return known
  const made = JSON.parse(text) as Made
  if (asked.size > 1000) asked.clear()
  asked.set(text, made)
  return made
}

/** Null for what is left out. */
function write(value: string | null, type: string, { isNullKept, isEscaped }: Made): string | null {
  if (value === null) return isNullKept ? 'null' : null
  if (type !== 'json') return writeScalar(readGiven(type, value), isEscaped)
  const item = readItem(value)
  if (item === undefined) throw new Error('JSON_INPUT_CONVERSION_ERROR: conversion to JSON failed: ')
  return item.kind === 'missing' ? 'null' : writeJson(item, isEscaped ? 'last' : 'tree')
}

function makeArray(asks: string, values: readonly (string | null)[]): string {
  const made = readMade(asks)
  const items = values.map((value, i) => write(value, made.types[i]!, made))
  return `[${items.filter(item => item !== null).join(',')}]`
}

function makeObject(asks: string, keys: readonly (string | null)[], values: readonly (string | null)[]): string {
  const made = readMade(asks)
  const members = new Map<string, string>()
  for (const [i, key] of keys.entries()) {
    if (key === null)
      throw new Error('INVALID_FUNCTION_ARGUMENT: null value passed for JSON object key to JSON_OBJECT function')
    const value = write(values[i]!, made.types[i]!, made)
    if (value === null) continue
    if (members.has(key)) {
      throw new Error(
        made.isUnique === true
          ? 'INVALID_FUNCTION_ARGUMENT: duplicate key passed to JSON_OBJECT function'
          : 'NOT_SUPPORTED: cannot construct a JSON object with duplicate key',
      )
    }
    members.set(key, value)
  }
  const order = members.size < 2 ? [...members.keys()] : orderKeys([...members.keys()])
  return `{${order.map(key => `${writeString(key, !made.isEscaped)}:${members.get(key)}`).join(',')}}`
}

const MOST_IN_BUCKET = 8
/** From so many buckets on Java makes trees of the full ones. */
const TREES_FROM = 64

/** The order of Java's HashMap, which Trino gives an object's keys: by bucket, and within one as they came. */
function orderKeys(keys: readonly string[]): string[] {
  let size = 16
  const place = (key: string) => spread(key) & (size - 1)
  const counts = new Map<number, number>()
  const grow = (known: readonly string[]) => {
    size *= 2
    counts.clear()
    for (const key of known) counts.set(place(key), (counts.get(place(key)) ?? 0) + 1)
  }
  for (const [i, key] of keys.entries()) {
    const count = (counts.get(place(key)) ?? 0) + 1
    counts.set(place(key), count)
    const known = keys.slice(0, i + 1)
    if (count > MOST_IN_BUCKET && size >= TREES_FROM)
      throw new Error('NOT_SUPPORTED_LOCALLY: a JSON object of keys that are alike to Java runs on Athena only')
    if (count > MOST_IN_BUCKET) grow(known)
    if (known.length > size * 0.75) grow(known)
  }
  return keys
    .map((key, i) => [place(key), i, key] as const)
    .sort(([a, i], [b, j]) => a - b || i - j)
    .map(([, , key]) => key)
}

/** Java's hash of a text, its upper half mixed in. */
function spread(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0
  return hash ^ (hash >>> 16)
}

export const natives: Natives = {
  trino_json_elements: { parameters: ['varchar', 'varchar[]'], returns: 'varchar', run: makeArray },
  trino_json_members: { parameters: ['varchar', 'varchar[]', 'varchar[]'], returns: 'varchar', run: makeObject },
}
