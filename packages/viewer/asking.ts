// A question of the SQL page on its way to the engine, and the answer on its way back: to be shown, or as a file.
import type { Answer, Receipt, Result } from '@clickstream/query/engine'
import { costOf } from '@clickstream/query/price'
import type { Context } from 'hono'
import { writeCsv } from './csv.ts'
import { sendParquet } from './download.ts'
import { Failure } from './failure.ts'
import { blame, type Question } from './question.ts'
import type { Env, Sources } from './sources.ts'
import type { ExplainAnswer, SqlAnswer, SqlReceipt } from './wire-sql.ts'

/** What a page is sent of an answer; a file has all of it. */
const PAGE_ROWS = 10_000
const PAGE_CHARACTERS = 16 * 1024 * 1024

type Ask = Pick<Sources, 'engine' | 'turns'>
type Write = (c: Context<Env>, question: Question, sources: Ask) => Promise<Response>

const WRITE: Readonly<Record<string, Write>> = { json: sendPage, csv: sendCsv, parquet: sendAsParquet }

/** Runs it; `?format=` says how the answer is written. Whoever goes away stops it. @throws QuestionError, Failure */
export async function answerQuestion(c: Context<Env>, question: Question, sources: Ask): Promise<Response> {
  const format = c.req.query('format') ?? 'json'
  const write = Object.hasOwn(WRITE, format) ? WRITE[format] : undefined
  if (write === undefined) {
    throw new Failure(400, `format: expected ${Object.keys(WRITE).join(', ')}, got ${JSON.stringify(format)}`)
  }
  try {
    return await write(c, question, sources)
  } catch (error) {
    throw blame(error, question)
  }
}

/** What it would read, without reading. @throws QuestionError, Failure */
export async function explainQuestion(c: Context<Env>, question: Question, { engine }: Ask): Promise<Response> {
  if (engine.explain === undefined) {
    throw new Failure(
      404,
      'explain: expected an engine that knows beforehand what it reads, got one that says it afterwards',
    )
  }
  try {
    const plan = await engine.explain(question.sql, question.parameters, { signal: c.req.raw.signal })
    return c.json({ ...plan, cost_usd: costOf(plan.bytes_billed) } satisfies ExplainAnswer)
  } catch (error) {
    throw blame(error, question)
  }
}

/** The rows that a page is sent: as many as it can show without trouble. */
export function cutRows(
  rows: readonly (readonly Answer[])[],
  most: number = PAGE_ROWS,
  characters: number = PAGE_CHARACTERS,
): readonly (readonly Answer[])[] {
  let room = characters
  let count = 0
  for (const row of rows) {
    if (count === most) break
    room -= JSON.stringify(row).length
    if (room < 0) break
    count++
  }
  return count === rows.length ? rows : rows.slice(0, count)
}

async function sendPage(c: Context<Env>, question: Question, sources: Ask): Promise<Response> {
  const { columns, rows, receipt } = await run(c, question, sources)
  const shown = cutRows(rows)
  const answer = { columns, rows: shown, isCut: shown.length < rows.length, receipt: addCost(receipt) }
  return c.json(answer satisfies SqlAnswer)
}

async function sendCsv(c: Context<Env>, question: Question, sources: Ask): Promise<Response> {
  return c.body(writeCsv(await run(c, question, sources)), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="answer.csv"',
  })
}

async function sendAsParquet(
  c: Context<Env>,
  { sql, parameters }: Question,
  { engine, turns }: Ask,
): Promise<Response> {
  const { signal } = c.req.raw
  return sendParquet(c, 'answer.parquet', file =>
    turns.run(() => engine.export(sql, parameters, file, { signal }), signal),
  )
}

function run(c: Context<Env>, { sql, parameters }: Question, { engine, turns }: Ask): Promise<Result> {
  const { signal } = c.req.raw
  return turns.run(() => engine.run(sql, parameters, { signal }), signal)
}

function addCost(receipt: Receipt): SqlReceipt {
  return { ...receipt, cost_usd: costOf(receipt.bytes_billed) }
}
