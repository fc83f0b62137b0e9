import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FORGOTTEN } from '@clickstream/events/envelope'
import type { FileStore } from '@clickstream/lake/files'
import { RAW } from '@clickstream/lake/layout'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArchive, unpackLines } from '../archive.ts'
import { decodeRecord } from '../decode.ts'
import { createHandler } from '../handler.ts'
import { importFiles } from '../import.ts'
import { readRaw, writeRaw } from '../raw.ts'
import { Repeats } from '../repeats.ts'
import { transformBatch } from '../transform.ts'
import { envelope, event, type Lake, message, NOON, openLake, override } from './lake.ts'

let lake: Lake
let again: Lake
beforeEach(() => {
  lake = openLake()
  again = openLake()
})
afterEach(async () => {
  await lake.close()
  await again.close()
})

/** The archive's lines by file. */
async function archived(): Promise<Record<string, string[]>> {
  const files: Record<string, string[]> = {}
  for (const { key } of await lake.store.list(RAW)) {
    files[key] = []
    for await (const lines of unpackLines(await lake.store.get(key))) files[key].push(...lines)
  }
  return files
}

/** What the lines become, in another lake. */
async function transformLines(lines: readonly string[]): Promise<void> {
  const records = lines.map((line, i) => ({ line, sequence: String(i).padStart(8, '0') }))
  const batch = {
    shard: 'raw',
    records,
    sequenceOf: ({ sequence }: { sequence: string }) => sequence,
    decode: ({ line }: { line: string }) => readRaw(line),
  }
  await transformBatch(batch, { ...again, repeats: new Repeats(again) })
}

const sorted = async (of: Lake, table: 'events' | 'rejected') =>
  (await of.rows(table)).map(row => JSON.stringify(row)).sort()

