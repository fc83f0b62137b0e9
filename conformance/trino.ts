// What we ask of Athena, asked of Trino, which Athena's engine is made of: every saved question and every statement of the
// dashboards, with their parameters written in as Athena is sent them, must have DuckDB's answer, row for row.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Answer, Result } from '@clickstream/query/engine'
import { writeLiterals } from '@clickstream/query/literals'
import { openEngine } from '@clickstream/query/open'
import { Missing, type Outcome } from './step.ts'
import { type Asked, listQuestions } from './trino/questions.ts'
import { writeTables } from './trino/tables.ts'

/** The newest that runs on Java 17; in the pom, too. */
const TRINO = '435'
const LONGEST = 20 * 60_000
const here = join(import.meta.dirname, 'trino')
const root = join(import.meta.dirname, '..')
const cache = join(root, 'node_modules/.cache/conformance')

/** Asked of us, and something else of Trino: proof that another answer, and none, would be found. */
const WRONG = [
  ['select count(*) as n from events', 'select count(*) + 1 as n from events'],
  ['select count(*) as n from events', 'select nosuch(1) as n from events'],
] as const

interface Answered {
  readonly error?: string
  readonly names: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export async function compareTrino(): Promise<Outcome> {
  const classpath = await prepare()
  const folder = await mkdtemp(join(tmpdir(), 'clickstream-trino-'))
  const [store, catalog] = [openStore(`file:${folder}/lake`), openCatalog(`sqlite:${folder}/catalog.sqlite`)]
  const engine = openEngine('duckdb:', { store, catalog })
  try {
    await fill(folder)
    const tables = await writeTables(engine)
    const asked = await listQuestions()
    const written = asked.map(({ sql, parameters }) => writeLiterals(sql, parameters))
    const statements = [...tables, ...written, ...WRONG.map(([, theirs]) => theirs)]
    const answers = await ask(statements, classpath, folder)
    const loading = answers.slice(0, tables.length).flatMap(({ error }) => (error === undefined ? [] : [error]))
    const faults: string[] = loading.map(error => `tables: expected them in Trino, got ${error}`)
    for (const [i, question] of asked.entries()) {
      const fault = compare(question, await engine.run(question.sql, question.parameters), answers[tables.length + i])
      if (fault !== undefined) faults.push(`${question.name}: ${fault}`)
    }
    for (const [i, [ours, theirs]] of WRONG.entries()) {
      const question = { name: theirs, sql: ours, parameters: [] }
      if (compare(question, await engine.run(ours, []), answers[tables.length + asked.length + i]) === undefined) {
        faults.push(`${theirs}: expected a fault, got none`)
      }
    }
    return { compared: `${asked.length} statements and ${WRONG.length} wrong ones, Trino ${TRINO}`, faults }
  } finally {
    await engine.close()
    await catalog.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Trino's classes, from Maven's registry. @throws Missing without Java or Maven */
async function prepare(): Promise<string> {
  const file = join(cache, `trino-${TRINO}.classpath`)
  await mkdir(cache, { recursive: true })
  try {
    await run('java', ['-version'])
    const wanted = ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:build-classpath', `-Dmdep.outputFile=${file}`]
    await run('mvn', wanted)
  } catch (error) {
    throw new Missing(`expected Java 17 or newer, and Maven, got ${(error as Error).message.split('\n')[0]}`)
  }
  return readFile(file, 'utf8')
}

async function fill(data: string): Promise<void> {
  const clickstream = (...args: string[]) =>
    run(process.execPath, [join(root, 'packages/cli/bin/clickstream.js'), ...args, '--data', data])
  for (const day of ['shortener-day', 'store-day', 'retries-and-late']) {
    await clickstream('import', join(root, `fixtures/${day}/events.ndjson`))
  }
  for (const job of ['identities', 'sessions', 'rollups', 'dimensions']) await clickstream('job', job)
}

async function ask(statements: readonly string[], classpath: string, folder: string): Promise<Answered[]> {
  const [given, answered] = [join(folder, 'statements.sql'), join(folder, 'answers.ndjson')]
  await writeFile(given, statements.join('\0'))
  await run('java', ['-Xmx4g', '-cp', classpath.trim(), join(here, 'Answers.java'), given, answered])
  return (await readFile(answered, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
}

function run(command: string, args: readonly string[]): Promise<unknown> {
  return promisify(execFile)(command, args, { timeout: LONGEST, maxBuffer: 1 << 28 })
}

/** What is not DuckDB's answer; undefined where all is. */
function compare({ sql }: Asked, own: Result, trino: Answered | undefined): string | undefined {
  if (trino === undefined) return 'expected an answer, Trino gave none'
  if (trino.error !== undefined) return `expected an answer, got ${trino.error}`
  const names = own.columns.map(({ name }) => name)
  if (names.join() !== trino.names.join()) return `expected columns ${names}, got ${trino.names}`
  // The one function whose two answers are both right: a percentile between two rows.
  const isEstimate = /\bapprox_percentile\b/.test(sql)
  const show = (rows: readonly (readonly Answer[])[]) =>
    rows.map(row => row.map((cell, i) => showCell(cell, own.columns[i]!.type, isEstimate)).join(' | '))
  const [ours, theirs] = [show(own.rows), show(trino.rows)]
  const at = ours.findIndex((row, i) => row !== theirs[i])
  if (at === -1 && ours.length === theirs.length) return undefined
  return `expected ${ours.length} rows, row ${at + 1}: ${ours[at]}, got ${theirs.length}, ${theirs[at]}`
}

function showCell(cell: Answer, type: string, isEstimate: boolean): string {
  if (cell === null) return ''
  if (type === 'double' || type === 'real') return isEstimate ? '~' : Number(cell).toPrecision(10)
  if (/^(decimal|bigint|integer)/.test(type)) return String(Number(cell))
  return type.startsWith('timestamp')
    ? String(cell)
        .replace('T', ' ')
        .replace(/(\.0+)?Z?$/, '')
    : String(cell)
}
