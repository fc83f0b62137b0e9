// A data set's statement as QuickSight's custom SQL: it takes no `?`, and knows no database but those that are named.
import { QueryError } from '@clickstream/query/engine'
import type { SavedParameter, SavedQuery } from '@clickstream/query/library'
import { writeLiterals } from '@clickstream/query/literals'
import { readTokens, type Token } from '@clickstream/query/tokens'
import { readValue } from '@clickstream/query/value'

/**
 * QuickSight writes a date as the text of a time or as a timestamp, and its guide does not say which for Athena. The first ten
 * characters are the day either way.
 */
const readDay = (name: string) => `cast(substr(cast(<<$${name}>> as varchar), 1, 10) as date)`

/** What stands for a parameter that a dashboard gives a value, by type. QuickSight puts the quotes around text. */
const MAPPED: Partial<Record<SavedParameter['type'], (name: string) => string>> = {
  date: readDay,
  string: name => `<<$${name}>>`,
}

export interface Place {
  /** The Glue database that its tables are in. */
  readonly database: string
  /** Names of the tables there. */
  readonly tables: ReadonlySet<string>
}

/**
 * The statement with a parameter of the data set, `<<$name>>`, for each `?` that a dashboard gives a value, the header's
 * default for each other, and the database before the name of each table.
 * @param mapped names of the parameters that dashboards give a value
 * @throws QueryError for a parameter that QuickSight cannot give, or one without value and default
 */
export function writeCustomSql(query: SavedQuery, mapped: ReadonlySet<string>, { database, tables }: Place): string {
  const tokens = readTokens(query.sql)
  const isOurs = findDefined(tokens)
  const write = writeParameters(query, mapped)
  let text = ''
  let end = 0
  let parameter = 0
  for (const [i, token] of tokens.entries()) {
    const isTable = tables.has(token.text) && isRead(tokens, i) && !isOurs(token.text, i)
    text += query.sql.slice(end, token.at)
    if (token.kind === 'parameter') text += write(query.positions[parameter++]!)
    else text += isTable ? `"${database}"."${token.text}"` : query.sql.slice(token.at, token.at + token.text.length)
    end = token.at + token.text.length
  }
  return text.trim()
}

/** Whether a name is a step of the `with` by there: from the end of `name as (…)` on. */
function findDefined(tokens: readonly Token[]): (name: string, at: number) => boolean {
  const ends = new Map<string, number>()
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'word' || tokens[i + 1]?.text !== 'as' || tokens[i + 2]?.text !== '(') continue
    let depth = 1
    let end = i + 3
    for (; depth > 0 && end < tokens.length; end++) depth += { '(': 1, ')': -1 }[tokens[end]!.text] ?? 0
    ends.set(text, end)
  }
  return (name, at) => at >= (ends.get(name) ?? Number.POSITIVE_INFINITY)
}

/** `from name`, `join name`: house style has no lists after `from`. */
function isRead(tokens: readonly Token[], i: number): boolean {
  return tokens[i]!.kind === 'word' && ['from', 'join'].includes(tokens[i - 1]?.text ?? '')
}

function writeParameters(query: SavedQuery, mapped: ReadonlySet<string>): (name: string) => string {
  return function write(name: string): string {
    const { type, default: typed } = query.parameters.find(each => each.name === name)!
    const fail = (expected: string) => new QueryError(`${query.name}: ${name}: expected ${expected}`)
    if (mapped.has(name)) {
      if (MAPPED[type] === undefined) throw fail(`a date or string that a dashboard gives, got a ${type}`)
      return MAPPED[type](name)
    }
    if (typed === null) throw fail('a default, or a value from each dashboard, got neither')
    if (typed === 'today') return 'current_date'
    const [, days, other] = /^(\d+) days? before ([a-z_]+)$/.exec(typed) ?? []
    if (other !== undefined) return `date_add('day', -${days}, ${write(other)})`
    const value = / ago$|^yesterday$|^now$/.test(typed) ? undefined : readValue(type, typed, 0)
    if (value === undefined)
      throw fail(`a default that is the same every day, today, or days before another, got ${typed}`)
    return writeLiterals('?', [{ name, type, value }])
  }
}
