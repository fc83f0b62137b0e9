// Routes of the SQL page: what can be asked, and the answers.
import type { Table } from '@clickstream/events/field'
import { tables } from '@clickstream/events/tables'
import { answerCatalogQuestion } from '@clickstream/query/catalogue'
import type { SavedQuery } from '@clickstream/query/library'
import { writeLiterals } from '@clickstream/query/literals'
import { functionNames } from '@clickstream/query/trino/registry'
import { expectedOf } from '@clickstream/query/value'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { answerQuestion, explainQuestion } from './asking.ts'
import { findChoices } from './choices.ts'
import { Failure } from './failure.ts'
import { QuestionError, readQuestion, readSaved } from './question.ts'
import type { Env, Sources } from './sources.ts'
import type { QueryEntry, QueryList, TableEntry, TableList, TextAnswer } from './wire-sql.ts'

/** The largest question, in bytes. */
const MAX_BODY = 256 * 1024

const limit = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new Failure(413, `question: expected at most ${MAX_BODY} bytes, got more`)
  },
})

/** What wire-sql.ts says. A question runs no longer than somebody waits for the answer. */
export function routeSql(sources: Pick<Sources, 'engine' | 'turns' | 'queries'>): Hono<Env> {
  const app = new Hono<Env>()
  const queries: QueryList = { queries: sources.queries.map(describeQuery) }
  const list: TableList = { tables: Object.values(tables).map(describeTable), functions: functionNames }
  const saved = async (c: Context<Env>) =>
    readSaved(sources.queries, c.req.param('name') ?? '', (await c.req.text()) || '{}')
  app.get('/queries', c => c.json(queries))
  app.get('/tables', c => c.json(list))
  app.post('/sql', limit, async c => answerQuestion(c, readQuestion(await c.req.text()), sources))
  app.post('/explain', limit, async c => explainQuestion(c, readQuestion(await c.req.text()), sources))
  app.post('/queries/:name', limit, async c => answerQuestion(c, await saved(c), sources))
  app.post('/queries/:name/explain', limit, async c => explainQuestion(c, await saved(c), sources))
  app.post('/queries/:name/text', limit, async c => {
    const { sql, parameters } = await saved(c)
    return c.json({ sql: writeLiterals(sql, parameters).trim() } satisfies TextAnswer)
  })
  app.onError((error, c) => {
    if (error instanceof QuestionError) return c.json(error.body, 400)
    throw error
  })
  return app
}

function describeQuery(query: SavedQuery): QueryEntry {
  const { name, title, about, sql } = query
  const choices = findChoices(query)
  const parameters = query.parameters.map(each => ({
    ...each,
    expected: expectedOf(each.type),
    ...choices.get(each.name)!,
  }))
  return { name, title, about, parameters, sql: sql.trim() }
}

function describeTable({ name, meaning, partitions }: Table): TableEntry {
  const { rows } = answerCatalogQuestion({ kind: 'columns', table: name })
  const columns = rows.map(row => {
    const [column, type, about] = row as [string, string, string]
    return { name: column, type, meaning: about }
  })
  return { name, meaning, columns, partitions: partitions.map(column => column.name) }
}
