import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readManifest } from '@clickstream/lake/version'
import { createArchive } from '@clickstream/transform/archive'
import type { Decoded } from '@clickstream/transform/decode'
import { createHandler } from '@clickstream/transform/handler'
import { importFiles } from '@clickstream/transform/import'
import { transformBatch } from '@clickstream/transform/transform'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCollector } from '../../packages/collector/test/collector.ts'
import { envelope, event, type Lake, message, NOON, openLake, override } from '../../packages/transform/test/lake.ts'
import { compact } from '../compact.ts'
import { forget } from '../forget.ts'
import { type Job, type JobDeps, runJob } from '../job.ts'
import { makeReprocess, reprocess } from '../reprocess.ts'

const HOUR = 3_600_000
const LATER = Date.UTC(2026, 5, 1)
const fixtures = join(import.meta.dirname, '../../fixtures')

let lake: Lake
let folder: string
beforeEach(() => {
  lake = openLake()
  folder = mkdtempSync(join(tmpdir(), 'reprocess-'))
})
afterEach(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

const deps = (more: Partial<JobDeps> = {}): JobDeps => ({
  store: lake.store,
  catalog: lake.catalog,
  completeUpTo: async () => LATER,
  stream: `sqlite:${join(folder, 'stream.sqlite')}`,
  clock: () => LATER,
  ...more,
})

type Data = {
  readonly is_same: boolean
  readonly records: number
  readonly unheld_rows: number
  readonly changed: readonly { table: string; before: number; after: number }[]
  readonly difference: {
    metrics: { day: string; metric: string; before: string; after: string }[]
    columns: Record<string, number>
    came: number
    gone: number
    samples: { event_id: string; fate: string; columns: Record<string, [string | null, string | null]> }[]
  }
}

async function run(values: Record<string, string | boolean> = {}, job: Job = reprocess, more: Partial<JobDeps> = {}) {
  const summary = await runJob(job, { from: '2026-01-01', to: '2026-01-31', diff: true, ...values }, deps(more))
  return { ...summary, data: summary.data as unknown as Data }
}

/** A transform that sees other records. */
const changing = (change: (decoded: Decoded) => Decoded): Job =>
  makeReprocess((batch, to) => transformBatch({ ...batch, decode: record => change(batch.decode(record)) }, to))

/** One that gives an event other fields. */
const withFields = (fields: object): Job =>
  changing(decoded => {
    const { envelope } = decoded
    if (envelope === null || !('event' in envelope)) return decoded
    const changed = { ...envelope, event: { ...(envelope.event as object), ...fields } }
    return { ...decoded, envelope: changed, original: JSON.stringify(envelope.event) }
  })

const sorted = async (table: 'events' | 'rejected') => (await lake.rows(table)).map(row => JSON.stringify(row)).sort()
const idsOf = async (table: 'events' | 'rejected') => (await lake.rows(table)).map(row => row.event_id).sort()
const locations = async () =>
  [...(await lake.catalog.partitions('events')), ...(await lake.catalog.partitions('rejected'))].map(
    each => each.location,
  )

/** Both consumers of the stream, on the same batch. */
async function arrive(...batch: Parameters<typeof message>): Promise<void> {
  await createHandler(lake, { log: () => {} })(message(...batch))
  await createArchive(lake.store)(message(...batch))
}

/** Texts as clients send them, over some hours, through collector, transform and archive. */
async function sendLive(requests: readonly (readonly [path: string, body: string])[]): Promise<number> {
  let now = NOON
  const { send, stream } = openCollector({ clock: () => now, rate: null })
  const handler = createHandler(lake, { log: () => {} })
  const archive = createArchive(lake.store)
  let sequence = 0
  for (const [i, [path, body]] of requests.entries()) {
    now += 5000
    await send(path, { body, headers: { 'content-type': 'application/json' }, from: '127.0.0.1' })
    if (stream.records.length < 500 && i < requests.length - 1) continue
    const texts = stream.records.splice(0).map(({ data }) => Buffer.from(data).toString())
    for (const shard of [0, 1]) {
      const ofShard = message(
        texts.filter((_, k) => k % 2 === shard),
        sequence,
        `shardId-00000000000${shard}`,
      )
      await handler(ofShard)
      await archive(ofShard)
    }
    sequence += texts.length
  }
  return sequence
}

describe('with an unchanged transform', () => {
  it.each(readdirSync(fixtures))('the import of %s comes out the same, also when it was compacted', async name => {
    const summary = await importFiles([join(fixtures, name, 'events.ndjson')], lake)
    const first = await run({ commit: true })
    expect(first.lines.at(-1)).toMatch(/^no difference: all \d+ partitions come out the same$/)
    expect(first.data).toMatchObject({ is_same: true, records: summary.lines, unheld_rows: 0 })
    expect(first).toMatchObject({
      rows_out: summary.stored,
      rejected: summary.rejected,
      repeated: summary.repeated,
      files: 0,
    })
    const partition = (await lake.catalog.partitions('events')).at(-1)
    const date = partition!.values.received_date!
    await runJob(compact, { from: date, to: date }, deps())
    const before = await locations()
    expect((await run({ from: date, to: date, commit: true })).data.is_same).toBe(true)
    expect(await locations()).toEqual(before)
  })

  it.each(readdirSync(fixtures))('what came live of %s comes out the same', async name => {
    const lines = readFileSync(join(fixtures, name, 'events.ndjson'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .slice(0, 1200)
    const records = await sendLive(lines.map(line => ['/v1/events', line] as const))
    expect(records).toBeGreaterThan(100)
    const { data, lines: told } = await run()
    expect(data).toMatchObject({ is_same: true, records, unheld_rows: 0 })
    expect(told.at(-1)).toMatch(/^no difference/)
  })

  it('so does what came in other dialects, and from elsewhere', async () => {
    const bad = '{"type":"track","properties":"none","messageId":"m1","anonymousId":"a"}'
    await sendLive([
      [
        '/v1/batch',
        JSON.stringify({ batch: [{ type: 'page', anonymousId: 'a', messageId: 'm0', context: { ip: '8.8.8.8' } }] }),
      ],
      ['/v1/track', JSON.stringify({ event: 'Bought', anonymousId: 'a', messageId: 'm2' })],
      ['/v1/track', bad],
      ['/v1/batch', `{"batch":[${bad}, {"type":"track"}],"sentAt":"never"}`],
      ['/v1/events', JSON.stringify({ events: [event(1), { ...event(2), event_type: 7 }], sent_at: 'never' })],
      ['/v1/events', JSON.stringify(event(3, { properties: { text: 'x'.repeat(300_000) } }))],
      ['/v1/events', `{"events":"none"}`],
      ['/v1/events', 'no json'],
    ])
    await arrive(['no envelope', { received_at: NOON }, envelope('text'), envelope(event(9), { ip: '8.8.8.8' })], 9000)
    const { data } = await run()
    expect(data.is_same).toBe(true)
    expect((await lake.rows('rejected')).length).toBeGreaterThan(8)
  })

  it('of what came twice, that stays which the lake has', async () => {
    // Shards at their own pace: the one that came later was there first.
    const [late, early] = [event('a', { page_title: 'late' }), event('a', { page_title: 'early', anonymous_id: 'v2' })]
    const handler = createHandler(lake, { log: () => {} })
    const batches = [
      message([envelope(late, { received_at: NOON + HOUR })], 1, 'shardId-000000000001'),
      message([envelope(early), envelope(event('b', { page_title: 'one' })), envelope(event('b'))], 5),
    ]
    for (const batch of batches) await handler(batch)
    for (const batch of batches.reverse()) await createArchive(lake.store)(batch)
    const { data, repeated } = await run()
    expect(data.is_same).toBe(true)
    expect(repeated).toBe(2)
    expect((await lake.rows('events')).map(row => row.page_title).sort()).toEqual(['late', 'one'])
  })
})

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
    const closed = { completeUpTo: async () => NOON + HOUR + 60_000 }
    const found = await run({ from: '2026-01-15T12', to: '2026-01-15T14' }, reprocess, closed)
    expect(found.data.records).toBe(1)
    expect(found.lines).toContain('2 hours left out, not closed yet')
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
