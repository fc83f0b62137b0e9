// The SQL page's server, over a small lake and a real connection.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serveApp } from '@clickstream/collector/server'
import { loadLibrary } from '@clickstream/query/library'
import { Semaphore } from '@clickstream/query/semaphore'
import { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createViewer } from '../app.ts'
import { cutRows } from '../asking.ts'
import { findChoices } from '../choices.ts'
import type { QueryList, SqlAnswer, SqlError, TableList, TextAnswer } from '../wire-sql.ts'
import { makeSources } from './sources.ts'

const lake = new TestLake({ maxRows: 20_000 })
const queries = await loadLibrary(join(import.meta.dirname, '../../../queries'))
const app = createViewer(makeSources({ engine: lake.engine, turns: new Semaphore(2), queries }), (_, next) => next())

beforeAll(async () => {
  await lake.addEvents([
    { occurred_at: '2026-01-15T10:00:00Z', app: 'store', page_title: '=1+1' },
    { occurred_at: '2026-01-16T10:00:00Z', app: 'store', page_title: '<img src=x onerror=alert(1)>' },
    { occurred_at: '2026-01-16T11:00:00Z', app: 'blog', page_title: null },
  ])
})
afterAll(() => lake[Symbol.asyncDispose]())

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return app.request(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } })
}

const ask = async (body: unknown, path = '/api/sql') => {
  const response = await post(path, body)
  return { status: response.status, body: (await response.json()) as SqlAnswer & SqlError & TextAnswer }
}

describe('a question of one’s own', () => {
  test('is answered with columns, rows and what it would cost', async () => {
    const { status, body } = await ask({ sql: 'select app, count(*) as n from events group by 1 order by 1' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      columns: [
        { name: 'app', type: 'varchar' },
        { name: 'n', type: 'bigint' },
      ],
      rows: [
        ['blog', 1],
        ['store', 2],
      ],
      isCut: false,
      receipt: { rows: 2, files_read: 3, cost_usd: (10 * 1024 ** 2 * 5) / 1024 ** 4 },
    })
  })

  test('takes typed parameters', async () => {
    const parameters = [{ type: 'string', value: "store' or 1=1 --" }]
    expect((await ask({ sql: 'select count(*) as n from events where app = ?', parameters })).body.rows).toEqual([[0]])
    const wrong = await ask({ sql: 'select ? as x', parameters: [{ type: 'blob', value: 'x' }] })
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('parameter 1: expected a type') },
    })
  })

  test.each([
    ['select app,\n  appx\nfrom events', { line: 2, column: 3 }],
    ['select app\nfrm events', { line: 2 }],
    ["select 'x", { line: 1 }],
    ['select nosuch(app) from events', { line: 1, column: 8 }],
  ])('at fault says where: %s', async (sql, place) => {
    expect(await ask({ sql })).toMatchObject({ status: 400, body: { error: expect.any(String), ...place } })
  })

  test.each([
    ["select * from read_csv('/etc/passwd')"],
    ["select * from '/etc/passwd'"],
    ["copy (select 1) to '/tmp/x'"],
    ["attach '/tmp/x.db'"],
    ['set memory_limit = 1'],
    ['select 1; select 2'],
  ])('can do no more than read: %s', async sql => {
    expect((await ask({ sql })).status).toBe(400)
  })

  test.each([['{'], ['[]'], ['{"sql": 1}'], ['{"sql": "select 1", "parameters": 1}']])(
    'no question: %s',
    async text => {
      expect((await post('/api/sql', text)).status).toBe(400)
    },
  )

  test('has its bounds: its own size, rows, and rows shown', async () => {
    expect((await post('/api/sql', { sql: `select '${'x'.repeat(300_000)}'` })).status).toBe(413)
    const thousands = 'unnest(sequence(1, 1000)) as t(x) cross join unnest(sequence(0, 20)) as s(y)'
    const many = (n: number) => ({ sql: `select x + 1000 * y from ${thousands} limit ${n}` })
    expect((await ask(many(20_001))).body.error).toMatch('at most 20000 rows')
    const { body } = (await ask(many(10_001))) as { body: SqlAnswer }
    expect([body.rows.length, body.isCut, body.receipt.rows]).toEqual([10_000, true, 10_001])
    expect(cutRows([['xxxx'], ['yyyy'], ['zzzz']], 9, 16)).toEqual([['xxxx'], ['yyyy']])
  })

  test('as a file: CSV that no spreadsheet runs, Parquet with its magic', async () => {
    const sql = 'select page_title from events where page_title is not null order by occurred_at'
    const csv = await post('/api/sql?format=csv', { sql })
    expect(csv.headers.get('content-disposition')).toMatch('attachment')
    expect(await csv.text()).toMatch(/'=1\+1/)
    const parquet = await post('/api/sql?format=parquet', { sql })
    expect(Buffer.from(await parquet.arrayBuffer()).toString('latin1', 0, 4)).toBe('PAR1')
    expect((await post('/api/sql?format=xls', { sql })).status).toBe(400)
  })

  test('explained, it says what it would read', async () => {
    const sql = "select count(*) as n from events where received_date = '2026-01-16'"
    expect((await ask({ sql }, '/api/explain')).body).toMatchObject({
      partitions_read: 2,
      partitions_known: 3,
      files_read: 2,
    })
    expect((await ask({ sql: 'select nosuch from' }, '/api/explain')).status).toBe(400)
  })

  test('other pages cannot ask it', async () => {
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await post('/api/sql', { sql: 'select 1' }, evil)).status).toBe(403)
    expect((await post('/api/sql', { sql: 'select 1' }, { 'content-type': 'text/plain' })).status).toBe(415)
  })
})

