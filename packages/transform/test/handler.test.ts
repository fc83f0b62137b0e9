import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHandler } from '../handler.ts'
import { envelope, event, type Lake, message, NOON, openLake, override } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

const quiet = { log: () => {} }
const deep = '['.repeat(20_000) + ']'.repeat(20_000)
const ids = (rows: Record<string, unknown>[]) => rows.map(row => row.event_id).sort()

describe('the handler', () => {
  it('writes events and rejected rows, partitioned by arrival, and says so in one JSON line', async () => {
    const lines: string[] = []
    const handler = createHandler(lake, { log: line => lines.push(line), clock: () => NOON + 5000 })
    const answer = await handler(
      message([
        envelope(event(1)),
        envelope(event(2, { app: 'shortener' }), { received_at: NOON + 3_600_000 }),
        envelope(event(3, { price: 'dear' })),
        'no json',
      ]),
    )
    expect(answer).toEqual({ batchItemFailures: [] })
    const events = await lake.rows('events')
    expect(events).toMatchObject([
      { event_id: '2', app: 'shortener', received_date: '2026-01-15', received_hour: '13' },
      { event_id: '1', app: 'store', received_date: '2026-01-15', received_hour: '12' },
    ])
    expect(await lake.rows('rejected')).toMatchObject([
      {
        event_id: '3',
        reason_code: 'wrong_type',
        field: 'price',
        reason: 'price: expected a finite number, got "dear"',
      },
      { event_id: null, reason_code: 'not_json', payload: 'no json' },
    ])
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({ rows_in: 4, rows_out: 2, rejected: 2, repeated: 0, files: 3 })
    expect(await lake.catalog.totals('transform')).toMatchObject({ rows_in: 4, rows_out: 2, rejected: 2, runs: 1 })
  })

  it('fills what the client could not know, and keeps no address', async () => {
    const body = event(1, {
      ip: '8.8.8.8',
      page_url: 'https://www.Shop.example:8443/a/b?utm_source=news&utm_medium=Email&utm_campaign=spring%20sale#top',
      referrer_url: 'https://mail.google.com/',
      colour: 'red',
      properties: { size: 'M' },
    })
    const arrival = {
      ip: '1.1.1.1',
      user_agent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
      language: 'de-DE',
    }
    await createHandler(lake, quiet)(message([envelope(body, arrival)]))
    const [row] = await lake.rows('events')
    expect(row).toMatchObject({
      page_host: 'shop.example',
      page_path: '/a/b',
      referrer_host: 'mail.google.com',
      utm_source: 'news',
      utm_medium: 'Email',
      utm_campaign: 'spring sale',
      channel: 'email',
      country: 'US',
      device_type: 'desktop',
      os: 'Windows',
      browser: 'Firefox',
      browser_version: '140',
      traffic: 'human',
      traffic_rule: null,
      language: 'de-DE',
      time_source: 'client',
      contract_version: '1',
    })
    expect(JSON.parse(row!.properties as string)).toEqual({ size: 'M', colour: 'red' })
    expect(JSON.stringify(row)).not.toMatch(/8\.8\.8\.8|1\.1\.1\.1/)
  })

  it('corrects a wrong clock by sent_at, from the event or from the request', async () => {
    const wrong = NOON - 3 * 365 * 86_400_000
    const times = { occurred_at: new Date(wrong).toISOString(), sent_at: new Date(wrong + 60_000).toISOString() }
    await createHandler(
      lake,
      quiet,
    )(
      message([
        envelope(event(1, times)),
        envelope(event(2, { occurred_at: times.occurred_at }), { sent_at: times.sent_at }),
        envelope(event(3, { occurred_at: new Date(NOON + 9e6).toISOString() })),
        envelope(event(4, { occurred_at: undefined })),
      ]),
    )
    const rows = (await lake.rows('events')).sort((a, b) => (`${a.event_id}` < `${b.event_id}` ? -1 : 1))
    expect(rows.map(row => [(row.occurred_at as Date).getTime() - NOON, row.time_source])).toEqual([
      [-60_000, 'corrected'],
      [-60_000, 'corrected'],
      [0, 'received'],
      [0, 'received'],
    ])
  })

  it('run again, in halves or whole, overwrites and never adds', async () => {
    const bodies = Array.from({ length: 40 }, (_, i) =>
      i % 10 === 9
        ? 'broken'
        : envelope(event(i, { app: i % 2 ? 'store' : 'shortener' }), { received_at: NOON + (i % 3) * 3_600_000 }),
    )
    const first = createHandler(lake, quiet)
    await first(message(bodies))
    const before = await lake.rows('events')
    expect(before).toHaveLength(36)
    await first(message(bodies))
    expect(ids(await lake.rows('events'))).toEqual(ids(before))
    const restarted = createHandler(lake, quiet)
    await restarted(message(bodies.slice(0, 13), 0))
    await restarted(message(bodies.slice(13), 13))
    expect(ids(await lake.rows('events'))).toEqual(ids(before))
    expect(await lake.rows('rejected')).toHaveLength(4)
  })

  it('a batch that broke off half-way leaves nothing twice when it comes again in other pieces', async () => {
    const bodies = Array.from({ length: 30 }, (_, i) => envelope(event(i), { received_at: NOON + (i % 5) * 3_600_000 }))
    let puts = 0
    const store = override(lake.store, {
      put: async (...args) => {
        if (++puts === 3) throw new Error('the disk is full')
        return lake.store.put(...args)
      },
    })
    const handler = createHandler({ store, catalog: lake.catalog }, quiet)
    await expect(handler(message(bodies))).rejects.toThrow('the disk is full')
    await handler(message(bodies.slice(0, 7), 0))
    await handler(message(bodies.slice(7), 7))
    expect(ids(await lake.rows('events'))).toEqual(ids(bodies.map(body => body.event as never)))
  })

  it('counts a client’s retry once: in the batch, in a later one, after a restart, from another shard', async () => {
    const handler = createHandler(lake, quiet)
    await handler(message([envelope(event('a')), envelope(event('b')), envelope(event('a'))]))
    await handler(message([envelope(event('b'), { received_at: NOON + 23 * 3_600_000 }), envelope(event('c'))], 3))
    const restarted = createHandler(lake, quiet)
    await restarted(message([envelope(event('a')), envelope(event('d'))], 0, 'shardId-000000000001'))
    expect(ids(await lake.rows('events'))).toEqual(['a', 'b', 'c', 'd'])
    expect(await lake.catalog.totals('transform')).toMatchObject({ rows_out: 4, repeated: 3 })
  })

  it('still knows what came later when an old record is tried once more', async () => {
    const handler = createHandler(lake, quiet)
    await handler(message([envelope(event('a'))], 0))
    await handler(message([envelope(event('c')), envelope(event('d'))], 2))
    await handler(message([envelope(event('b'))], 1))
    await handler(message([envelope(event('d')), envelope(event('e')), envelope(event('b'))], 4))
    expect(ids(await lake.rows('events'))).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('takes an event_id for its app’s own, and forgets it after the window', async () => {
    const handler = createHandler(lake, quiet)
    await handler(message([envelope(event('a')), envelope(event('a', { app: 'shortener' }))]))
    await handler(message([envelope(event('a'), { received_at: NOON + 26 * 3_600_000 })], 2))
    expect(await lake.rows('events')).toHaveLength(3)
  })

  it('goes on after a batch that failed', async () => {
    let fail = true
    const catalog = override(lake.catalog, {
      add: async partitions => {
        if (fail) throw new Error('locked')
        return lake.catalog.add(partitions)
      },
    })
    const handler = createHandler({ store: lake.store, catalog }, quiet)
    const other = 'shardId-000000000001'
    const [one, two] = [handler(message([envelope(event(1))])), handler(message([envelope(event(2))], 0, other))]
    await expect(one).rejects.toThrow('locked')
    await expect(two).rejects.toThrow('locked')
    fail = false
    await handler(message([envelope(event(1)), envelope(event(3))]))
    await handler(message([envelope(event(2))], 0, other))
    expect(ids(await lake.rows('events'))).toEqual(['1', '2', '3'])
  })

  it.each([
    ['an envelope that is no object', '[]', 'not_json'],
    ['an envelope of nothing', '{}', 'not_json'],
    ['an event that is null', '{"event":null}', 'wrong_type'],
    ['an event that is a list', '{"event":[1]}', 'wrong_type'],
    ['an app that leaves the lake', JSON.stringify(envelope(event(1, { app: '../../etc' }))), 'malformed'],
    ['a key’s app that leaves the lake', JSON.stringify(envelope(event(1), { app: '../../etc' })), 'malformed'],
    ['an app that is not the key’s', JSON.stringify(envelope(event(1), { app: 'shortener' })), 'wrong_app'],
    ['no app at all', JSON.stringify(envelope(event(1, { app: undefined }))), 'missing'],
    ['half a rejected row', '{"rejected":null}', 'unnamed'],
    ['a rejected row of wrong types', '{"rejected":{"reason_code":1,"payload":{}},"app":5,"dialect":[]}', '1'],
    ['a rejected row of objects', '{"rejected":{"reason_code":{"toString":1},"field":{"toString":1}}}', 'unnamed'],
    ['a rejected row of 20,000 levels', `{"rejected":{"reason":${deep},"payload":${deep}}}`, 'unnamed'],
    ['10,000 levels of nesting', `{"event":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`, 'too_deep'],
  ])('makes a rejected row of %s', async (_, text, reason_code) => {
    await createHandler(lake, quiet)(message([text]))
    expect(await lake.rows('events')).toEqual([])
    expect(await lake.rows('rejected')).toMatchObject([{ reason_code }])
  })

  it('takes the stream’s time where the envelope’s is none', async () => {
    const never = [-1, 1e300, '2026-01-01', null, 0.5].map((received_at, i) => envelope(event(i), { received_at }))
    await createHandler(lake, quiet)(message(never))
    const rows = await lake.rows('events')
    expect(rows).toHaveLength(5)
    for (const row of rows) expect((row.received_at as Date).getTime()).toBe(NOON)
  })

  it('does nothing with an empty message', async () => {
    expect(await createHandler(lake, quiet)({ Records: [] })).toEqual({ batchItemFailures: [] })
    expect(await lake.catalog.totals('transform')).toMatchObject({ runs: 0 })
  })
})
