// One Athena statement that reads: which kind it is, what it may not contain, and its `?` typed.
import { type Parameter, type ParameterType, QueryError } from './engine.ts'
import { lineAt, readTokens, type Token } from './tokens.ts'

/** A question about the tables themselves. */
export interface CatalogQuestion {
  readonly kind: 'tables' | 'columns'
  /** columns: of this table. */
  readonly table?: string
}

export interface Select {
  readonly kind: 'select'
  /** Without comments, words in lower case, each `?` as `cast($n as type)`; lines are where they were. */
  readonly text: string
}

/** Ways of saying that this engine must refuse, as the words they begin with, and what to write instead. */
const REFUSED: readonly (readonly [words: string, why: string])[] = [
  ['varchar (', 'varchar(n) cuts its text on Athena only: use substr(x, 1, n)'],
  ['char (', 'char(n) fills its text with spaces on Athena only: use varchar'],
  ['timezone (', 'timezone(…) is not Athena’s: write cast(at_timezone(x, …) as timestamp)'],
  ['ignore nulls', 'IGNORE NULLS is not translated yet: use max(x) over a group made with count(x) over (order by …)'],
  ['respect nulls', 'RESPECT NULLS is the default: leave it out'],
  ['within group', 'LISTAGG … WITHIN GROUP is not translated yet: use array_join(array_agg(x order by y), …)'],
  ['match_recognize', 'MATCH_RECOGNIZE cannot run on DuckDB: use window functions'],
  ['tablesample', 'TABLESAMPLE draws other rows each time: filter by something in the rows'],
  ['with recursive', 'WITH RECURSIVE is not translated yet: use sequence(…) with unnest'],
  ['array (', 'ARRAY(T) types are not translated yet'],
  ['row (', 'ROW is not translated yet: select its parts as columns of their own'],
  ['map (', 'MAP is not translated yet: use case'],
  ['->', 'Functions with x -> … are not translated yet: unnest the array and select from it'],
  ['decimal )', 'decimal without precision differs: write decimal(38, 0)'],
  ['decimal ,', 'decimal without precision differs: write decimal(38, 0)'],
]

const READING = new Set(['select', 'with', 'values', '('])

/**
 * Reads the text of a statement for DuckDB.
 * @throws QueryError when it is not one statement, does more than read, or when `?` and parameters do not match.
 */
export function readStatement(sql: string, parameters: readonly Parameter[]): Select | CatalogQuestion {
  const { tokens, question } = readOne(sql, parameters)
  if (question !== undefined) return question
  for (let i = 0; i < tokens.length; i++) refuse(sql, tokens, i)
  return { kind: 'select', text: writeText(sql, tokens, parameters) }
}

/**
 * The question about the tables themselves that a statement is; undefined for one that reads rows.
 * @throws QueryError as `readStatement` does, but for what DuckDB alone cannot do
 */
export function checkStatement(sql: string, parameters: readonly Parameter[]): CatalogQuestion | undefined {
  return readOne(sql, parameters).question
}

function readOne(
  sql: string,
  parameters: readonly Parameter[],
): { tokens: readonly Token[]; question: CatalogQuestion | undefined } {
  const tokens = readTokens(sql)
  while (tokens.at(-1)?.text === ';') tokens.pop()
  const first = tokens[0]
  if (first === undefined) throw new QueryError('statement: expected Athena SQL, got nothing')
  const end = tokens.find(token => token.text === ';')
  if (end !== undefined) throw new QueryError(`${lineAt(sql, end.at)}: expected one statement, got another after ;`)
  const question = readCatalogQuestion(tokens)
  if (question === undefined && !READING.has(first.text)) {
    throw new QueryError(
      `statement: expected one that reads (select, with, values, show tables, describe), got ${first.text}`,
    )
  }
  checkParameters(tokens, parameters)
  return { tokens, question }
}

/** How many `?` a text has outside its strings, quoted names and comments. */
export function countParameters(sql: string): number {
  return readTokens(sql).filter(token => token.kind === 'parameter').length
}

function readCatalogQuestion(tokens: readonly Token[]): CatalogQuestion | undefined {
  const words = tokens.map(token => (token.kind === 'quoted' ? token.text.slice(1, -1) : token.text))
  if (words[0] === 'show' && words[1] === 'tables' && words.length === 2) return { kind: 'tables' }
  if ((words[0] === 'describe' || words[0] === 'desc') && words.length === 2)
    return { kind: 'columns', table: words[1]! }
  if (
    words[0] === 'show' &&
    words[1] === 'columns' &&
    (words[2] === 'from' || words[2] === 'in') &&
    words.length === 4
  ) {
    return { kind: 'columns', table: words[3]! }
  }
  return undefined
}

function checkParameters(tokens: readonly Token[], parameters: readonly Parameter[]): void {
  const expected = tokens.filter(token => token.kind === 'parameter').length
  if (expected !== parameters.length) {
    throw new QueryError(`parameters: expected ${expected}, one for each ?, got ${parameters.length}`)
  }
}

function refuse(sql: string, tokens: readonly Token[], at: number): void {
  for (const [words, why] of REFUSED) {
    const found = words.split(' ').every((word, i) => {
      const token = tokens[at + i]
      return token?.text === word && (token.kind === 'word' || token.kind === 'symbol')
    })
    if (found) throw new QueryError(`${lineAt(sql, tokens[at]!.at)}: ${why}`)
  }
}

/** The words with blanks between all of them, so that DuckDB cannot read two as one (as in e'…'). */
function writeText(sql: string, tokens: readonly Token[], parameters: readonly Parameter[]): string {
  let text = ''
  let end = 0
  let parameter = 0
  for (const token of tokens) {
    const lines = sql.slice(end, token.at).split('\n').length - 1
    text += lines > 0 ? '\n'.repeat(lines) : ' '
    text += token.kind === 'parameter' ? writeParameter(parameters[parameter]!, ++parameter) : token.text
    end = token.at + token.text.length
  }
  return text
}

const TYPES: Record<ParameterType, string> = {
  string: 'varchar',
  integer: 'bigint',
  decimal: 'decimal(18, 4)',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'boolean',
}

function writeParameter({ type }: Parameter, number: number): string {
  return `cast($${number} as ${TYPES[type]})`
}
