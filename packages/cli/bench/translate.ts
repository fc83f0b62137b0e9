// Athena's SQL made DuckDB's: every saved query, and every data set of the dashboards. node translate.ts ROUNDS: prints one
// JSON line. Cold is the first of this process with all that it must load; then each as a text that was never read, and as one
// that was.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { bindParameters, loadLibrary, type SavedQuery } from '@clickstream/query/library'
import { libraryFolder } from '../settings.ts'

/** For parameters that have no default. */
const SAMPLES: Readonly<Record<string, string>> = { string: 'a', integer: '1', double: '1', date: '2026-10-01' }

// As the command has it.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/clickstream'))

const rounds = Number(process.argv[2] ?? '50')
const queries = (
  await Promise.all([libraryFolder, join(import.meta.dirname, '../../../dashboards/datasets')].map(loadLibrary))
).flat()
const all = queries.map(query => ({ name: query.name, sql: query.sql, parameters: bind(query) }))

const started = performance.now()
const { readStatement } = await import('@clickstream/query/trino/statement')
const first = all.find(({ name }) => name === 'top_links')!
await readStatement(first.sql, first.parameters)
const cold_ms = performance.now() - started

const fresh = await time((sql, i) => sql + ' '.repeat(i + 1))
const known = await time(sql => sql)
console.log(JSON.stringify({ statements: all.length, cold_ms, fresh, known }))

interface Times {
  readonly median_ms: number
  readonly slowest_ms: number
  readonly slowest: string
}

/** The median of each statement's rounds: of all statements the median, and the longest. */
async function time(textOf: (sql: string, round: number) => string): Promise<Times> {
  const medians: { name: string; ms: number }[] = []
  for (const { name, sql, parameters } of all) {
    const own: number[] = []
    for (let i = 0; i < rounds; i++) {
      const text = textOf(sql, i)
      const before = performance.now()
      await readStatement(text, parameters)
      own.push(performance.now() - before)
    }
    medians.push({ name, ms: median(own) })
  }
  const slowest = medians.toSorted((a, b) => b.ms - a.ms)[0]!
  return { median_ms: median(medians.map(({ ms }) => ms)), slowest_ms: slowest.ms, slowest: slowest.name }
}

function bind(query: SavedQuery) {
  const asked = query.parameters.filter(parameter => parameter.default === null)
  return bindParameters(query, Object.fromEntries(asked.map(({ name, type }) => [name, SAMPLES[type]!])))
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
}
