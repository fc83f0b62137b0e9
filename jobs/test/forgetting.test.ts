// forget where things go wrong, or go on meanwhile.
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { tables } from '@clickstream/events/tables'
import type { Store } from '@clickstream/lake/store'
import { prepareVersion } from '@clickstream/lake/version'
import { DuckDbEngine } from '@clickstream/query/duckdb'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../forget.ts'
import { type JobDeps, runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { accepted, DAY, event, NOON, People, type Row, refused } from './people.ts'

let people: People
beforeEach(() => {
  people = new People()
})
afterEach(() => people.close())

const ids = (rows: readonly Row[]) => rows.map(({ event_id }) => event_id as string).sort()

const say = (id: string, anonymous_id: string | null, user_id: string | null = null, more: object = {}, at = NOON) =>
  accepted(at, event(id, { ...(anonymous_id && { anonymous_id }), ...(user_id && { user_id }), ...more }))

const personal = ['identities', 'sessions']

describe('forget, whatever happens', () => {
  const fill = async () => {
    await people.put([
      ...Array.from({ length: 6 }, (_, i) => say(`a${i}`, 'ann-1', i === 2 ? 'u-ann' : null, {}, NOON + i * 1_800_000)),
      ...Array.from({ length: 6 }, (_, i) => say(`b${i}`, 'bob-1', null, {}, NOON + i * 1_800_000)),
      refused(NOON, 'r1', '{"anonymous_id":"ann-1", oops'),
    ])
    await people.land()
    await people.renew('events')
    await people.derive()
    await people.put([say('a9', 'ann-1'), say('b9', 'bob-1')])
  }
  const deps = (): JobDeps => ({
    store: people.store,
    catalog: people.catalog,
    stream: people.url,
    completeUpTo: async () => NOON + DAY,
    clock: people.clock,
  })

  it('is finished by the next run, wherever it was killed, devices too', async () => {
    await fill()
    // Each run gets a little further: the store breaks at the n-th write or removal.
    let failures = 0
    for (let limit = 1; ; limit += 3) {
      let left = limit
      const broken = new Proxy(people.store, {
        get(store, name) {
          const method = Reflect.get(store, name, store)
          if (typeof method !== 'function') return method
          return (...args: unknown[]) => {
            if ((name === 'put' || name === 'remove') && --left < 0) throw new Error('killed at ann-1')
            return Reflect.apply(method, store, args)
          }
        },
      })
      const run = runJob(forget, { user: 'u-ann' }, { ...deps(), store: broken as Store })
      const done = await run.then(
        summary => summary,
        (error: Error) => {
          expect(error.message).not.toContain('ann-1')
          failures++
          return null
        },
      )
      if (done === null) continue
      expect(failures).toBeGreaterThan(3)
      expect(await people.traces(['u-ann', 'ann-1'])).toEqual([])
      const receipt = JSON.parse(Buffer.from(await people.store.get(done.data!.receipt as string)).toString())
      expect(receipt.runs).toBe(failures + 1)
      expect(receipt.removed).toMatchObject({ events: 6, rejected: 1, raw: 7 })
      expect(ids(await people.rows('events'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'])
      expect(await people.catalog.recall('forget')).toEqual(new Map())
      expect((await people.run('forget', { verify: done.data!.receipt as string })).is_failed).toBe(false)
      return
    }
  })

  it('reaches versions that killed jobs left, in place or not, and days that were dropped and not swept', async () => {
    await fill()
    const [partition] = await people.catalog.partitions('events')
    const write = async (location: string, inputs: readonly { key: string }[]) => {
      for (const { key } of inputs) await people.store.put(`${location}part-00000.parquet`, await people.store.get(key))
      return { is_same: true }
    }
    await prepareVersion(people, 'compact', tables.events, partition!, write)
    const killed = await prepareVersion(people, 'compact', tables.events, partition!, write)
    await people.store.remove(`${killed.location}_manifest.json`)
    await people.run('retain', { days: '1', table: 'rejected' })
    people.clock = () => NOON + 2 * DAY
    await people.run('retain', { days: '1', table: 'rejected' })
    expect(await people.rows('rejected')).toEqual([])
    await people.run('forget', { visitor: 'ann-1' })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect(ids(await people.rows('events'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'])
  })

  it.each(personal)('is not held up by a run of %s that was killed, and was the first', async name => {
    await people.put([say('a1', 'ann-1', 'u-ann')])
    await people.land()
    const killed = new Proxy(people.catalog, {
      get(catalog, method) {
        if (method === 'swap') return () => new Promise(() => {})
        const value = Reflect.get(catalog, method, catalog)
        return typeof value === 'function' ? value.bind(catalog) : value
      },
    })
    void runJob(await jobs[name]!(), {}, { ...deps(), catalog: killed })
    const isPrepared = async () => (await people.store.list('versions/')).some(({ key }) => key.endsWith('.json'))
    await expect.poll(isPrepared).toBe(true)
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
  })

  it.each(personal)('is not undone by a run of %s that had read events before', async name => {
    await people.put([say('a1', 'ann-1', 'u-ann')])
    await people.land()
    let receipt: string | undefined
    const slow = new Proxy(people.store, {
      get(store, method) {
        const value = Reflect.get(store, method, store)
        if (method !== 'put') return typeof value === 'function' ? value.bind(store) : value
        return async (...args: Parameters<Store['put']>) => {
          receipt ??= (await people.run('forget', { visitor: 'ann-1' })).data!.receipt as string
          return store.put(...args)
        }
      },
    })
    await runJob(await jobs[name]!(), {}, { ...deps(), store: slow })
    expect(await people.rows(name as 'sessions')).toEqual([])
    expect((await people.run('forget', { verify: receipt! })).is_failed).toBe(false)
  })

  it('takes what arrived before the clock was put back', async () => {
    await people.put([say('a1', 'ann-1'), say('b1', 'bob-1')])
    await people.land()
    await people.derive()
    people.clock = () => NOON - DAY
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
  })

  it('two at once, of two people, take both out of every file', async () => {
    await fill()
    await people.put([say('c1', 'cid-1')])
    await people.land()
    await Promise.all([people.run('forget', { visitor: 'ann-1' }), people.run('forget', { visitor: 'bob-1' })])
    expect(await people.traces(['ann-1', 'bob-1'])).toEqual([])
    expect(ids(await people.rows('events'))).toEqual(['c1'])
  })

  it('while events come in: what had arrived goes, what follows stays, readers see before or after', async () => {
    people.clock = Date.now
    const at = () => Date.now()
    const start = at()
    await people.put(Array.from({ length: 40 }, (_, i) => say(`old-${i}`, i % 4 ? 'bob-1' : 'ann-1', null, {}, start)))
    await people.land()
    const pollers = await people.startPollers(200)
    let isOver = false
    let sent = 0
    const send = async () => {
      for (; !isOver; sent++) {
        await people.put([say(`b${sent}`, 'bob-1', null, {}, at()), say(`a${sent}`, 'ann-1', null, {}, at())])
        await sleep(20)
      }
    }
    const engine = new DuckDbEngine(people)
    const seen = new Set<string>()
    const read = async () => {
      while (!isOver) {
        const sql = `select anonymous_id, count(*) from events where event_id like 'old-%' group by 1 order by 1`
        seen.add(JSON.stringify((await engine.run(sql, [])).rows))
      }
    }
    const sending = Promise.all([send(), read()])
    await sleep(500)
    const asked = Date.now()
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    isOver = true
    await sending
    await engine.close()
    expect(seen).toEqual(new Set(['[["ann-1",10],["bob-1",30]]', '[["bob-1",30]]']))
    await Promise.all(pollers.map(poller => poller.drain()))
    await Promise.all(pollers.map(poller => poller.stop()))
    const rows = await people.rows('events')
    expect(rows.filter(row => row.anonymous_id === 'bob-1')).toHaveLength(sent + 30)
    const later = rows.filter(row => row.anonymous_id === 'ann-1').map(row => Number(row.received_at))
    expect(later.length).toBeGreaterThan(0)
    expect(Math.min(...later)).toBeGreaterThanOrEqual(asked)
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
  })

  it('reaches records that were given up, and what was pruned before', async () => {
    const checkpoints = await openCheckpoints(people.url)
    const handler = () => Promise.reject(new Error('cannot take ann-1'))
    await people.put([
      say('a1', 'ann-1'),
      say('b1', 'bob-1'),
      say('p1', 'ann-1', null, { page_title: 'x'.repeat(9000) }),
    ])
    const poller = new Poller({
      ...{ stream: people.stream, checkpoints, handler, window_ms: 0, max_attempts: 1, bisect: false },
      retention_ms: null,
    })
    poller.start()
    await poller.drain()
    await poller.stop()
    expect(await checkpoints.countFailures('transform')).toBeGreaterThan(0)
    await people.stream.prune('transform', 0, NOON + DAY)
    await people.run('forget', { visitor: 'ann-1' })
    expect(await people.traces(['ann-1'])).toEqual([])
    const kept = (await checkpoints.failures('transform')).flatMap(({ message }) => JSON.parse(message.payload).Records)
    const texts = kept.map((record: { kinesis: { data: string } }) =>
      Buffer.from(record.kinesis.data, 'base64').toString(),
    )
    expect(texts.filter((text: string) => isDeepStrictEqual(text, '{"forgotten":true}'))).toHaveLength(2)
    expect(texts.some((text: string) => text.includes('bob-1'))).toBe(true)
    await checkpoints.close()
  })

  it('finds nothing in a lake where there is nobody, and says so', async () => {
    const { lines, data } = await people.run('forget', { visitor: 'nobody-1' })
    expect(lines[0]).toBe('removed: nothing')
    expect((await people.run('forget', { verify: data!.receipt as string })).lines[0]).toMatch(/^yes/)
    expect(await people.traces(['nobody-1'])).toEqual([])
  })
})
