// The live tail, beside a stream that another connection writes, and what it says of a record.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveApp } from '@clickstream/collector/server'
import { rejectedEnvelopes } from '@clickstream/events/envelope'
import { Newest } from '@clickstream/stream/newest'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { routeTail, Waiting } from '../tail.ts'
import { judgeRecord } from '../verdict.ts'
import { Watcher } from '../watcher.ts'
import type { TailEntry, TailRecords } from '../wire-rejected.ts'

const NOW = Date.UTC(2026, 0, 15)
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clickstream-tail-'))
  path = join(folder, 'stream.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

const good = {
  event_id: 'e1',
  event_type: 'page_viewed',
  app: 'store',
  anonymous_id: 'a',
  page_url: 'https://x.example/',
}
const envelope = (event: unknown) => ({ received_at: NOW, dialect: 'events', ip: '203.0.113.7', event })
const record = (value: unknown, key = 'k') => ({
  partition_key: key,
  data: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})
const judge = (value: unknown) =>
  judgeRecord({ ...record(value), sequence_number: '7', arrived_at: NOW, shard: 'shardId-000000000000' })

test('an accepted event, without the address it came from', () => {
  const entry = judge(envelope({ ...good, sdk: 'clickstream-web', sdk_version: '1.2', ip: '203.0.113.8' }))!
  expect(entry).toMatchObject({
    isAccepted: true,
    event_type: 'page_viewed',
    app: 'store',
    sdk: 'clickstream-web',
    sdk_version: '1.2',
    reason: null,
    received_at: '2026-01-15T00:00:00.000Z',
  })
  expect(JSON.stringify(entry)).not.toContain('203.0.113')
})

test.each([
  ['of another producer, against the contract', envelope({ ...good, page_url: 5 }), 'wrong_type', 'page_url'],
  ['without an app', envelope({ ...good, app: undefined }), 'missing', 'app'],
  ['no JSON', '<img src=x onerror=alert(1)>', 'not_json', null],
  ['an envelope of nonsense', { received_at: 'x', rejected: { reason: {} } }, 'unnamed', null],
])('an event %s is told as rejected', (_, value, reason_code, field) => {
  expect(judge(value)).toMatchObject({ isAccepted: false, reason_code, field })
})

test('what the collector rejected: its reason, and a long payload once and in part', () => {
  const reasons = [{ reason_code: 'missing', field: 'page_url', reason: 'page_url: expected a value, got nothing' }]
  const payload = JSON.stringify({
    event_type: 'page_viewed',
    sdk: '<b>',
    note: 'x'.repeat(1_000_000),
    ip: '203.0.113.7',
  })
  const told = rejectedEnvelopes({ received_at: NOW, dialect: 'events' }, reasons, payload, null).map(judge)
  expect(told.length).toBe(7)
  expect(told.slice(1).every(each => each === null)).toBe(true)
  expect(told[0]).toMatchObject({ isAccepted: false, reason_code: 'missing', field: 'page_url', isCut: true })
  expect(told[0]!.payload.length).toBeLessThan(10_000)
})

test('who was forgotten is not told', () => {
  expect(judge('{"forgotten":true}')).toBeNull()
})

test('the newest records come first, then those that arrive, and what is too much is counted', async () => {
  const newest = new Newest(path)
  expect(newest.look(10, 1e6)).toEqual({ records: [], skipped: 0 })
  expect([newest.isThere, newest.isPolled(NOW)]).toEqual([false, false])
  const stream = new SqliteStream(path, { shard_count: 1 })
  const put = (from: number, to: number) =>
    stream.put(Array.from({ length: to - from }, (_, i) => record(String(from + i))))
  const look = () => {
    const { records, skipped } = newest.look(10, 1e6)
    return [records.map(({ data }) => Number(Buffer.from(data).toString())), skipped]
  }
  await put(0, 25)
  expect(look()).toEqual([[15, 16, 17, 18, 19, 20, 21, 22, 23, 24], 0])
  expect(look()).toEqual([[], 0])
  await put(25, 28)
  expect(look()).toEqual([[25, 26, 27], 0])
  await put(28, 100)
  expect(look()).toEqual([[90, 91, 92, 93, 94, 95, 96, 97, 98, 99], 62])
  newest.close()
  expect(look()[0]).toHaveLength(10)
  await stream.close()
  newest.close()
})

test('another file in its place is read from its beginning, and no file is no error', async () => {
  const newest = new Newest(path)
  for (const text of ['first', 'second']) {
    const stream = new SqliteStream(path, { shard_count: 1 })
    await stream.put([record(text)])
    await stream.close()
    expect(newest.look(10, 1e6).records.map(({ data }) => Buffer.from(data).toString())).toEqual([text])
    rmSync(path)
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
    expect(newest.look(10, 1e6).records).toEqual([])
  }
})

test('a slow reader loses the oldest, and is told how many', () => {
  const waiting = new Waiting()
  const entry = (i: number) => ({ id: String(i) }) as TailEntry
  waiting.add({ entries: Array.from({ length: 150 }, (_, i) => entry(i)), dropped: 2 })
  waiting.add({ entries: Array.from({ length: 100 }, (_, i) => entry(150 + i)), dropped: 0 })
  const records = waiting.take()!
  expect([records.entries.length, records.entries[0]!.id, records.dropped]).toEqual([200, '50', 52])
  expect(waiting.take()).toBeNull()
})

test('over HTTP: the state, the last events, those that come; gone when the browser is', async () => {
  const stream = new SqliteStream(path)
  await stream.put([record(envelope({ ...good, event_id: 'old' }))])
  const closing = new AbortController()
  const watcher = new Watcher(`sqlite:${path}`)
  const app = new Hono().route('/api', routeTail({ stream: '', closing: closing.signal }, watcher))
  const serving = await serveApp(app as never, { port: 0 })
  const stop = new AbortController()
  const response = await fetch(`http://127.0.0.1:${serving.port}/api/tail`, { signal: stop.signal })
  expect(response.headers.get('content-type')).toMatch('text/event-stream')
  let text = ''
  const reading = (async () => {
    for await (const chunk of response.body!) text += Buffer.from(chunk).toString()
  })().catch(() => {})
  const idsIn = () =>
    [...text.matchAll(/event: records\ndata: (.*)\n\n/g)]
      .flatMap(([, data]) => (JSON.parse(data!) as TailRecords).entries)
      .map(({ event_id }) => event_id)
  await vi.waitFor(() => expect(idsIn()).toEqual(['old']), 5000)
  expect(text).toMatch('"pipeline":"idle"')
  await stream.put([record(envelope({ ...good, event_id: 'new' }))])
  await vi.waitFor(() => expect(idsIn()).toEqual(['old', 'new']), 5000)
  expect(watcher.watchers).toBe(1)
  stop.abort()
  await reading
  await vi.waitFor(() => expect(watcher.watchers).toBe(0), 5000)
  // When the viewer stops, nobody is left hanging.
  const second = await fetch(`http://127.0.0.1:${serving.port}/api/tail`)
  closing.abort()
  await second.text()
  await serving.close()
  await stream.close()
})

test('no more watch than there is room for', async () => {
  const watcher = new Watcher(`sqlite:${path}`)
  const leave = Array.from({ length: 20 }, () => watcher.watch(() => {}))
  const app = new Hono().route('/api', routeTail({ stream: '', closing: new AbortController().signal }, watcher))
  const statuses: number[] = []
  app.onError((error, c) => {
    statuses.push((error as unknown as { status: number }).status)
    return c.text('', 503)
  })
  expect((await app.request('/api/tail')).status).toBe(503)
  expect(statuses).toEqual([503])
  for (const each of leave) each()
  expect(watcher.watchers).toBe(0)
})

test('says what is missing', () => {
  expect(new Watcher(`sqlite:${path}`).state()).toMatchObject({ pipeline: 'absent', command: 'npx clickstream dev' })
  expect(new Watcher('kinesis:events').state()).toMatchObject({ pipeline: 'remote' })
})
