// json_exists, json_query and json_value, of a text, what is asked of it, and what PASSING gives.
import { evaluate, type Given } from '../json/evaluation.ts'
import { readGiven, readItem } from '../json/given.ts'
import { type Item, isScalar, nameType, PathError, type Scalar, scalarOf, writeDecimal } from '../json/item.ts'
import { parsePath } from '../json/path-parser.ts'
import type { JsonPath } from '../json/path-tree.ts'
import { writeJson, writeString } from '../json/writer.ts'
import type { Native, Natives, NativeType } from '../native.ts'
import { writeDouble, writeJavaDouble, writeJavaReal, writeReal } from './number-text.ts'

/** What a statement asks of all rows alike. */
export interface Question {
  readonly path: string
  /** What PASSING gives: names and types, `json` where that is read as JSON. */
  readonly given: readonly (readonly [name: string, type: string])[]
  readonly onEmpty?: string
  readonly onError: string
  readonly wrapper?: 'WITHOUT' | 'CONDITIONAL' | 'UNCONDITIONAL'
  readonly isUnquoted?: boolean
  /** Letters beyond 16 bits are two escapes where bytes of UTF-8 are written. */
  readonly isEscaped?: boolean
  /** What is found is given as varchar. */
  readonly isText?: boolean
}

interface Asked extends Question {
  readonly parsed: JsonPath
}

const asked = new Map<string, Asked>()

function readQuestion(text: string): Asked {
  const known = asked.get(text)
  if (known !== undefined) return known
  const question = JSON.parse(text) as Question
  const made = { ...question, parsed: parsePath(question.path) }
  if (asked.size > 1000) asked.clear()
  asked.set(text, made)
  return made
}

/** Why there is no answer, with Trino's code, and what stands for it. */
class Fault {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

const NO_JSON = new Fault('JSON_INPUT_CONVERSION_ERROR: conversion to JSON failed: ')

function find(text: string, question: Asked, passed: readonly (string | null)[]): readonly Item[] | Fault {
  const input = readItem(text)
  const given = new Map<string, Item | undefined>()
  for (const [i, [name, type]] of question.given.entries()) {
    const value = passed[i] ?? null
    const item = type === 'json' ? (value === null ? undefined : readItem(value)) : { kind: 'null' as const }
    if (type === 'json' && value !== null && item === undefined) return NO_JSON
    given.set(name, type === 'json' || value === null ? item : readGiven(type, value))
  }
  if (input === undefined) return NO_JSON
  return attempt(question.parsed, input, given)
}

function attempt(path: JsonPath, input: Item, given: Given): readonly Item[] | Fault {
  try {
    return evaluate(path, input, given)
  } catch (error) {
    if (error instanceof PathError) return new Fault(`PATH_EVALUATION_ERROR: path evaluation failed: ${error.message}`)
    throw error
  }
}

function exists(text: string, asks: string, passed: readonly (string | null)[]): boolean | null {
  const question = readQuestion(asks)
  const found = find(text, question, passed)
  if (!(found instanceof Fault)) return found.length > 0
  if (question.onError === 'ERROR') throw new Error(found.message)
  return question.onError === 'UNKNOWN' ? null : question.onError === 'TRUE'
}

const noOutput = (words: string) => new Fault(`JSON_OUTPUT_CONVERSION_ERROR: conversion from JSON failed: ${words}`)

function query(text: string, asks: string, passed: readonly (string | null)[]): string | null {
  const question = readQuestion(asks)
  const instead = (fault: Fault, behavior: string) => {
    if (behavior === 'ERROR') throw new Error(fault.message)
    return behavior === 'NULL' ? null : behavior === 'EMPTY ARRAY' ? '[]' : '{}'
  }
  const found = find(text, question, passed)
  if (found instanceof Fault) return instead(found, question.onError)
  if (found.length === 0) return instead(noOutput('JSON path found no items'), question.onEmpty!)
  const [first] = found
  const isWhole = found.length === 1 && (first!.kind === 'array' || first!.kind === 'object')
  const write = (item: Item) => writeItem(item, question.isEscaped!)
  if (question.wrapper === 'UNCONDITIONAL' || (question.wrapper === 'CONDITIONAL' && !isWhole))
    return `[${found.map(write).join(',')}]`
  if (found.length > 1) return instead(noOutput('JSON path found multiple items'), question.onError)
  const isText = first!.kind === 'string' || (isScalar(first!) && 'text' in first)
  return question.isUnquoted === true && isText ? (first as { text: string }).text : write(first!)
}

function writeItem(item: Item, isEscaped: boolean): string {
  if (item.kind === 'missing') return 'null'
  return isScalar(item) ? writeScalar(item, isEscaped) : writeJson(item, isEscaped ? 'last' : 'tree')
}

/** A value of SQL's as JSON. */
export function writeScalar(scalar: Scalar, isEscaped: boolean): string {
  switch (scalar.kind) {
    case 'varchar':
    case 'char':
      return writeString(scalar.text, !isEscaped)
    case 'decimal':
      return writeBigDecimal(scalar.value, scalar.scale)
    case 'real':
    case 'double': {
      const text = scalar.kind === 'real' ? writeJavaReal(scalar.value) : writeJavaDouble(scalar.value)
      return Number.isFinite(scalar.value) ? text : `"${text}"`
    }
    default:
      return String(scalar.value)
  }
}

/** As Java's BigDecimal.toString has it: with an exponent for what is small. */
function writeBigDecimal(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value)
  const exponent = digits.length - 1 - scale
  if (exponent >= -6) return writeDecimal(value, scale)
  const part = digits.length === 1 ? '' : `.${digits.slice(1)}`
  return `${value < 0n ? '-' : ''}${digits[0]}${part}E${exponent}`
}

