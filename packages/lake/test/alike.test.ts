// The catalog on AWS answers as SQLite's does, whatever both are asked.
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Catalog, Partition, Run } from '../catalog.ts'
import { DynamoCatalog } from '../dynamodb-catalog.ts'
import { SqliteCatalog } from '../sqlite.ts'
import { MemoryItems } from './memory.ts'

const DAY = 86_400_000
const app = fc.constantFrom('links', 'store', 'a-b')
const date = fc.constantFrom('2026-01-14', '2026-01-15', '2026-01-16')
const location = fc.constantFrom('a/', 'b/', 'c/')
const place = fc.oneof(
  fc.record({ app, received_date: date }).map(values => ({ table: 'events', values })),
  app.map(name => ({ table: 'forget', values: { [name]: 'forget' } })),
)
const partition = fc.tuple(place, location).map(([of, at]): Partition => ({ ...of, location: at }))
const where = fc.option(location, { nil: null })
const change = fc.record({ of: place, from: where, to: where }).map(({ of, from, to }) => ({ ...of, from, to }))
const key = fc.constantFrom('k', 'l', 'm/1')
const at = fc.constantFrom(0, 1, DAY - 1, DAY, DAY + 500, 2 * DAY)
const count = fc.nat(1000)
const run = fc.record({ job: fc.constantFrom('transform', 'import'), key, started_at: at, rows: count }).map(
  ({ rows, ...of }): Run => ({
    ...of,
    finished_at: of.started_at + 5,
    rows_in: rows,
    rows_out: rows,
    rejected: 1,
    repeated: 0,
    files: 1,
    bytes: 10 * rows,
    newest_at: rows % 2 ? of.started_at : null,
    detail: rows % 3 ? null : `of ${rows}`,
  }),
)

type Ask = (catalog: Catalog) => Promise<unknown>
const grown = async (catalog: Catalog, change: () => Promise<unknown>) => {
  const before = await catalog.version()
  return [await change(), (await catalog.version()) > before]
}
const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.array(partition, { maxLength: 4 }).map(
    (some): Ask =>
      c =>
        grown(c, () => c.add(some)),
  ),
  fc.array(change, { maxLength: 3 }).map(
    (some): Ask =>
      c =>
        grown(c, () => c.swap(some)),
  ),
  run.map(
    (one): Ask =>
      c =>
        grown(c, () => c.record(one)),
  ),
  fc.array(fc.tuple(key, fc.option(fc.string({ maxLength: 3000 }), { nil: null }))).map(
    (notes): Ask =>
      c =>
        grown(c, () => c.remember('sessions', notes)),
  ),
  fc.record({ from: date, to: date }, { requiredKeys: [] }).map(
    (range): Ask =>
      c =>
        c.partitions('events', range),
  ),
  fc.constant<Ask>(c => c.partitions('forget')),
  fc.constant<Ask>(c => c.recall('sessions')),
  fc.tuple(at, fc.constantFrom('transform', 'import')).map(
    ([since, job]): Ask =>
      c =>
        c.totals(job, since),
  ),
  fc.nat(3).map(
    (limit): Ask =>
      c =>
        c.runs('transform', limit),
  ),
  at.map(
    (since): Ask =>
      c =>
        c.allRuns(since),
  ),
)

it('answers alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { minLength: 5, maxLength: 40 }), async asks => {
      const here = new SqliteCatalog(':memory:')
      const aws = new DynamoCatalog(new MemoryItems(), { patience_ms: 0, pause: () => sleep(0) })
      try {
        for (const each of asks) expect(await each(aws)).toEqual(await each(here))
      } finally {
        await here.close()
      }
    }),
    { numRuns: 400, seed: 20261123 },
  )
})
