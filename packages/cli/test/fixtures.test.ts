// Every folder of fixtures/ is a test: its events through the whole path, and the answers that are expected of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatCsv } from '@clickstream/query/format'
import { bindParameters } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { withEngine } from '../engine.ts'
import { findQuery, readQueries } from '../queries.ts'
import { fillLake } from './house.ts'
import { makeFolder } from './run.ts'

const fixtures = fileURLToPath(new URL('../../../fixtures', import.meta.url))
const folders = readdirSync(fixtures).filter(name => existsSync(join(fixtures, name, 'expected')))

test('there are fixtures', () => {
  expect(folders).toEqual(expect.arrayContaining(['bad-lines', 'retries-and-late', 'shortener-day', 'store-day']))
})

test.each(folders)('%s gives the expected answers', async name => {
  const events = join(fixtures, name, 'events.ndjson')
  const { settings, from, to } = await fillLake([events], makeFolder())
  const queries = await readQueries()
  await withEngine(settings, async engine => {
    for (const file of readdirSync(join(fixtures, name, 'expected'))) {
      const query = findQuery(queries, file.replace(/\.csv$/, ''))
      const result = await engine.run(query.sql, bindParameters(query, { from, to }))
      expect
        .soft(formatCsv(result), `${name}/${file}`)
        .toBe(readFileSync(join(fixtures, name, 'expected', file), 'utf8'))
    }
  })
})
