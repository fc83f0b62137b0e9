import type { Decoded } from '@clickstream/events/decoded'
import { HOUR } from '@clickstream/events/time'
import { readManifest } from '@clickstream/lake/version'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import { createHandler } from '@clickstream/transform/handler'
import { transformBatch } from '@clickstream/transform/transform'
import { describe, expect, it } from 'vitest'
import { envelope, event, message, NOON, override } from '../../packages/transform/test/lake.ts'
import { forget } from '../forget.ts'
import { runJob } from '../job.ts'
import { makeReprocess, reprocess } from '../reprocess.ts'
import { arrive, deps, idsOf, lake, run, sorted, withFields } from './reprocessing.ts'

describe('with a changed transform', () => {
  it('says what changes, changes nothing before it is told to, and then all of it', async () => {
    await arrive([
      envelope(event(1)),
      envelope(event(2), { received_at: NOON + HOUR }),
      envelope(event(2), { received_at: NOON + 2 * HOUR }),
      envelope(event(3, { utm_medium: 'email' }), { app: 'store' }),
      'broken',
    ])
    const before = await sorted('events')
    const changed = withFields({ utm_medium: 'email' })
    const found = await run({}, changed)
    expect(await sorted('events')).toEqual(before)
    expect(found.files).toBe(0)
    expect(found.data.difference.metrics).toEqual([
      { day: '2026-01-15', metric: 'channel direct', before: '2', after: '0' },
      { day: '2026-01-15', metric: 'channel email', before: '1', after: '3' },
    ])
    expect(found.data.difference).toMatchObject({ columns: { channel: 2, utm_medium: 2 }, came: 0, gone: 0 })
    expect(found.data.difference.samples[0]).toMatchObject({
      event_id: '1',
      fate: 'changed',
      columns: { utm_medium: [null, 'email'], channel: ['direct', 'email'] },
    })
    expect(found.lines).toContain('nothing was changed: --commit puts it in place')
    expect(found.lines.join('\n')).toContain('  channel email                    1 → 3')

    const done = await run({ commit: true }, changed)
    expect(done.lines).toContain('put in place: 2 partitions, 3 rows')
    expect((await lake.rows('events')).map(row => row.channel)).toEqual(['email', 'email', 'email'])
    for (const { location } of await lake.catalog.partitions('events')) {
      expect(await readManifest(lake.store, location)).toMatchObject({
        job: 'reprocess',
        is_same: false,
        generation: 1,
      })
    }
    expect((await run({}, changed)).data.is_same).toBe(true)
    // And back again.
    await run({ commit: true })
    expect(await sorted('events')).toEqual(before)
    const [last] = await lake.catalog.runs('reprocess', 1)
    expect(last).toMatchObject({ rows_in: 5, rows_out: 3, rejected: 1, repeated: 1 })
  })

  it('what breaks the contract now is rejected, and back again an event', async () => {
    await arrive([envelope(event(1)), envelope(event(2)), envelope(event(2), { received_at: NOON + 1 })])
    const before = await sorted('events')
    const found = await run({ commit: true }, withFields({ price: -1 }))
    expect(found.data.difference.metrics).toContainEqual({
      day: '2026-01-15',
      metric: 'rejected out_of_range',
      before: '0',
      after: '3',
    })
    expect(found.data.difference).toMatchObject({ came: 3, gone: 2 })
    expect(await lake.rows('events')).toEqual([])
    expect(await idsOf('rejected')).toEqual(['1', '2', '2'])
    expect((await run({}, withFields({ price: -1 }))).data.is_same).toBe(true)
    await run({ commit: true })
    expect(await sorted('events')).toEqual(before)
    expect(await lake.rows('rejected')).toEqual([])
  })

  it('what the collector rejected becomes an event when the contract takes it now', async () => {
    const was = (dialect: string, payload: unknown, more: object = {}) => ({
      received_at: NOON,
      app: 'store',
      dialect,
      rejected: {
        event_id: null,
        reason_code: 'malformed',
        field: 'event_type',
        reason: 'event_type: expected something else',
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
        contract_version: '0',
        ...more,
      },
    })
    const segment = {
      type: 'track',
      event: 'Product Viewed',
      properties: { product_id: 'p' },
      messageId: 's',
      anonymousId: 'a',
    }
    await arrive([
      was('events', event('a')),
      was('events', { ...event('b'), event_id: undefined }),
      was('segment', segment),
      was('events', event('c', { app: 'shortener' })),
      was('events', event('d', { event_type: 'NOT SO' })),
      was('events', event('e'), { reason_code: 'too_large' }),
      was('events', event('f'), { field: 'sent_at' }),
      was('events', '{"event_id":"g"'),
      was('pixel', event('h')),
    ])
    const found = await run({ commit: true })
    expect(found.data.changed).toEqual([
      { table: 'events', app: 'store', received_date: '2026-01-15', received_hour: '12', before: 0, after: 3 },
      { table: 'rejected', received_date: '2026-01-15', before: 9, after: 6 },
    ])
    const rows = await lake.rows('events')
    expect(rows.map(row => [row.dialect, row.event_type]).sort()).toEqual([
      ['events', 'page_viewed'],
      ['events', 'page_viewed'],
      ['segment', 'product_viewed'],
    ])
    expect(rows.map(row => row.event_id)).toEqual(
      expect.arrayContaining(['a', 's', expect.stringMatching(/^[0-9a-f]{32}$/)]),
    )
    expect((await run()).data.is_same).toBe(true)
  })

  it('--table puts only that table in place', async () => {
    await arrive([envelope(event(1)), envelope(event(2, { quantity: 1 }))])
    const broken = withFields({ price: -1 })
    await run({ commit: true, table: 'rejected' }, broken)
    expect([await idsOf('events'), await idsOf('rejected')]).toEqual([
      ['1', '2'],
      ['1', '2'],
    ])
    await run({ commit: true, table: 'events' }, broken)
    expect([await idsOf('events'), await idsOf('rejected')]).toEqual([[], ['1', '2']])
  })
})

