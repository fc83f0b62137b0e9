import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importFiles } from '../import.ts'
import { event, type Lake, NOON, openLake, override } from './lake.ts'

let lake: Lake
let folder: string
beforeEach(() => {
  lake = openLake()
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, lines: readonly unknown[]) => {
  const text = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const path = join(folder, name)
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}
const at = (ms: number) => new Date(ms).toISOString()
const history = Array.from({ length: 50 }, (_, i) => event(i, { occurred_at: at(NOON + i * 600_000) }))

describe('importFiles', () => {
  it('keeps each event’s own time of arrival, or its own time where it has none', async () => {
    const lines = [
      event(1, { occurred_at: at(NOON - 7_200_000), received_at: at(NOON), sent_at: at(NOON - 7_200_000 + 60_000) }),
      event(2, { occurred_at: at(NOON - 86_400_000), sent_at: at(NOON) }),
      event(3, { occurred_at: NOON, received_at: NOON + 5 }),
    ]
    expect(await importFiles([file('a.ndjson', lines)], lake)).toMatchObject({
      lines: 3,
      stored: 3,
      rejected: 0,
      repeated: 0,
    })
    const rows = (await lake.rows('events')).sort((a, b) => (`${a.event_id}` < `${b.event_id}` ? -1 : 1))
    expect(
      rows.map(row => [
        row.received_date,
        (row.received_at as Date).getTime() - NOON,
        (row.occurred_at as Date).getTime() - NOON,
      ]),
    ).toEqual([
      ['2026-01-15', 0, -60_000],
      ['2026-01-14', -86_400_000, -86_400_000],
      ['2026-01-15', 5, 0],
    ])
    expect(rows[0]).toMatchObject({ dialect: 'import', properties: null })
  })

  it('adds nothing when it is run again: the same file, packed, part of another, or twice at once', async () => {
    const plain = file('a.ndjson', [...history, 'broken line'])
    expect(await importFiles([plain], lake)).toMatchObject({ stored: 50, rejected: 1, repeated: 0 })
    expect(await importFiles([plain], lake)).toMatchObject({ stored: 0, rejected: 1, repeated: 50 })
    expect(await importFiles([file('a.ndjson.gz', [...history, 'broken line'])], lake)).toMatchObject({ repeated: 50 })
    const more = file('b.ndjson', [...history.slice(10), event('new', { occurred_at: at(NOON) })])
    expect(await importFiles([more, more], lake)).toMatchObject({ stored: 1, repeated: 81 })
    expect(await lake.rows('events')).toHaveLength(51)
    expect(await lake.rows('rejected')).toHaveLength(1)
  })

  it('brings back a row that was taken out since, and leaves its neighbours in the hour', async () => {
    const path = file('a.ndjson', history)
    await importFiles([path], lake)
    // Without its first row, under its own name, as forget leaves it.
    const [partition] = await lake.catalog.partitions('events')
    const [first] = await lake.store.list(partition!.location)
    const others = file('others.ndjson', history.slice(1, 6))
    const apart = openLake()
    await importFiles([others], apart)
    const [left] = await apart.store.list(partition!.location)
    await lake.store.put(first!.key, await apart.store.get(left!.key))
    await apart.close()
    expect(await importFiles([path], lake)).toMatchObject({ stored: 1, repeated: 49 })
    const ids = (await lake.rows('events')).map(row => row.event_id)
    expect(ids.sort()).toEqual(history.map(line => line.event_id).sort())
  })

  it('makes an id from the line where it has none, the same each time', async () => {
    const lines = [event(1, { event_id: undefined }), event(1, { event_id: '', page_title: 'another' })]
    expect(await importFiles([file('a.ndjson', lines)], lake)).toMatchObject({ stored: 2 })
    expect(await importFiles([file('b.ndjson', [...lines, event(3)])], lake)).toMatchObject({ stored: 1, repeated: 2 })
  })

  it('goes on after an import that was killed half-way', async () => {
    let puts = 0
    const store = override(lake.store, {
      put: async (...args) => {
        if (++puts === 4) throw new Error('killed')
        return lake.store.put(...args)
      },
    })
    const path = file('a.ndjson', history)
    await expect(importFiles([path], { store, catalog: lake.catalog })).rejects.toThrow('killed')
    await importFiles([path], lake)
    const rows = await lake.rows('events')
    expect(rows).toHaveLength(50)
    expect(new Set(rows.map(row => row.event_id)).size).toBe(50)
  })

  it('keeps a broken line whole, beside its neighbours in time', async () => {
    const lines = [
      '{"half": ',
      event(1),
      event(2, { price: 'x', received_at: at(NOON) }),
      '\u2028not a line end',
      '  ',
      '[]',
    ]
    const summary = await importFiles([file('a.ndjson', lines)], lake)
    expect(summary).toMatchObject({ lines: 5, stored: 1, rejected: 4 })
    const rows = await lake.rows('rejected')
    expect(rows.map(row => row.payload)).toEqual(['{"half": ', JSON.stringify(lines[2]), '\u2028not a line end', '[]'])
    expect(new Set(rows.map(row => row.received_date))).toEqual(new Set(['2026-01-15']))
  })

  it('takes another dialect’s lines through its reader, and an app for those that name none', async () => {
    const lines = [{ messageId: 'm1' }, { messageId: 5 }]
    const readLine = (value: unknown) => {
      const { messageId } = value as { messageId: unknown }
      if (typeof messageId !== 'string') throw new Error('no id')
      return { ...event(messageId), app: undefined }
    }
    expect(
      await importFiles([file('s.ndjson', lines)], lake, { readLine, app: 'store', dialect: 'segment' }),
    ).toMatchObject({
      stored: 1,
      rejected: 1,
    })
    expect(await lake.rows('events')).toMatchObject([{ event_id: 'm1', app: 'store', dialect: 'segment' }])
  })

  it('says how far it is, and stops when told', async () => {
    const seen: number[] = []
    await importFiles([file('a.ndjson', history)], lake, { onProgress: progress => seen.push(progress.lines) })
    expect(seen).toEqual([50])
    const stopped = AbortSignal.abort(new Error('enough'))
    await expect(importFiles([file('a.ndjson', history)], lake, { signal: stopped })).rejects.toThrow('enough')
  })

  it('fails on a file that is not there and on a packed one that breaks off', async () => {
    await expect(importFiles([join(folder, 'none')], lake)).rejects.toThrow(/ENOENT/)
    const whole = gzipSync(history.map(line => JSON.stringify(line)).join('\n'))
    const path = join(folder, 'half.gz')
    writeFileSync(path, whole.subarray(0, whole.length / 2))
    await expect(importFiles([path], lake)).rejects.toThrow()
  })
})
