// Questions about the tables themselves, which Athena hands to Hive: told by their words, for no grammar of Trino's has them.
import { readTokens, type Token } from '../tokens.ts'
import { type Place, Refusal, TrinoError } from './error.ts'
import { splitName } from './name.ts'
import { isOwnPlace } from './tables.ts'

export interface Question {
  readonly kind: 'tables' | 'columns' | 'partitions' | 'databases' | 'views' | 'table text' | 'view text' | 'is valid'
  /** The table's or view's, lower case. */
  readonly name?: string
  /** Which names are asked for: `*` is any text, `|` stands between choices. */
  readonly pattern?: string
}

const BEGINNING = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:show|describe|desc)\b/i
const PART = '(?:\\w+|"(?:[^"]|"")+")'
const NAME = `(?<name>${PART}(?: \\. ${PART}){0,2})`
const WITHIN = `(?: (?:in|from) (?<database>${PART}(?: \\. ${PART})?))?`
const PATTERN = "(?: (?:like )?'(?<pattern>(?:[^']|'')*)')?"

const questions: readonly (readonly [RegExp, Question['kind']])[] = [
  [`show tables${WITHIN}${PATTERN}`, 'tables'],
  [`show views${WITHIN}${PATTERN}`, 'views'],
  [`show (?:databases|schemas)${PATTERN}`, 'databases'],
  [`show columns (?:in|from) ${NAME}${WITHIN}`, 'columns'],
  [`(?:describe|desc) ${NAME}`, 'columns'],
  [`show partitions ${NAME}`, 'partitions'],
  [`show create table ${NAME}`, 'table text'],
  [`show create view ${NAME}`, 'view text'],
].map(([words, kind]) => [new RegExp(`^${words}$`), kind as Question['kind']])

/** What Athena's Hive does and this engine does not, and what to do instead. */
const refused: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:describe|desc) (?:formatted|extended) /, 'DESCRIBE FORMATTED', 'use DESCRIBE or SHOW CREATE TABLE'],
  [
    /^(?:describe|desc) .+ partition \(/,
    'DESCRIBE of a partition',
    'use DESCRIBE: all partitions have the same columns',
  ],
  [/^show tblproperties /, 'SHOW TBLPROPERTIES', 'use SHOW CREATE TABLE'],
  [/^show functions/, 'SHOW FUNCTIONS', 'call the function: one that is not there is refused by name'],
]

/**
 * The question that a statement is; undefined for one of another kind.
 * @throws Refusal, TrinoError for a database that is not there
 */
export function readQuestion(sql: string): Question | undefined {
  if (!BEGINNING.test(sql)) return undefined
  // Hive's names stand in backquotes.
  const tokens = readTokens(sql.replaceAll('`', '"'))
  while (tokens.at(-1)?.text === ';') tokens.pop()
  const text = tokens.map(token => token.text).join(' ')
  for (const [pattern, what, instead] of refused) {
    if (pattern.test(`${text} `)) throw new Refusal(placeOfToken(tokens[0]!, sql), what, instead)
  }
  for (const [pattern, kind] of questions) {
    const groups = pattern.exec(text)?.groups
    if (groups !== undefined) return describeQuestion(kind, groups, placeOfToken(tokens[0]!, sql))
  }
  return undefined
}

function describeQuestion(
  kind: Question['kind'],
  { name, database, pattern }: Readonly<Record<string, string | undefined>>,
  place: Place,
): Question {
  const names = name === undefined ? [] : splitName(name)
  const own = [...names.slice(0, -1), ...(database === undefined ? [] : splitName(database))]
  if (own.length > 0 && !isOwnPlace(own)) {
    throw new TrinoError('SCHEMA_NOT_FOUND', place, `Schema '${own.join('.')}' does not exist`)
  }
  if (pattern !== undefined && !/^[\w*|.]*$/.test(pattern)) {
    throw new Refusal(place, `the pattern '${pattern}'`, 'write * for any text, and | between choices')
  }
  return { kind, ...(names.length > 0 && { name: names.at(-1)! }), ...(pattern !== undefined && { pattern }) }
}

function placeOfToken({ at }: Token, sql: string): Place {
  const lines = sql.slice(0, at).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
