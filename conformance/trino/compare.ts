// Two answers to one statement, Trino's and ours: what is not the same, in words; nothing where all is.
import type { Answer, Engine, Result } from '@clickstream/query/engine'
import { writeDouble, writeReal } from '@clickstream/query/trino/float'
import type { Answered } from './client.ts'
import { type Shown, type ShownColumn, showAnswered } from './shown.ts'

export interface Wrong {
  readonly name: string
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** An answer in the form that is kept: columns and rows of texts, or the error. */
export type Kept = Shown | { readonly error: Wrong }

export interface Marks {
  /** Rows come in any order. */
  readonly isUnordered: boolean
  /** approx_distinct, approx_percentile: two right answers may differ. */
  readonly isEstimate: boolean
  /** The order of summing shows in the last digits. */
  readonly isSum: boolean
}

/** Of what two summings of doubles may differ. */
const SUM_ERROR = 1e-9
/** Trino promises 2.3% of standard error for approx_distinct, and this engine's is no worse: three of them. */
const ESTIMATE_ERROR = 0.07
const ESTIMATES = /\bapprox_(distinct|percentile|most_frequent)\b|\bnumeric_histogram\b/i
const SUMS =
  /\b(sum|avg|geometric_mean|stddev\w*|variance|var_\w+|corr|covar_\w+|regr_\w+|skewness|kurtosis|entropy|array_average|reduce_agg|cosine_similarity)\s*\(/i

export function readMarks(sql: string): Marks {
  return { isUnordered: !endsInOrder(sql), isEstimate: ESTIMATES.test(sql), isSum: SUMS.test(sql) }
}

export function keepAnswered(answered: Answered): Kept {
  if (answered.error === undefined) return showAnswered(answered)
  const { name, message, line, column } = answered.error
  return { error: { name, ...(line !== undefined && { line }), ...(column !== undefined && { column }), message } }
}

export function keepResult({ columns, rows }: Pick<Result, 'columns' | 'rows'>): Shown {
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map(row => row.map((cell, i) => showCell(cell, columns[i]!.type))),
  }
}

/** An error that is none of Athena's has a name of its own. */
export function keepError(error: unknown): { error: Wrong } {
  const [, name, line, column, message] =
    /^([A-Z][A-Z0-9_]+): (?:line (\d+):(\d+): )?([\s\S]*)$/.exec(error instanceof Error ? error.message : '') ?? []
  if (name === undefined) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { error: { name: 'NOT_OF_ATHENA', message: text } }
  }
  const place = line === undefined ? {} : { line: Number(line), column: Number(column) }
  return { error: { name, ...place, message: message! } }
}

/** This engine's answer, or its error. */
export async function answerOwn(engine: Pick<Engine, 'run'>, sql: string): Promise<Kept> {
  try {
    return keepResult(await engine.run(sql, []))
  } catch (error) {
    return keepError(error)
  }
}

/** What of our answer is not Trino's; undefined where all is. */
export function compare(trino: Kept, own: Kept, marks: Marks): string | undefined {
  if ('error' in trino || 'error' in own) return compareErrors(trino, own)
  const columns = (shown: Shown) => shown.columns.map(({ name, type }) => `${name} ${type}`).join(', ')
  if (columns(trino) !== columns(own)) return `expected columns ${columns(trino)}, got ${columns(own)}`
  const [theirs, ours] = marks.isUnordered ? [sort(trino), sort(own)] : [trino.rows, own.rows]
  const at = theirs.findIndex((row, i) => !isSameRow(row, ours[i], trino.columns, marks))
  if (at === -1 && theirs.length === ours.length) return undefined
  const place = at === -1 ? theirs.length : at
  const write = (row: readonly (string | null)[] | undefined) => (row === undefined ? 'none' : JSON.stringify(row))
  return `expected ${theirs.length} rows, row ${place + 1} ${write(theirs[place])}, got ${ours.length} rows, ${write(ours[place])}`
}

function compareErrors(trino: Kept, own: Kept): string | undefined {
  const write = (kept: Kept) => {
    if (!('error' in kept)) return `an answer, ${JSON.stringify(kept.rows.slice(0, 3))}`
    const { name, line, column, message } = kept.error
    return `${name}: ${line === undefined ? '' : `line ${line}:${column}: `}${message}`
  }
  const [theirs, ours] = [write(trino), write(own)]
  if (theirs === ours) return undefined
  const isAlike = 'error' in trino && 'error' in own && isSameWrong(trino.error, own.error)
  return isAlike ? undefined : `expected ${theirs}, got ${ours}`
}