/** How it is told: the whole numbers are all one. */
const tagOf = ({ kind }: Scalar) =>
  kind === 'char' ? 'varchar' : kind === 'tinyint' || kind === 'smallint' || kind === 'integer' ? 'bigint' : kind

function textOf(scalar: Scalar, isVarchar: boolean): string {
  if ('text' in scalar) return scalar.text
  if (scalar.kind === 'decimal') return writeDecimal(scalar.value, scalar.scale)
  if (isVarchar && scalar.kind === 'real') return writeReal(scalar.value)
  if (isVarchar && scalar.kind === 'double') return writeDouble(scalar.value)
  return String(scalar.value)
}

const noValue = (words: string) => new Fault(`JSON_VALUE_RESULT_ERROR: cannot extract SQL scalar from JSON: ${words}`)
const NO_SCALAR = noValue('JSON path found an item that cannot be converted to an SQL value')

function findScalar(found: readonly Item[] | Fault): Scalar | Fault | 'null' | 'empty' {
  if (found instanceof Fault) return found
  if (found.length === 0) return 'empty'
  if (found.length > 1) return noValue('JSON path found multiple items')
  if (found[0]!.kind === 'null') return 'null'
  try {
    return scalarOf(found[0]!) ?? NO_SCALAR
  } catch (error) {
    if (error instanceof PathError) return NO_SCALAR
    throw error
  }
}

/** `[tag, text, type]`: a tag of null, empty and error stands alone. */
function value(text: string, asks: string, passed: readonly (string | null)[]): readonly string[] {
  const question = readQuestion(asks)
  const found = findScalar(find(text, question, passed))
  if (found === 'empty' && question.onEmpty === 'ERROR') throw new Error(noValue('JSON path found no items').message)
  if (typeof found === 'string') return [found]
  if (!(found instanceof Fault)) return [tagOf(found), textOf(found, question.isText === true), nameType(found)]
  if (question.onError === 'ERROR') throw new Error(found.message)
  return ['error']
}

const native = (returns: NativeType, run: Native['run']): Native => ({
  parameters: ['varchar', 'varchar', 'varchar[]'],
  returns,
  run,
})

export const natives: Natives = {
  trino_json_exists: native('boolean', exists),
  trino_json_query: native('varchar', query),
  trino_json_value: native('varchar[]', value),
  /** As text, where nothing but NULL stands for what is missing. */
  trino_json_value_text: native('varchar', (text, asks, passed) => value(text, asks, passed)[1] ?? null),
}