test('whoever goes away stops the work in DuckDB', async () => {
  const small = new TestLake({ concurrency: 1 })
  const serving = await serveApp(
    createViewer(makeSources({ engine: small.engine, turns: new Semaphore(1) }), (_, next) => next()),
    {
      port: 0,
    },
  )
  const url = `http://127.0.0.1:${serving.port}/api/sql`
  const send = (sql: string, signal?: AbortSignal) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify({ sql }),
      headers: { 'content-type': 'application/json' },
      ...(signal === undefined ? {} : { signal }),
    })
  const stop = new AbortController()
  const n = 'unnest(sequence(1, 10000))'
  const endless = send(
    `select count(*) as n from ${n} as a(x) cross join ${n} as b(y) cross join ${n} as c(z)`,
    stop.signal,
  )
  await pause(300)
  stop.abort()
  await expect(endless).rejects.toThrow('abort')
  // There is one turn: were it not over, this would wait for ages.
  const next = await send('select 1 as x')
  expect(((await next.json()) as SqlAnswer).rows).toEqual([[1]])
  await serving.close()
  await small[Symbol.asyncDispose]()
})

describe('saved questions', () => {
  test('are listed with what they take', async () => {
    const list = (await (await app.request('/api/queries')).json()) as QueryList
    expect(list.queries.map(({ name }) => name)).toEqual(queries.map(({ name }) => name))
    const links = list.queries.find(({ name }) => name === 'top_links')!
    expect(links.parameters.find(({ name }) => name === 'from')).toMatchObject({
      type: 'date',
      default: '30 days before to',
    })
  })

  test('say which values there are', () => {
    const choices = (name: string) => findChoices(queries.find(each => each.name === name)!)
    expect(choices('attribution').get('by')).toEqual({ values: ['channel', 'short_code'], isClosed: true })
    expect(choices('bounce_rate').get('traffic')).toEqual({
      values: ['all', 'human', 'bot', 'preview'],
      isClosed: false,
    })
    expect(choices('top_links').get('limit')).toEqual({ values: [], isClosed: false })
  })

  test('run with their defaults and values', async () => {
    const parameters = { from: '2026-01-15', to: '2026-01-16' }
    const { body } = await ask({ parameters }, '/api/queries/active_visitors')
    expect(body.rows.length).toBeGreaterThan(0)
    const text = await ask({ parameters }, '/api/queries/active_visitors/text')
    expect(text.body.sql).toContain("date '2026-01-15'")
    expect((await ask({ sql: text.body.sql })).body.rows).toEqual(body.rows)
  })

  test('say at which field a value is wrong', async () => {
    const wrong = await ask({ parameters: { from: 'soon' } }, '/api/queries/top_links')
    expect(wrong).toMatchObject({ status: 400, body: { field: 'from', error: expect.stringContaining('"soon"') } })
    const unknown = await ask({ parameters: { nosuch: 'x' } }, '/api/queries/top_links')
    expect(unknown).toMatchObject({ status: 400, body: { error: expect.stringContaining('nosuch') } })
    expect((await ask({}, '/api/queries/nosuch')).status).toBe(404)
    expect((await ask({}, '/api/queries/__proto__')).status).toBe(404)
  })
})

test('tables are listed with their columns, and functions', async () => {
  const list = (await (await app.request('/api/tables')).json()) as TableList
  const events = list.tables.find(({ name }) => name === 'events')!
  expect(events.columns).toContainEqual(expect.objectContaining({ name: 'app', type: 'varchar' }))
  expect(events.partitions).toContain('received_date')
  expect(list.functions).toContain('date_trunc')
  expect(list.functions).not.toContain('count_star')
})
