// Plans run on DuckDB: together, once, kept for one version of the lake, and stopped when nobody waits.
import type { Engine } from '@clickstream/query/engine'
import { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan, Statement } from '../plan.ts'
import { Runner } from '../runner.ts'

const lake = new TestLake({ concurrency: 1, timeout: 120_000, maxRows: 100 })

beforeAll(() =>
  lake.addEvents([
    { app: 'store', occurred_at: '2026-01-15T07:00:00Z' },
    { app: 'store', occurred_at: '2026-01-15T08:00:00Z' },
    { app: 'shortener', occurred_at: '2026-01-15T08:00:00Z' },
  ]),
)
afterAll(() => lake[Symbol.asyncDispose]())

const anybody = new AbortController().signal

/** The engine, with what was asked of it. */
function makeRunner(room?: number) {
  const asked: string[] = []
  const engine: Engine = {
    run(sql, parameters, options) {
      asked.push(sql)
      return lake.engine.run(sql, parameters, options)
    },
    export: lake.engine.export.bind(lake.engine),
    close: async () => {},
  }
  return { asked, runner: new Runner({ engine, catalog: lake.catalog, completeUpTo: async () => 5000 }, room) }
}

function makeStatement(sql: string, limit = 10, app?: string): Statement {
  const column = { id: 'f', role: 'value', well: 'Values', name: 'Events', column: 'event_id', type: 'bigint' } as const
  const parameters = app === undefined ? [] : [{ name: 'app', type: 'string' as const, value: app }]
  return { sql, parameters, columns: [column], limit }
}

function makePlan(main: Statement, others: Omit<Plan['statements'], 'main'> = {}): Plan {
  return { statements: { main, ...others }, unfiltered: ['country'], is_utc: true }
}

const all = makeStatement('select count(*) from events')
const ofApp = (app: string) => makeStatement('select count(*) from events where app = ?', 10, app)
const endless = `select count(*) from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y)
  cross join unnest(sequence(1, 10000)) as c(z) cross join unnest(sequence(1, 10000)) as d(u) where x + y + z + u = 1`

describe('a tile', () => {
  test('has each of its parts, and one receipt for all', async () => {
    const { runner } = makeRunner()
    const { parts, receipt, unfiltered, period } = await runner.run(
      makePlan(ofApp('store'), { before: ofApp("shop'ener"), total: all }),
      anybody,
    )
    expect([parts.main.rows, parts.before?.rows, parts.total?.rows, parts.trend]).toEqual([
      [[2]],
      [[0]],
      [[3]],
      undefined,
    ])
    expect(parts.main).toMatchObject({ isCut: false, columns: [{ name: 'Events' }] })
    expect([unfiltered, period]).toEqual([['country'], undefined])
    const files = (await lake.run('select count(*) from events')).receipt
    const ofStore = (await lake.run("select count(*) from events where app = 'store'")).receipt
    expect(receipt).toMatchObject({
      rows: 3,
      files_read: ofStore.files_read! + files.files_read!,
      bytes_read: ofStore.bytes_read + files.bytes_read,
      complete_up_to: '1970-01-01T00:00:05.000Z',
      sql: "select count(*) from events where app = 'store'",
      is_cached: false,
      is_utc: true,
      data_version: String(await lake.catalog.version()),
    })
    // Three statements, each at Athena's least of 10 MiB: the third ran too, though it found nothing to read.
    expect(receipt.bytes_billed).toBe(3 * 10 * 1024 ** 2)
    expect(receipt.cost_usd).toBeCloseTo((3 * 10 * 1024 ** 2 * 5) / 1024 ** 4, 12)
  })

  test('is asked once while the lake is the same, and once for all who ask at once', async () => {
    const { runner, asked } = makeRunner()
    const both = await Promise.all([runner.run(makePlan(all), anybody), runner.run(makePlan(all), anybody)])
    expect(asked).toHaveLength(1)
    expect(both[1]!.parts).toEqual(both[0]!.parts)
    expect((await runner.run(makePlan(all), anybody)).receipt.is_cached).toBe(true)
    expect((await runner.run(makePlan(ofApp('store')), anybody)).parts.main.rows).toEqual([[2]])
    expect((await runner.run(makePlan(ofApp('shortener')), anybody)).parts.main.rows).toEqual([[1]])
    expect(asked).toHaveLength(3)
    await lake.addEvents([{ app: 'demo', occurred_at: '2026-01-16T07:00:00Z' }])
    const { parts, receipt } = await runner.run(makePlan(all), anybody)
    expect([parts.main.rows, receipt.is_cached]).toEqual([[[4]], false])
  })

  test('says when there was more', async () => {
    const { runner } = makeRunner()
    const { main } = (
      await runner.run(makePlan(makeStatement('select x from unnest(sequence(1, 6)) as t(x) order by x', 5)), anybody)
    ).parts
    expect([main.rows, main.isCut]).toEqual([[[1], [2], [3], [4], [5]], true])
  })

  test('keeps no more than there is room for', async () => {
    const { runner, asked } = makeRunner(1000)
    await runner.run(makePlan(all), anybody)
    await runner.run(makePlan(all), anybody)
    expect(asked).toHaveLength(2)
  })

  test('has no more rows than the engine lets through', async () => {
    const many = makeStatement('select x from unnest(sequence(1, 101)) as t(x)')
    await expect(makeRunner().runner.run(makePlan(many), anybody)).rejects.toThrow(/expected at most 100 rows/)
  })
})

describe('endless work', () => {
  test('is stopped when who asked has gone: the engine has its only turn for others', async () => {
    const { runner } = makeRunner()
    const leaving = new AbortController()
    const asked = runner.run(makePlan(makeStatement(endless)), leaving.signal)
    setTimeout(() => leaving.abort(new Error('gone')), 100)
    await expect(asked).rejects.toThrow('gone')
    expect((await runner.run(makePlan(makeStatement('select 1')), anybody)).parts.main.rows).toEqual([[1]])
  })

  test('goes on while somebody else waits for it', async () => {
    const { runner, asked } = makeRunner()
    const [first, second] = [new AbortController(), new AbortController()]
    const both = [first, second].map(({ signal }) => runner.run(makePlan(makeStatement(endless)), signal))
    setTimeout(() => first.abort(new Error('gone')), 50)
    await expect(both[0]).rejects.toThrow('gone')
    const state = Promise.race([
      both[1]!.then(
        () => 'ended',
        () => 'ended',
      ),
      new Promise(r => setTimeout(r, 100, 'at work')),
    ])
    expect(await state).toBe('at work')
    expect(asked).toHaveLength(1)
    second.abort(new Error('gone, too'))
    await expect(both[1]).rejects.toThrow('gone, too')
  })

  test('beside a statement that fails is not waited for', async () => {
    const { runner } = makeRunner()
    const plan = makePlan(makeStatement('select nothing from events'), { trend: makeStatement(endless) })
    await expect(runner.run(plan, anybody)).rejects.toThrow(/nothing/)
    expect(await lake.ask('select 1')).toEqual([[1]])
  })

  test('ends in time by itself', async () => {
    await using hasty = new TestLake({ timeout: 200 })
    const runner = new Runner({ engine: hasty.engine, catalog: hasty.catalog, completeUpTo: async () => null })
    await expect(runner.run(makePlan(makeStatement(endless)), anybody)).rejects.toThrow(
      /expected an answer within 0.2 s/,
    )
  })
})
