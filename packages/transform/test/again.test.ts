// A batch that comes again after the lake has changed: what its earlier try left must not stand beside what this one writes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHandler } from '../handler.ts'
import { envelope, event, type Lake, message, openLake, override } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

const quiet = { log: () => {} }
const ids = (rows: Record<string, unknown>[]) => rows.map(row => row.event_id).sort()
const OTHER = 'shardId-000000000001'
const killed = async () => {
  throw new Error('killed')
}
const batch = message([envelope(event('x')), envelope(event('2')), envelope(event('3'))])

describe('a batch that comes again', () => {
  it('counts once though its process was killed before the catalog knew, and another shard had its first event since', async () => {
    const catalog = override(lake.catalog, { add: killed })
    await expect(createHandler({ store: lake.store, catalog }, quiet)(batch)).rejects.toThrow('killed')
    const restarted = createHandler(lake, quiet)
    await restarted(message([envelope(event('x'))], 0, OTHER))
    await restarted(batch)
    expect(ids(await lake.rows('events'))).toEqual(['2', '3', 'x'])
  })

  it('counts once though another process, which did not see its file, had its first event since', async () => {
    const other = createHandler(lake, quiet)
    await other(message([envelope(event('before'))], 0, OTHER))
    const catalog = override(lake.catalog, { record: killed })
    await expect(createHandler({ store: lake.store, catalog }, quiet)(batch)).rejects.toThrow('killed')
    await other(message([envelope(event('x'))], 1, OTHER))
    await createHandler(lake, quiet)(batch)
    expect(ids(await lake.rows('events')).filter(id => id !== 'x')).toEqual(['2', '3', 'before'])
  })

  it('is stored and not repeated in the totals, whichever shard comes first after the kill', async () => {
    await createHandler(lake, quiet)(message([envelope(event('before'))], 0, OTHER))
    const catalog = override(lake.catalog, { record: killed })
    await expect(createHandler({ store: lake.store, catalog }, quiet)(batch)).rejects.toThrow('killed')
    const restarted = createHandler(lake, quiet)
    await restarted(message([envelope(event('other'))], 1, OTHER))
    await restarted(batch)
    expect(await lake.catalog.totals('transform')).toMatchObject({ rows_in: 5, rows_out: 5, repeated: 0 })
    expect(ids(await lake.rows('events'))).toEqual(['2', '3', 'before', 'other', 'x'])
  })
})
