import { gzipSync } from 'node:zlib'
import { rejectedEnvelopes } from '@clickstream/events/envelope'
import { rejected } from '@clickstream/events/tables'
import { RAW } from '@clickstream/lake/layout'
import { landingPartition } from '@clickstream/lake/partition'
import { commitVersions, prepareVersion } from '@clickstream/lake/version'
import type { S3Event } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unpackLines } from '../archive.ts'
import { createRefused } from '../refused.ts'
import { type Lake, NOON, openLake, override } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

const KEY = 'refused/date=2026-01-15/refused-1-2026-01-15-12-00-00-a1b2c3.gz'
const reason = { reason_code: 'missing', field: 'cart_id', reason: 'cart_id: expected text, got nothing' }
const line = (id: string, received_at = NOON, payload = '{"a":1}') =>
  JSON.stringify(rejectedEnvelopes({ received_at, dialect: 'events', app: 'store' }, [reason], payload, id)[0])

/** As S3 tells of new objects: keys as in a URL's query. */
function message(...keys: string[]): S3Event {
  return {
    Records: keys.map(key => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      eventTime: new Date(NOON).toISOString(),
      s3: {
        bucket: { name: 'clicks', arn: 'arn:aws:s3:::clicks' },
        object: { key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'), size: 100, eTag: 'x' },
      },
    })) as S3Event['Records'],
  }
}

const pack = (lines: readonly string[]) => gzipSync(lines.map(each => `${each}\n`).join(''))
const ids = async () => (await lake.rows('rejected')).map(row => row.event_id).sort()

describe('a file of rejected events', () => {
  it('becomes rows and lines of the archive, and goes', async () => {
    await lake.store.put(KEY, pack([line('e-1'), line('e-2', NOON + 12 * 3_600_000)]))
    await createRefused(lake)(message(KEY))
    expect(await lake.rows('rejected')).toMatchObject([
      { event_id: 'e-1', app: 'store', reason_code: 'missing', payload: '{"a":1}', received_date: '2026-01-15' },
      { event_id: 'e-2', received_date: '2026-01-16' },
    ])
    expect(await lake.store.list('refused/')).toEqual([])
    const raw: string[] = []
    for (const { key } of await lake.store.list(RAW)) {
      for await (const lines of unpackLines(await lake.store.get(key))) raw.push(...lines)
    }
    expect(raw).toEqual([line('e-1'), line('e-2', NOON + 12 * 3_600_000)])
    expect(await lake.catalog.totals('refused')).toMatchObject({ rows_in: 2, rejected: 2, rows_out: 0, runs: 1 })
  })

  it('that is told of twice adds nothing', async () => {
    await lake.store.put(KEY, pack([line('e-1')]))
    const handler = createRefused(lake)
    await handler(message(KEY, KEY))
    await handler(message(KEY))
    expect(await ids()).toEqual(['e-1'])
  })

  it('that was left half-way, at any point, is brought whole', async () => {
    const lines = Array.from({ length: 10_050 }, (_, i) => line(`e-${String(i).padStart(6, '0')}`))
    for (let allowed = 0; ; allowed++) {
      await lake.store.put(KEY, pack(lines))
      let left = allowed
      const failing = <T>(work: () => Promise<T>) => (left-- > 0 ? work() : Promise.reject(new Error('out')))
      const store = override(lake.store, {
        put: (...given) => failing(() => lake.store.put(...given)),
        remove: (...given) => failing(() => lake.store.remove(...given)),
      })
      const done = await createRefused({ ...lake, store })(message(KEY)).then(
        () => true,
        () => false,
      )
      if (done) break
      expect(await lake.store.list('refused/')).toHaveLength(1)
    }
    expect(await ids()).toEqual(lines.map(each => JSON.parse(each).rejected.event_id))
  })

  it.each([
    ['that a job merges before it is brought again', 0],
    ['that a job merges as it is brought', 1],
  ])('%s is there once', async (_, moves) => {
    const values = { received_date: '2026-01-15' }
    const merge = async () => {
      const { location } = landingPartition(rejected, values)
      const write = async (to: string, inputs: readonly { key: string }[]) => {
        await lake.store.put(`${to}part-0.parquet`, await lake.store.get(inputs[0]!.key))
        return { is_same: true }
      }
      const version = await prepareVersion(lake, 'compact', rejected, { values, location }, write)
      expect(await commitVersions(lake, [version])).toBe(true)
    }
    await lake.store.put(KEY, pack([line('e-1')]))
    let left = moves
    const store = override(lake.store, {
      put: async (key, ...rest) => {
        const done = await lake.store.put(key, ...rest)
        if (key.startsWith('rejected/') && left-- > 0) await merge()
        return done
      },
      remove: key => (key === KEY ? Promise.reject(new Error('out')) : lake.store.remove(key)),
    })
    await expect(createRefused({ ...lake, store })(message(KEY))).rejects.toThrow('out')
    if (moves === 0) await merge()
    await createRefused(lake)(message(KEY))
    expect(await ids()).toEqual(['e-1'])
    expect(await lake.store.list('refused/')).toEqual([])
  })

  it('of garbage becomes rows that say so, and nothing else is held up by it', async () => {
    const event = { event_id: 'x', event_type: 'page_viewed', app: 'store', anonymous_id: 'v' }
    const odd = JSON.stringify({ received_at: NOON, dialect: 'events', event })
    await lake.store.put(KEY, pack(['no json', '', line('e-1'), '[]', '{"rejected":7}', odd, '\u0000\uffff']))
    await createRefused(lake)(message(KEY))
    const codes = (await lake.rows('rejected')).map(row => row.reason_code).sort()
    expect(codes).toEqual(['missing', 'missing', 'not_json', 'not_json', 'not_json', 'unnamed'])
    expect(await lake.rows('events')).toEqual([])
  })

  it('may be plain, empty, or gone', async () => {
    await lake.store.put(KEY, Buffer.from(`${line('e-1')}\n${line('e-2')}`))
    await lake.store.put('refused/empty', new Uint8Array(0))
    await createRefused(lake)(message(KEY, 'refused/empty', 'refused/gone'))
    expect(await ids()).toEqual(['e-1', 'e-2'])
  })

  it('that breaks off, or is none of ours, is not taken for done', async () => {
    await lake.store.put(KEY, pack(Array.from({ length: 100 }, (_, i) => line(`e-${i}`))).subarray(0, 200))
    await expect(createRefused(lake)(message(KEY))).rejects.toThrow(/unexpected end/)
    expect(await lake.store.list('refused/')).toHaveLength(1)
    await expect(createRefused(lake, 'lake/')(message(KEY))).rejects.toThrow(/expected one under lake\//)
    const [huge] = message(KEY).Records
    huge!.s3.object.size = 1e9
    await expect(createRefused(lake)({ Records: [huge!] })).rejects.toThrow(/expected at most/)
  })

  it('lies in the bucket under the lake’s own prefix', async () => {
    await lake.store.put(KEY, pack([line('e-1')]))
    await createRefused(lake, 'lake/')(message(`lake/${KEY}`))
    expect(await ids()).toEqual(['e-1'])
  })
})