/** Messages that need not be the same to the end, where the name and the place are: each with what of it is compared. */
const LOOSE: readonly { readonly why: string; readonly message: RegExp; readonly kept: string }[] = [
  {
    why: 'the words of a parser are those of its grammar',
    message: /^(?:mismatched input|extraneous input|missing|no viable alternative|rule \w+ failed) .*$/s,
    kept: 'no SQL',
  },
  { why: 'which rows are added first is no promise', message: /^(bigint addition overflow: ).*$/, kept: '$1' },
  { why: 'which row is met first is no promise', message: /^Cannot cast '.*' (to INT)$/, kept: '$1' },
  {
    why: 'of operators and functions that are as near Trino lists its own, in its order',
    message: /^(Could not choose a best candidate operator\. Explicit type casts must be added\.)(?:\n.*)?$/s,
    kept: '$1',
  },
  { why: 'Trino prints expressions anew', message: /^(.* cannot contain aggregations, .*: )\[.*\]$/, kept: '$1' },
  { why: 'Trino prints expressions anew', message: /^'.*'( must be an aggregate expression .*)$/, kept: '$1' },
]

function isSameWrong(theirs: Wrong, ours: Wrong): boolean {
  const isPlaced = theirs.name === ours.name && theirs.line === ours.line && theirs.column === ours.column
  return (
    isPlaced &&
    LOOSE.some(
      ({ message, kept }) =>
        [theirs, ours].every(each => message.test(each.message)) &&
        theirs.message.replace(message, kept) === ours.message.replace(message, kept),
    )
  )
}

function showCell(cell: Answer, type: string): string | null {
  if (cell === null) return null
  if (type === 'double') return writeDouble(Number(cell))
  if (type === 'real') return writeReal(Number(cell))
  const text = String(cell)
  return /^timestamp\(\d+\)$/.test(type) ? text.replace(/^([^T]+)T(.*)Z$/, '$1 $2') : text
}

function sort({ columns, rows }: Shown): readonly (readonly (string | null)[])[] {
  const keyOf = (cell: string | null, i: number) =>
    cell !== null && columns[i]!.type.startsWith('map(') ? sortEntries(cell) : cell
  const keys = new Map(rows.map(row => [row, JSON.stringify(row.map(keyOf))]))
  return [...rows].sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1))
}

function isSameRow(
  trino: readonly (string | null)[],
  own: readonly (string | null)[] | undefined,
  columns: readonly ShownColumn[],
  marks: Marks,
): boolean {
  return own !== undefined && trino.every((cell, i) => isSameCell(cell, own[i]!, columns[i]!.type, marks))
}

function isSameCell(trino: string | null, own: string | null, type: string, marks: Marks): boolean {
  if (trino === own) return true
  if (trino === null || own === null) return false
  const hasFloats = /\b(double|real)\b/.test(type)
  const error = marks.isEstimate ? ESTIMATE_ERROR : marks.isSum && hasFloats ? SUM_ERROR : 0
  if (error > 0 && isNear(trino, own, error)) return true
  // A map has no order.
  return type.startsWith('map(') && sortEntries(trino) === sortEntries(own)
}

const NUMBER = /-?(?:\d+(?:\.\d+)?(?:E-?\d+)?|Infinity)|NaN/g

/** Whether they are the same but for their numbers, and those near. */
function isNear(trino: string, own: string, error: number): boolean {
  if (trino.replace(NUMBER, '') !== own.replace(NUMBER, '')) return false
  const [theirs, ours] = [trino.match(NUMBER) ?? [], own.match(NUMBER) ?? []].map(found => found.map(Number))
  return theirs!.every((number, i) => {
    const other = ours![i]!
    return Object.is(number, other) || Math.abs(number - other) <= error * Math.max(Math.abs(number), Math.abs(other))
  })
}

function sortEntries(text: string): string {
  return text.slice(1, -1).split(', ').sort().join(', ')
}

/** Whether the whole has an ORDER BY of its own. */
function endsInOrder(sql: string): boolean {
  let bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(/\([^()]*\)/g, ' ')
  }
  return /\border\s+by\b/i.test(bare)
}
