// A statement that a person can take along: its parameters written in as Athena's literals.
import { type Parameter, type ParameterType, QueryError } from '@clickstream/query/engine'
import { readTokens } from '@clickstream/query/tokens'

const WRITE: Record<ParameterType, (value: string) => string> = {
  string: quote,
  integer: value => value,
  decimal: value => `decimal '${value}'`,
  boolean: value => value,
  date: value => `date '${value}'`,
  timestamp: value => `timestamp '${value.replace('T', ' ').replace('Z', '')}'`,
}
const NULLS: Record<ParameterType, string> = {
  string: 'varchar',
  integer: 'bigint',
  decimal: 'decimal(18, 4)',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
}

/**
 * Each `?` as a literal of its parameter's type; all else as it is written.
 * @throws QueryError when there are more or fewer `?` than parameters.
 */
export function writeLiterals(sql: string, parameters: readonly Parameter[]): string {
  const places = readTokens(sql).filter(({ kind }) => kind === 'parameter')
  if (places.length !== parameters.length) {
    throw new QueryError(`parameters: expected ${places.length}, one for each ?, got ${parameters.length}`)
  }
  let text = ''
  let end = 0
  for (const [i, { at }] of places.entries()) {
    text += sql.slice(end, at) + writeLiteral(parameters[i]!)
    end = at + 1
  }
  return text + sql.slice(end)
}

function writeLiteral({ type, value }: Parameter): string {
  if (value === null) return `cast(null as ${NULLS[type]})`
  // A minus sign after another one would begin a comment.
  return value.startsWith('-') && (type === 'integer' || type === 'decimal')
    ? `(${WRITE[type](value)})`
    : WRITE[type](value)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
