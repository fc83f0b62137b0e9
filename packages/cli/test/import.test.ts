import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { readSettings } from '../settings.ts'
import { execute, makeFolder } from './run.ts'

const event = (i: number, more: object = {}) =>
  JSON.stringify({
    event_id: `e${i}`,
    event_type: 'page_viewed',
    app: 'demo',
    anonymous_id: 'v',
    page_url: 'https://example.com/',
    occurred_at: `2025-03-0${1 + (i % 3)}T08:00:00.000Z`,
    ...more,
  })

async function ask(data: string, sql: string) {
  return (await askOnce(readSettings({ data }, {}), sql)).rows
}

test('brings history to its own days, plain and gzipped, and a second time adds nothing', async () => {
  const [data, folder] = [makeFolder(), makeFolder()]
  writeFileSync(join(folder, 'a.ndjson'), [event(0), event(1), event(1), '{"broken'].join('\n'))
  writeFileSync(
    join(folder, 'b.ndjson.gz'),
    gzipSync([event(2), event(3, { received_at: '2025-03-09T10:00:00Z' })].join('\n')),
  )
  const first = await execute(['import', folder, '--data', data, '--json'])
  expect(first.code).toBe(0)
  expect(JSON.parse(first.out)).toMatchObject({ lines: 6, stored: 4, rejected: 1, repeated: 1 })
  const days = 'select received_date, count(*) from events group by 1 order by 1'
  const expected = [
    ['2025-03-01', 1],
    ['2025-03-02', 1],
    ['2025-03-03', 1],
    ['2025-03-09', 1],
  ]
  expect(await ask(data, days)).toEqual(expected)
  const second = await execute(['import', folder, '--data', data])
  expect(second.out).toMatch(/^6 lines: 0 stored, /)
  expect(await ask(data, days)).toEqual(expected)
  expect((await ask(data, 'select count(*) from rejected'))[0]).toEqual([1])
})

test("reads Segment's exports, each event at its time", async () => {
  const [data, folder] = [makeFolder(), makeFolder()]
  const file = join(folder, 'export.ndjson')
  const track = {
    type: 'track',
    event: 'Product Viewed',
    messageId: 'm1',
    userId: 'u',
    properties: { product_id: 'p', price: 3 },
    timestamp: '2025-05-01T10:00:00Z',
  }
  const late = { ...track, messageId: 'm2', receivedAt: '2025-05-02T01:00:00Z' }
  writeFileSync(file, [track, late, { type: 'nonsense' }].map(line => JSON.stringify(line)).join('\n'))
  const { code, out } = await execute([
    'import',
    file,
    '--format',
    'segment',
    '--app',
    'shop',
    '--data',
    data,
    '--json',
  ])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ lines: 3, stored: 2, rejected: 1 })
  const sql = 'select event_id, app, event_type, product_id, price, dialect, received_date from events order by 1'
  expect(await ask(data, sql)).toEqual([
    ['m1', 'shop', 'product_viewed', 'p', '3.0000', 'segment', '2025-05-01'],
    ['m2', 'shop', 'product_viewed', 'p', '3.0000', 'segment', '2025-05-02'],
  ])
})

test('a file that breaks off is said, and what came before it stays', async () => {
  const [data, folder] = [makeFolder(), makeFolder()]
  writeFileSync(join(folder, 'a.ndjson'), event(1))
  writeFileSync(join(folder, 'b.ndjson.gz'), gzipSync(event(2).repeat(99)).subarray(0, 50))
  const { code, err } = await execute(['import', folder, '--data', data])
  expect(code).toBe(1)
  expect(err).toMatch(/the import ended early/)
  expect(err).toMatch(/Run the same again/)
  expect(await ask(data, 'select event_id from events')).toEqual([['e1']])
})
