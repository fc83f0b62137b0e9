// With the transform that wrote the lake, `reprocess` finds no difference, whichever way the events came.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOUR } from '@clickstream/events/time'
import { createArchive } from '@clickstream/transform/archive'
import { createHandler } from '@clickstream/transform/handler'
import { importFiles } from '@clickstream/transform/import'
import { describe, expect, it } from 'vitest'
import { openCollector } from '../../packages/collector/test/collector.ts'
import { envelope, event, message, NOON } from '../../packages/transform/test/lake.ts'
import { compact } from '../compact.ts'
import { runJob } from '../job.ts'
import { arrive, deps, lake, locations, run } from './reprocessing.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

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
    const date = (await lake.catalog.partitions('events')).at(-1)!.values.received_date!
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