const deep = '['.repeat(5000) + ']'.repeat(5000)
/** Records as our collector and as anybody else might write them. */
const records: readonly unknown[] = [
  envelope(event(1)),
  envelope(event(2), { ip: '8.8.8.8', app: 'store', user_agent: 'Slackbot-LinkExpanding', language: 'de' }),
  envelope(event(3, { ip: '81.2.69.142' }), { ip: '8.8.8.8' }),
  envelope(event(4, { ip: '' }), { ip: '8.8.8.8' }),
  envelope(event(5, { ip: null }), { ip: '8.8.8.8' }),
  envelope(event(6, { ip: 7 }), { ip: '8.8.8.8' }),
  envelope(event(7, { ip: '81.2.69.142', event_type: 'NO' })),
  envelope(event(8, { app: undefined, ip: '81.2.69.142' })),
  envelope(event(9, { properties: { ip: 'mine', event: { ip: 1 } } }), { ip: '8.8.8.8' }),
  envelope(event(10), { ip: '8.8.8.8', sent_at: NOON, nested: { event: { ip: 'x' } } }),
  envelope(event(11), { received_at: 'never', ip: '8.8.8.8' }),
  envelope(event(12), { received_at: 1e18 }),
  envelope(event(13), { country: 'FR' }),
  envelope(event(14), { country: 'FR', ip: '8.8.8.8' }),
  envelope('text'),
  envelope(null, { ip: '8.8.8.8' }),
  envelope([1]),
  JSON.stringify(envelope(event(15, { ip: '81.2.69.142' })), null, 2),
  `{"received_at":${NOON},"ip":"8.8.8.8","event":${JSON.stringify(event(16))},"ip":"81.2.69.142","dialect":"x"}`,
  `{"event":${JSON.stringify(event(17))},"dialect":"x","received_at":${NOON},"ip":"8.8.8.8"}`,
  `{"received_at":${NOON},"dialect":"x","\\u0069p":"8.8.8.8","event":${JSON.stringify(event(18)).replace('{', '{"\\u0069\\u0070":"81.2.69.142",')}}`,
  `{"received_at":${NOON},"dialect":"x","event":${JSON.stringify(event(19)).replace('{', '{"ip":"8.8.8.8","huge":1e999,"price":"\\ud800",')}}`,
  `{"received_at":${NOON},"dialect":"x","ip":"8.8.8.8","event":${JSON.stringify(event(20)).replace('{', `{"properties":{"a":${deep}},`)}}`,
  { received_at: NOON, dialect: 'events', app: 'store', rejected: { reason_code: 'missing', payload: '{"a":\n1}' } },
  { received_at: NOON, dialect: 'events', ip: '8.8.8.8', rejected: { payload: 'x', reason: 'why', event_id: 7 } },
  { received_at: NOON, dialect: 'events', rejected: { payload: { ip: 1 } } },
  { received_at: 'never', dialect: 'events', rejected: { payload: 'y' } },
  { received_at: NOON, rejected: null },
  { received_at: NOON, rejected: [], event: event(21) },
  'no json\nat all',
  '{"received_at":1}',
  '{"record":"x","received_at":5}',
  'null',
  '',
  '\u0000\ufffd',
  '"\\ud800"',
]

describe('the raw archive', () => {
  it('gives back the same rows, whatever the record was', async () => {
    const batch = message(records)
    await createHandler(lake, { log: () => {} })(batch)
    await transformLines(batch.Records.map(record => writeRaw(decodeRecord(record))))
    expect(await sorted(again, 'events')).toEqual(await sorted(lake, 'events'))
    expect(await sorted(again, 'rejected')).toEqual(await sorted(lake, 'rejected'))
    expect((await lake.rows('events')).length + (await lake.rows('rejected')).length).toBe(records.length)
  })

  it('holds no address, and the country instead', async () => {
    const ours = [1, 2, 3, 4, 8, 9, 10, 13, 17, 18, 19, 20].map(i => records[i])
    for (const record of message(ours).Records) {
      const decoded = decodeRecord(record)
      const line = writeRaw(decoded)
      const read = JSON.parse(line)
      expect(read.ip).toBeUndefined()
      expect(read.event.ip).toBeUndefined()
      expect(line).not.toMatch(/8\.8\.8\.8|81\.2\.69\.142|\n/)
      expect(read.country).toMatch(/^(US|GB)$/)
    }
    // Nothing else of what came is touched.
    const [plain] = message([records[1]]).Records
    expect(writeRaw(decodeRecord(plain!))).toContain(`"event":${JSON.stringify(event(2))}}`)
  })

  it('has a file an hour, named by shard and first sequence; a batch that comes again writes over it', async () => {
    const archive = createArchive(lake.store)
    const batch = message([
      envelope(event(1)),
      envelope(event(2), { received_at: NOON + 3_600_000 }),
      envelope(event(3)),
      FORGOTTEN,
      'broken',
    ])
    await archive(batch)
    await archive(batch)
    const at = (hour: number, sequence: number) =>
      `raw/received_date=2026-01-15/received_hour=${hour}/shardId-000000000000-${String(sequence).padStart(20, '0')}.ndjson.gz`
    const files = await archived()
    expect(Object.entries(files).map(([key, lines]) => [key, lines.length])).toEqual([
      [at(12, 0), 3],
      [at(13, 1), 1],
    ])
    expect(files[at(12, 0)]![0]).toBe(JSON.stringify(envelope(event(1))))
  })

  it('keeps the name of a file whose first record was forgotten before it came again', async () => {
    const archive = createArchive(lake.store)
    await archive(message([envelope(event(1)), envelope(event(2))]))
    const [name] = Object.keys(await archived())
    await archive(message([FORGOTTEN, envelope(event(2))]))
    expect(await archived()).toEqual({ [name!]: [JSON.stringify(envelope(event(2)))] })
  })

  it('is tried again as a whole when it cannot be written', async () => {
    const store = override(lake.store, { put: async () => Promise.reject(new Error('the disk is full')) })
    await expect(createArchive(store)(message([envelope(event(1))]))).rejects.toThrow('the disk is full')
    expect(await createArchive(lake.store)(message([]))).toEqual({ batchItemFailures: [] })
  })

  it('gets what is imported, with its addresses read; imported again it is the same', async () => {
    const at = new Date(NOON).toISOString()
    const lines = [
      JSON.stringify(event(1, { ip: '81.2.69.142' })),
      JSON.stringify(event(2, { received_at: at, sent_at: at })),
      JSON.stringify(event(3, { sent_at: at })),
      JSON.stringify(event('', { occurred_at: undefined })),
      JSON.stringify(event(5, { event_type: 'NO', ip: '81.2.69.142' })),
      JSON.stringify(event(6)).replace('{', '{"huge":1e999,"less":-1e999,'),
      JSON.stringify(event(7)).replace('{', `{"properties":{"a":${deep}},"sent_at":"never",`),
      JSON.stringify(event(1, { ip: '8.8.8.8' })),
      JSON.stringify(event(9, { ip: '81.2.69.142', received_at: NOON, properties: { ip: 'mine', received_at: 1 } })),
      JSON.stringify(event(10, { ip: '81.2.69.142', page_title: 'ip' })),
      JSON.stringify(event(11)).replace(/}$/, ',"ip":"8.8.8.8","ip" : "81.2.69.142"}'),
      JSON.stringify(event(12)).replace(/}$/, ',"event_id":"","sent_at":1}'),
      JSON.stringify({ received_at: NOON, ...event(13), ip: '8.8.8.8', sent_at: NOON }),
      'no json',
      '[1]',
    ]
    const file = join((lake.store as FileStore).root, '..', 'history.ndjson')
    writeFileSync(file, lines.join('\n'))
    await importFiles([file], lake)
    const first = await archived()
    await transformLines(Object.values(first).flat())
    expect(await sorted(again, 'events')).toEqual(await sorted(lake, 'events'))
    expect(await sorted(again, 'rejected')).toEqual(await sorted(lake, 'rejected'))
    expect(Object.values(first).flat()).toHaveLength(lines.length)
    const accepted = Object.values(first)
      .flat()
      .filter(line => !line.includes('"original"'))
    expect(accepted.join('\n')).not.toMatch(/81\.2\.69\.142|8\.8\.8\.8/)
    await importFiles([file], lake)
    expect(await archived()).toEqual(first)
  })
})
