// Every folder of fixtures/ is a test: its events through the whole path, and the answers that are expected of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatCsv } from '@clickstream/query/format'
import { bindParameters } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { withEngine } from '../engine.ts'
import { findQuery, readQueries } from '../queries.ts'
import { deriveTables } from './derive.ts'
import { fillLake } from './house.ts'
import { formatCsv as formatAnswer } from './reference/csv.ts'
import { readFolder } from './reference/folder.ts'
import { makeFolder } from './run.ts'
import { variants } from './variants.ts'

const fixtures = fileURLToPath(new URL('../../../fixtures', import.meta.url))
const folders = readdirSync(fixtures).filter(name => existsSync(join(fixtures, name, 'expected')))

test('there are fixtures', () => {
  expect(folders).toEqual(expect.arrayContaining(['bad-lines', 'retries-and-late', 'shortener-day', 'store-day']))
})

const queries = await readQueries()

test.each(folders)(
  '%s gives the expected answers',
  async name => {
    const events = join(fixtures, name, 'events.ndjson')
    const { settings, from, to } = await fillLake([events], makeFolder())
    await deriveTables(settings, ['identities', 'sessions'])
    await withEngine(settings, async engine => {
      const ask = async (query: string, given: Readonly<Record<string, string>> = {}) => {
        const saved = findQuery(queries, query)
        return formatCsv(await engine.run(saved.sql, bindParameters(saved, { from, to, ...given })))
      }
      // All at once, as dashboards ask: the engine has its turns.
      const checkFile = async (file: string) => {
        const expected = readFileSync(join(fixtures, name, 'expected', file), 'utf8')
        expect.soft(await ask(file.replace(/\.csv$/, '')), `${name}/${file}`).toBe(expected)
      }
      await Promise.all(readdirSync(join(fixtures, name, 'expected')).map(checkFile))
      if (name !== 'retries-and-late') return
      const folder = readFolder(join(fixtures, name))
      const checkVariant = async ([query, given, answer]: (typeof variants)[number]) => {
        const expected = answer(folder)
        expect.soft(expected.rows.length, query).toBeGreaterThan(0)
        expect.soft(await ask(query, given), `${query} ${JSON.stringify(given)}`).toBe(formatAnswer(expected))
      }
      await Promise.all(variants.map(checkVariant))
    })
  },
  120_000,
)
