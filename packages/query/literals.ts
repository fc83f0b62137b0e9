// A statement with its parameters written in, as literals of Athena's: what a person takes along, and what Athena is sent.
import { type Parameter, type ParameterType, QueryError } from './engine.ts'
import { readTokens } from './tokens.ts'

interface Writer {
  /** What a value looks like: nothing else is written. */
  readonly form: RegExp
  readonly write: (value: string) => string
  /** The type of a null. */
  readonly type: string
}

const writers: Record<ParameterType, Writer> = {
  // Between quotes only a quote means anything, and it is doubled: Athena knows no other escape.
  string: { form: /^[\s\S]*$/, write: value => `'${value.replaceAll("'", "''")}'`, type: 'varchar' },
  integer: { form: /^-?\d+$/, write: signed, type: 'bigint' },
  decimal: { form: /^-?\d+(\.\d+)?$/, write: value => `decimal '${value}'`, type: 'decimal(18, 4)' },
  boolean: { form: /^(true|false)$/, write: value => value, type: 'boolean' },
  date: { form: /^\d{4}-\d\d-\d\d$/, write: value => `date '${value}'`, type: 'date' },
  timestamp: {
    form: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,12})?)?Z?$/,
    write: value => `timestamp '${value.replace('T', ' ').replace('Z', '')}'`,
    type: 'timestamp',
  },
}

/** What a literal would run into: a word before or after it, or another string. */
const STUCK = /[\w'"]/

/**
 * Each `?` as a literal of its parameter's type; all else as it is written.
 * @throws QueryError when there are more or fewer `?` than parameters, and for a value that is not of its type.
 */
export function writeLiterals(sql: string, parameters: readonly Parameter[]): string {
  const places = readTokens(sql).filter(({ kind }) => kind === 'parameter')
  if (places.length !== parameters.length) {
    throw new QueryError(`parameters: expected ${places.length}, one for each ?, got ${parameters.length}`)
  }
  let text = ''
  let end = 0
  for (const [i, { at }] of places.entries()) {
    text += sql.slice(end, at)
    if (STUCK.test(text.at(-1) ?? '')) text += ' '
    text += writeLiteral(parameters[i]!)
    end = at + 1
    if (STUCK.test(sql[end] ?? '')) text += ' '
  }
  return text + sql.slice(end)
}

function writeLiteral({ name, type, value }: Parameter): string {
  const writer = writers[type]
  if (value === null) return `cast(null as ${writer.type})`
  if (!writer.form.test(value)) throw new QueryError(`${name}: expected ${type}, got ${JSON.stringify(value)}`)
  return writer.write(value)
}

/** A minus sign after another one would begin a comment. */
function signed(value: string): string {
  return value.startsWith('-') ? `(${value})` : value
}