describe('the lake around it', () => {
  it('keeps the rows that the archive does not hold, and counts them', async () => {
    const handler = createHandler(lake, { log: () => {} })
    // Before there was an archive: one hour wholly, one in part, and a rejected row.
    await handler(message([envelope(event(1), { received_at: NOON - HOUR }), envelope(event(2)), 'old'], 1))
    await arrive([envelope(event(3)), 'new'], 10)
    const found = await run({ commit: true }, withFields({ page_title: 'now' }))
    expect(found.data.unheld_rows).toBe(3)
    expect(found.lines.join('\n')).toMatch(/2 rows that the archive does not hold: they stay as they are/)
    expect(found.lines.join('\n')).toMatch(/1 row in 1 partition of hours it holds nothing of/)
    expect((await lake.rows('events')).map(row => [row.event_id, row.page_title]).sort()).toEqual([
      ['1', null],
      ['2', null],
      ['3', 'now'],
    ])
    expect((await lake.rows('rejected')).map(row => row.payload).sort()).toEqual(['new', 'old'])
  })

  it('brings back what the lake lost, but not what came before under the same id', async () => {
    await arrive([envelope(event(1)), envelope(event(2)), envelope(event(1), { received_at: NOON + 3 * HOUR })])
    for (const { location, table, values } of await lake.catalog.partitions('events')) {
      await lake.catalog.swap([{ table, values, from: location, to: null }])
    }
    await run({ commit: true })
    expect((await lake.rows('events')).map(row => [row.event_id, row.received_hour]).sort()).toEqual([
      ['1', '12'],
      ['2', '12'],
    ])
  })

  it('takes hours of days from one to another, and only those', async () => {
    await arrive([0, 1, 2, 3].map(hour => envelope(event(hour), { received_at: NOON + hour * HOUR })))
    await arrive(['a', 'b'], 10)
    const found = await run(
      { from: '2026-01-15T13', to: '2026-01-15T14', commit: true },
      withFields({ page_title: 'x' }),
    )
    expect(found.data.records).toBe(2)
    expect((await lake.rows('events')).map(row => row.page_title)).toEqual([null, 'x', 'x', null])
    expect(await lake.rows('rejected')).toHaveLength(2)
    expect((await run({ from: '2026-01-15T12', to: '2026-01-15T12' })).data).toMatchObject({
      records: 3,
      is_same: true,
    })
  })

  it('leaves hours out that are not closed, in the lake or in the archive', async () => {
    await arrive([envelope(event(1)), envelope(event(2), { received_at: NOON + HOUR })])
    for (const behind of [undefined, ARCHIVE_CONSUMER]) {
      const closed = {
        completeUpTo: async (consumer?: string) => NOON + (consumer === behind ? HOUR + 60_000 : 24 * HOUR),
      }
      const found = await run({ from: '2026-01-15T12', to: '2026-01-15T14' }, reprocess, closed)
      expect(found.data.records).toBe(1)
      expect(found.lines).toContain('2 hours left out, not closed yet')
    }
    const none = { completeUpTo: async () => NOON }
    expect((await run({}, reprocess, none)).lines[0]).toMatch(/^2026-01-01T00 to 2026-01-15T10/)
    expect((await run({ from: '2026-01-16' }, reprocess, none)).lines).toEqual(['no hour of these is closed yet'])
  })

  it.each([
    [{ from: '2026-1-1' }, '--from: expected a date YYYY-MM-DD or an hour YYYY-MM-DDTHH, got "2026-1-1"'],
    [{ from: '2026-02-30' }, '--from: expected a date'],
    [{ from: '2026-01-15T24' }, '--from: expected a date'],
    [{ from: '2026-01-15', to: '2026-01-14' }, '--to: expected 2026-01-15 or later, got 2026-01-14'],
  ])('says what is wrong with %o', async (values, message) => {
    await expect(run(values)).rejects.toThrow(message)
  })

  it('keeps what arrives while it works', async () => {
    await arrive([envelope(event(1)), envelope(event(2))])
    let calls = 0
    const job = makeReprocess(async (batch, to) => {
      const decode = (record: Parameters<typeof batch.decode>[0]) => {
        const decoded = batch.decode(record)
        const { envelope } = decoded as { envelope: { event: object } }
        return { ...decoded, envelope: { ...envelope, event: { ...envelope.event, page_title: 'x' } } } as Decoded
      }
      return transformBatch({ ...batch, decode }, to)
    })
    const catalog = override(lake.catalog, {
      async swap(changes) {
        // A late batch between the last look and the swap, the first time also another job's version.
        if (calls++ === 0) await run({ commit: true }, withFields({ page_title: 'other' }))
        else await createHandler(lake, { log: () => {} })(message([envelope(event(3))], 20))
        return lake.catalog.swap(changes)
      },
    })
    await run({ commit: true }, job, { catalog })
    expect(calls).toBe(2)
    expect((await lake.rows('events')).map(row => [row.event_id, row.page_title]).sort()).toEqual([
      ['1', 'x'],
      ['2', 'x'],
      ['3', null],
    ])
  })

  it('brings nobody back who is forgotten after it read the archive', async () => {
    await arrive([envelope(event(1)), envelope(event(2, { anonymous_id: 'gone' }))])
    let isForgotten = false
    const catalog = override(lake.catalog, {
      async swap(changes) {
        if (!isForgotten) {
          isForgotten = true
          await runJob(forget, { visitor: 'gone' }, deps())
        }
        return lake.catalog.swap(changes)
      },
    })
    await run({ commit: true }, withFields({ page_title: 'x' }), { catalog })
    expect((await lake.rows('events')).map(row => [row.event_id, row.page_title])).toEqual([['1', 'x']])
  })

  it('two at once: one after the other', async () => {
    await arrive([0, 1, 2].map(hour => envelope(event(hour), { received_at: NOON + hour * HOUR })))
    const job = withFields({ page_title: 'x' })
    await Promise.all([run({ commit: true }, job), run({ commit: true }, job), run({ commit: true }, job)])
    expect((await lake.rows('events')).map(row => [row.event_id, row.page_title])).toEqual([
      ['0', 'x'],
      ['1', 'x'],
      ['2', 'x'],
    ])
  })

  it('broken off anywhere, the lake is as before or as after; run again, it is as after', async () => {
    await arrive([envelope(event(1)), envelope(event(2), { received_at: NOON + HOUR }), 'broken'])
    const job = withFields({ page_title: 'x' })
    const titles = async () => (await lake.rows('events')).map(row => row.page_title)
    let isWhole = false
    for (let step = 0; !isWhole; step++) {
      // From this effect on nothing is done any more, as if the process were dead: a write, or a look after the swap.
      let left = step
      let isSwapped = false
      const dying = <T extends object>(thing: T, names: readonly string[]): T => {
        const method =
          (name: string) =>
          async (...values: unknown[]) => {
            const counts = isSwapped || name === 'put' || name === 'swap'
            if (left < 0 || (counts && left-- === 0)) throw new Error('killed')
            isSwapped ||= name === 'swap'
            return (thing as Record<string, (...values: unknown[]) => unknown>)[name]!(...values)
          }
        return override(thing, Object.fromEntries(names.map(name => [name, method(name)])) as Partial<T>)
      }
      const store = dying(lake.store, ['put', 'get', 'list', 'remove'])
      const catalog = dying(lake.catalog, ['swap', 'partitions'])
      isWhole = await run({ commit: true }, job, { store, catalog }).then(
        () => true,
        () => false,
      )
      const now = await titles()
      expect([JSON.stringify([null, null]), JSON.stringify(['x', 'x'])]).toContain(JSON.stringify(now))
      if (step > 100) throw new Error('it never ends')
    }
    expect(await titles()).toEqual(['x', 'x'])
  })
})
