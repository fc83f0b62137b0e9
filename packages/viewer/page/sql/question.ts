// A question on its way to the server: one's own SQL, or a saved one with its values.
import type { ExplainAnswer, SqlAnswer, SqlError, TextAnswer } from '../../wire-sql.ts'

export type Question =
  | { readonly kind: 'text'; readonly sql: string }
  | { readonly kind: 'saved'; readonly name: string; readonly values: Readonly<Record<string, string>> }

/** The question is at fault, or the server was not reached. */
export class QuestionError extends Error {
  override name = 'QuestionError'
  readonly body: SqlError

  constructor(body: SqlError) {
    super(body.error)
    this.body = body
  }
}

/** The longest question that is put into an address. */
const MAX_ADDRESS = 4000

/** Where a question can be found again; without its text where that is too long. */
export function writeAddress(question: Question): string {
  const query =
    question.kind === 'text'
      ? new URLSearchParams({ q: question.sql })
      : new URLSearchParams([['query', question.name], ...Object.entries(question.values)])
  const address = `/sql?${query}`
  const isEmpty = question.kind === 'text' && question.sql.trim() === ''
  return isEmpty || address.length > MAX_ADDRESS ? '/sql' : address
}

/** The question that an address holds; undefined when it holds none. */
export function readAddress(search: string): Question | undefined {
  const query = new URLSearchParams(search)
  const name = query.get('query')
  if (name !== null) {
    const values = Object.fromEntries([...query].filter(([key]) => key !== 'query' && key !== 'token'))
    return { kind: 'saved', name, values }
  }
  const sql = query.get('q')
  return sql === null ? undefined : { kind: 'text', sql }
}

/** @throws QuestionError, and the AbortError of `signal`. */
export async function run(question: Question, signal: AbortSignal): Promise<SqlAnswer> {
  return (await post(question, '', signal)).json()
}

/** What it would read. @throws as `run` */
export async function explain(question: Question, signal: AbortSignal): Promise<ExplainAnswer> {
  return (await post(question, '/explain', signal)).json()
}

/** All its rows as a file. @throws as `run` */
export async function download(question: Question, format: 'csv' | 'parquet', signal: AbortSignal): Promise<Blob> {
  return (await post(question, `?format=${format}`, signal)).blob()
}

/** A saved question's SQL with its values written in. @throws as `run` */
export async function writeText(question: Question & { kind: 'saved' }, signal: AbortSignal): Promise<string> {
  return ((await (await post(question, '/text', signal)).json()) as TextAnswer).sql
}

async function post(question: Question, end: string, signal: AbortSignal): Promise<Response> {
  const isText = question.kind === 'text'
  const path = isText
    ? end === '/explain'
      ? '/api/explain'
      : `/api/sql${end}`
    : `/api/queries/${encodeURIComponent(question.name)}${end}`
  const body = JSON.stringify(isText ? { sql: question.sql } : { parameters: question.values })
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal })
  } catch (error) {
    if (signal.aborted) throw error
    const hint = 'Is clickstream running? Start it with: npx clickstream dev'
    throw new QuestionError({ error: 'The server cannot be reached.', hint })
  }
  if (response.ok) return response
  const fault = (await response.json().catch(() => undefined)) as SqlError | undefined
  throw new QuestionError(fault ?? { error: `The server answered ${response.status}.` })
}
