// The viewer over HTTP, as a browser or somebody else meets it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Serving, serveApp } from '@clickstream/collector/server'
import { Semaphore } from '@clickstream/query/semaphore'
import { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admitHere } from '../access.ts'
import { createViewer } from '../app.ts'
import { makeSources } from './sources.ts'

const lake = new TestLake({ concurrency: 1, timeout: 120_000, maxRows: 1000 })
const secret = join(lake.folder, 'secret.csv')
const closing = new AbortController()
const logged: object[] = []
let serving: Serving
let url: string

beforeAll(async () => {
  writeFileSync(secret, 'word\nsesame\n')
  await lake.addEvents([{ app: 'store', occurred_at: '2026-01-15T07:00:00Z', page_title: '=1+1' }])
  const sources = makeSources({
    engine: lake.engine,
    catalog: lake.catalog,
    turns: new Semaphore(1),
    closing: closing.signal,
    log: entry => void logged.push(entry),
  })
  serving = await serveApp(createViewer(sources, admitHere, join(lake.folder, 'dist')), { port: 0 })
  url = `http://127.0.0.1:${serving.port}`
})
afterAll(async () => {
  closing.abort()
  await serving.close()
  await lake[Symbol.asyncDispose]()
})

const endless = `select count(*) from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y)
  cross join unnest(sequence(1, 10000)) as c(z) cross join unnest(sequence(1, 10000)) as d(u) where x + y + z + u = 1`

function ask(sql: string, { format = 'json', signal }: { format?: string; signal?: AbortSignal } = {}) {
  return fetch(`${url}/api/sql?format=${format}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql }),
    ...(signal === undefined ? {} : { signal }),
  })
}

test('every answer, also a refusal, says what the browser may do with it', async () => {
  for (const path of ['/api/version', '/api/dashboards', '/api/nothing', '/nothing', '/assets/nothing.js']) {
    const { headers } = await fetch(url + path)
    const policy = headers.get('content-security-policy')!
    expect(policy, path).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(policy).toMatch(/base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/)
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
  expect((await fetch(`${url}/api/version`)).headers.get('cache-control')).toBe('no-store')
})

test('what is not there is said in JSON', async () => {
  const answer = await fetch(`${url}/api/tiles/links/x`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toEqual({ error: 'dashboard: expected one of none, got "links"' })
  expect((await fetch(`${url}/api/late?from=yesterday&to=2026-01-15`)).status).toBe(400)
  expect((await fetch(`${url}/api/late?from=2026-01-16&to=2026-01-15`)).status).toBe(400)
  expect((await fetch(`${url}/?${'a'.repeat(20_000)}`)).status).toBe(431)
})

describe('SQL of somebody’s own', () => {
  const ways = [
    `select * from read_csv('${secret}')`,
    `select * from read_text('/etc/passwd')`,
    `select * from '/etc/passwd'`,
    `select * from 'https://evil.example/x.parquet'`,
    `select * from read_parquet('http://169.254.169.254/latest/meta-data')`,
    `copy (select 1) to '${secret}'`,
    `attach '${secret}' as x`,
    'install httpfs',
    'load httpfs',
    'pragma database_list',
    'set enable_external_access = true',
    'select 1; select 2',
    `select * from glob('/*')`,
    `select getenv('PATH')`,
    'select * from duckdb_settings()',
    'create table x (a integer)',
  ]

  test.each(ways)('%s is refused, and nothing of the machine is told', async sql => {
    const answer = await ask(sql)
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).not.toMatch(/sesame|root:|node_modules|\.ts:\d|at async/)
    expect(text.replaceAll(secret, '')).not.toContain(lake.folder)
  })

  test('is answered where it asks the lake; as a file no spreadsheet computes it', async () => {
    expect(await (await ask('select app, count(*) from events group by 1')).json()).toMatchObject({
      rows: [['store', 1]],
    })
    expect(await (await ask('select page_title, -1 as n from events', { format: 'csv' })).text()).toBe(
      "page_title,n\n'=1+1,-1\n",
    )
  })

  test('has bounds: rows, and the length of the question', async () => {
    const many = await ask('select x from unnest(sequence(1, 1001)) as t(x)')
    expect(many.status).toBe(400)
    expect(await many.json()).toMatchObject({ error: expect.stringMatching(/at most 1000 rows/) })
    const huge = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql: 'a'.repeat(300_000) }),
    }
    const viewer = createViewer(makeSources(), (_, next) => next())
    expect((await viewer.request('/api/sql', huge)).status).toBe(413)
  })

  test('stops when who asked goes away, and leaves the engine to others', async () => {
    const leaving = new AbortController()
    const asked = ask(endless, { signal: leaving.signal })
    setTimeout(() => leaving.abort(), 200)
    await expect(asked).rejects.toThrow()
    expect((await ask('select 1')).status).toBe(200)
  })

  test('is taken from the own page alone', async () => {
    const body = JSON.stringify({ sql: 'select 1' })
    const post = (headers: Record<string, string>) => fetch(`${url}/api/sql`, { method: 'POST', body, headers })
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415)
    const json = { 'content-type': 'application/json' }
    expect((await post({ ...json, origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ ...json, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ ...json, origin: url })).status).toBe(200)
  })
})

test('late events of a period are those that arrived on a later day', async () => {
  await lake.addEvents([
    { occurred_at: '2026-01-10T10:00:00Z' },
    { occurred_at: '2026-01-10T23:59:59Z', received_at: '2026-01-11T00:00:01Z' },
    { occurred_at: '2026-01-11T09:00:00Z', received_at: '2026-01-14T09:00:00Z' },
    { occurred_at: '2026-01-12T00:00:00Z', received_at: '2026-01-13T09:00:00Z' },
  ])
  const read = async (query: string) => (await fetch(`${url}/api/late?${query}`)).json()
  expect(await read('from=2026-01-10&to=2026-01-11')).toEqual({ events: 3, late: 2 })
  expect(await read('from=2026-01-10T12:00:00Z&to=2026-01-11T00:00:00Z')).toEqual({ events: 1, late: 1 })
})

test('an error of its own is logged, and tells nothing', async () => {
  const broken = makeSources({
    completeUpTo: () => Promise.reject(new Error(`cannot open ${secret}`)),
    log: entry => void logged.push(entry),
  })
  const answer = await createViewer(broken, (_, next) => next()).request('/api/version')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain(lake.folder)
  expect(JSON.stringify(logged)).toContain('cannot open')
})

test('a viewer that closes lets go of who listens', async () => {
  const answer = await fetch(`${url}/api/version/live`)
  const reader = answer.body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^event: version/)
  closing.abort()
  expect((await reader.read()).done).toBe(true)
})
