// A compaction that is killed, doubled, or given garbage, and readers beside it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { events } from '@clickstream/events/tables'
import { FileStore } from '@clickstream/lake/files'
import { landingPartition } from '@clickstream/lake/partition'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { sweep } from '@clickstream/lake/sweep'
import { DuckDbEngine } from '@clickstream/query/duckdb'
import { createHandler } from '@clickstream/transform/handler'
import { message } from '@clickstream/transform/test/lake'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { compact } from '../compact.ts'
import { runJob } from '../job.ts'
import { ArrivalLake, DAY, HOUR } from './arrivals.ts'

let lake: ArrivalLake
beforeEach(() => {
  lake = new ArrivalLake()
})
afterEach(() => lake[Symbol.asyncDispose]())

const at = (hour: number, minute = 0) => DAY + hour * HOUR + minute * 60_000
const counted = 'select count(*), count(distinct event_id) from events'

/** Two hours of 20 events each; in the second some of the first again. */
async function fill(): Promise<void> {
  const rows = (hour: number, from: number) =>
    Array.from({ length: 20 }, (_, i) => ({ event_id: `e${from + i}`, received_at: at(hour, i) }))
  await lake.land('1', rows(7, 0))
  await lake.land('2', rows(7, 10))
  await lake.land('3', rows(8, 25))
}
const DISTINCT = 45
const CHANGES = new Set(['put', 'remove', 'add', 'swap', 'record', 'remember'])

