// A tile as a file.
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Column } from '@clickstream/query/engine'
import { makeFolder } from '@clickstream/query/folder'
import type { Context } from 'hono'
import { writeCsv } from './csv.ts'
import type { Plan } from './plan.ts'
import type { Runner } from './runner.ts'
import type { Env, Sources } from './sources.ts'

export interface Tile {
  readonly c: Context<Env>
  readonly sources: Pick<Sources, 'engine'>
  readonly runner: Runner
  readonly plan: Plan
  /** Of the file, without its end. */
  readonly name: string
}

/** The rows that the tile shows, under the names that it shows. */
export async function answerCsv({ c, runner, plan, name }: Tile): Promise<Response> {
  const { columns, rows } = (await runner.run(plan, c.req.raw.signal)).parts.main
  const shown = columns.flatMap((column, i) => (column.role === 'other' ? [] : [[column, i] as const]))
  const text = writeCsv({
    columns: nameColumns(shown.map(([column]) => column)),
    rows: rows.map(row => shown.map(([, i]) => row[i]!)),
  })
  return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8', ...attach(`${name}.csv`) })
}

/** The same rows under the names that they have in SQL. */
export async function answerParquet({ c, sources, plan, name }: Tile): Promise<Response> {
  const { sql, parameters, limit } = plan.statements.main
  // Plans ask for one row more than they show.
  const shown = `select * from (\n${sql}\n) as tile limit ${limit}`
  return sendParquet(c, `${name}.parquet`, file =>
    sources.engine.export(shown, parameters, file, { signal: c.req.raw.signal }),
  )
}

/** Sends a file that `write` writes, and leaves none behind. */
export async function sendParquet(
  c: Context<Env>,
  name: string,
  write: (file: string) => Promise<unknown>,
): Promise<Response> {
  const folder = await makeFolder('query')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'answer.parquet')
    await write(file)
    const { size } = await stat(file)
    const bytes = createReadStream(file)
    bytes.once('close', () => void remove())
    return c.body(Readable.toWeb(bytes) as ReadableStream, 200, {
      'Content-Type': 'application/vnd.apache.parquet',
      'Content-Length': String(size),
      ...attach(name),
    })
  } catch (error) {
    await remove()
    throw error
  }
}

/** A name that is there twice has its place behind it. */
function nameColumns(columns: readonly Column[]): Column[] {
  const seen = new Set<string>()
  return columns.map(({ name, type }, i) => {
    const unique = seen.has(name) ? `${name} ${i + 1}` : name
    seen.add(unique)
    return { name: unique, type }
  })
}

function attach(file: string): Record<string, string> {
  const plain = file.replace(/[^\w.-]/g, '_')
  return { 'Content-Disposition': `attachment; filename="${plain}"`, 'Cache-Control': 'no-store' }
}
