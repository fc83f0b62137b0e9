// What somebody asks on the SQL page, read from a request.
import { type Parameter, QueryError } from '@clickstream/query/engine'
import { bindParameters, type SavedQuery } from '@clickstream/query/library'
import { parameterTypes, readValue } from '@clickstream/query/value'
import { Failure } from './failure.ts'
import { findPlace } from './fault.ts'
import type { SqlError } from './wire-sql.ts'

export interface Question {
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

/** The question is at fault; where it is. */
export class QuestionError extends Error {
  override name = 'QuestionError'
  readonly body: SqlError

  constructor(body: SqlError) {
    super(body.error)
    this.body = body
  }
}

/** `{"sql": "…", "parameters": [{"type": "date", "value": "7 days ago"}]}`. @throws Failure 400, QuestionError */
export function readQuestion(text: string, clock: () => number = Date.now): Question {
  const { sql, parameters = [] } = readObject(text)
  if (typeof sql !== 'string') throw new Failure(400, `sql: expected text, got ${JSON.stringify(sql) ?? 'nothing'}`)
  if (!Array.isArray(parameters))
    throw new Failure(400, 'parameters: expected a list of {type, value}, got another thing')
  return { sql, parameters: parameters.map((each, i) => readParameter(each, `parameter ${i + 1}`, clock())) }
}

/** A saved query with its values, `{"parameters": {"from": "7 days ago"}}`. @throws Failure 400 and 404, QuestionError */
export function readSaved(
  queries: readonly SavedQuery[],
  name: string,
  text: string,
  clock: () => number = Date.now,
): Question {
  const query = queries.find(each => each.name === name)
  if (query === undefined)
    throw new Failure(404, `question: expected the name of a saved one, got ${JSON.stringify(name)}`)
  const { parameters = {} } = readObject(text)
  if (!isObject(parameters))
    throw new Failure(400, 'parameters: expected an object of texts by name, got another thing')
  const given: Record<string, string> = Object.create(null)
  for (const [key, value] of Object.entries(parameters)) {
    if (typeof value !== 'string') throw new Failure(400, `${key}: expected text, got ${JSON.stringify(value)}`)
    given[key] = value
  }
  try {
    return { sql: query.sql, parameters: bindParameters(query, given, clock) }
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const [, field] = /^([a-z_][a-z0-9_]*): /.exec(error.message) ?? []
    throw new QuestionError({ error: error.message, ...(field === undefined || field === query.name ? {} : { field }) })
  }
}

/** The engine's words about a question, with the place in it that they point to; any other error as it is. */
export function blame(error: unknown, { sql }: Question): unknown {
  if (!(error instanceof QueryError)) return error
  const { message } = error
  const isParameters = /^parameters: expected/.test(message)
  const hint = isParameters ? 'Write values in place of ?, or open a saved question with its form.' : undefined
  return new QuestionError({ error: message, ...(hint === undefined ? {} : { hint }), ...findPlace(sql, message) })
}

function readParameter(given: unknown, name: string, now: number): Parameter {
  const { type: kind, value = null } = isObject(given) ? given : {}
  const type = parameterTypes.find(each => each === kind)
  if (type === undefined) {
    throw new Failure(
      400,
      `${name}: expected a type (${parameterTypes.join(', ')}), got ${JSON.stringify(kind) ?? 'nothing'}`,
    )
  }
  if (value === null) return { name, type, value }
  const read = typeof value === 'string' ? readValue(type, value, now) : undefined
  if (read === undefined) throw new Failure(400, `${name}: expected a ${type} as text, got ${JSON.stringify(value)}`)
  return { name, type, value: read }
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Said below.
  }
  throw new Failure(400, 'body: expected a JSON object, got something else')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