describe('compact', () => {
  it('killed before any change it makes, and run again: every event once, and nothing left over', async () => {
    for (let changes = 0, isDead = true; isDead; changes++) {
      await using lake = new ArrivalLake()
      await lake.land('1', [
        { event_id: 'a', received_at: at(7) },
        { event_id: 'b', received_at: at(7) },
      ])
      await lake.land('2', [{ event_id: 'b', received_at: at(8) }])
      let left = changes
      const dying = <T extends object>(thing: T): T =>
        new Proxy(thing, {
          get(target, name) {
            const value = Reflect.get(target, name) as unknown
            if (typeof value !== 'function' || name === 'locate') return value
            return (...args: unknown[]) => {
              // What only reads changes nothing. Dead is dead: every call after it fails too.
              if (left < 0 || (CHANGES.has(String(name)) && left-- === 0)) throw new Error('killed')
              return value.apply(target, args)
            }
          },
        })
      const deps = { ...lake.deps(), store: dying(lake.store), catalog: dying(lake.catalog) }
      isDead = await runJob(compact, { grace: '0' }, deps).then(
        () => false,
        () => true,
      )
      const [[rows, distinct]] = (await lake.ask(counted)) as [[number, number]]
      expect([distinct, rows >= 2], `killed before change ${changes}`).toEqual([2, true])
      await lake.runJob(compact, { grace: '0' })
      expect(await lake.ask(counted), `run again after ${changes}`).toEqual([[2, 2]])
      await sweep(lake, { grace_ms: 0, unfinished_ms: 0 })
      const [partition] = await lake.catalog.partitions('events')
      const parquet = (await lake.store.list('')).filter(({ key }) => key.endsWith('.parquet'))
      expect(parquet.map(({ key }) => key)).toEqual([`${partition!.location}part-00000.parquet`])
      expect(changes).toBeLessThan(60)
    }
  }, 120_000)

  it('twice at once, in processes of their own: every event once', async () => {
    await fill()
    const catalog = new SqliteCatalog(`${lake.folder}/catalog.sqlite`)
    onTestFinished(() => catalog.close())
    await catalog.add(await lake.catalog.partitions('events'))
    const script = new URL('./compacting.ts', import.meta.url)
    const codes = await Promise.all(
      [1, 2].map(async () => (await once(fork(script, [lake.folder, '1'], { execArgv: [] }), 'exit'))[0]),
    )
    expect(codes).toEqual([0, 0])
    const engine = new DuckDbEngine({ store: lake.store, catalog, threads: 1 })
    expect((await engine.run(counted, [])).rows).toEqual([[DISTINCT, DISTINCT]])
    await engine.close()
  })

  it('of an hour, while another run merges an earlier one that got late events: every event once', async () => {
    await lake.land('1', [{ event_id: 'a', received_at: at(7) }])
    await lake.runJob(compact)
    await lake.land('2', [{ event_id: 'b', received_at: at(8) }])
    // Just before it puts the second hour in place, what it has too lands in the first, which another run merges.
    let isFirst = true
    const catalog = new Proxy(lake.catalog, {
      get(target, name) {
        if (name !== 'swap') return Reflect.get(target, name).bind(target)
        return async (...args: Parameters<typeof target.swap>) => {
          if (isFirst) {
            isFirst = false
            await lake.land('3', [{ event_id: 'b', received_at: at(7, 30) }])
            await lake.runJob(compact, { to: '2026-01-15' }, { completeUpTo: async () => at(8, 30) })
          }
          return target.swap(...args)
        }
      },
    })
    await lake.runJob(compact, {}, { catalog })
    await lake.runJob(compact)
    expect(await lake.ask(counted)).toEqual([[2, 2]])
  })

  it.each([
    ['removed at once', '0'],
    ['kept for a day', '24'],
  ])(
    'a reader in a loop sees the old or the new, never both, never half: what was replaced is %s',
    async (_, grace) => {
      const rows = (hour: number) =>
        Array.from({ length: 30 }, (_, i) => ({ event_id: `h${hour}-${i}`, received_at: at(hour) }))
      for (const hour of [1, 2, 3]) await lake.land('0', rows(hour))
      const file = `${lake.folder}/catalog.sqlite`
      const catalog = new SqliteCatalog(file)
      onTestFinished(() => catalog.close())
      await catalog.add(await lake.catalog.partitions('events'))
      const compacting = fork(new URL('./compacting.ts', import.meta.url), [lake.folder, '6', grace], { execArgv: [] })
      const ended = once(compacting, 'exit')
      let isDone = false
      ended.then(() => {
        isDone = true
      })
      // The reader is this process, the compactions are another.
      const engine = new DuckDbEngine({ store: new FileStore(`${lake.folder}/lake`), catalog, threads: 1 })
      const seen = new Set<string>()
      let asked = 0
      while (!isDone) {
        seen.add(JSON.stringify((await engine.run(counted, [])).rows))
        asked++
      }
      await engine.close()
      expect((await ended)[0]).toBe(0)
      expect([...seen]).toEqual(['[[90,90]]'])
      expect(asked).toBeGreaterThan(3)
      expect((await catalog.runs('compact', 100)).reduce((sum, run) => sum + run.files, 0)).toBe(18)
    },
  )

  it('names a file that is garbage and what to do, leaves its hour as it is, and goes on with the others', async () => {
    await fill()
    await lake.land('4', [{ event_id: 'e25', received_at: at(9) }])
    const bad = `${landingPartition(events, { app: 'store', received_date: '2026-01-15', received_hour: '07' }).location}bad.parquet`
    await lake.store.put(bad, new TextEncoder().encode('no parquet at all'))
    const error = await lake.runJob(compact, { grace: '0' }).then(
      () => new Error('none'),
      thrown => thrown as Error,
    )
    expect(error.name).toBe('JobError')
    expect(error.message).toContain(bad)
    expect(error.message).toMatch(
      /expected Parquet files that can be read, got 1 file that cannot:[\s\S]*Move each out of the lake/,
    )
    const names = await lake.names()
    expect(names[0]).toHaveLength(3)
    expect(names.slice(1)).toEqual([['part-00000.parquet'], []])
    expect((await lake.catalog.runs('compact', 1))[0]!.detail).toContain('failed: compact: expected Parquet files')
    await lake.store.remove(bad)
    await lake.runJob(compact)
    expect(await lake.ask(counted)).toEqual([[DISTINCT, DISTINCT]])
  })

  it('what it wrote is known to the transform: a client that sends again adds nothing', async () => {
    const bodies = Array.from({ length: 200 }, (_, i) => ({
      received_at: at(7),
      dialect: 'events',
      event: {
        event_id: `e${i}`,
        event_type: 'page_viewed',
        app: 'store',
        anonymous_id: 'v',
        page_url: 'https://a.example/',
      },
    }))
    await createHandler(lake, { log: () => {} })(message(bodies.slice(0, 150)))
    await lake.runJob(compact, { grace: '0' })
    await createHandler(lake, { log: () => {} })(message(bodies, 1000))
    expect(await lake.ask(counted)).toEqual([[200, 200]])
  })
})
