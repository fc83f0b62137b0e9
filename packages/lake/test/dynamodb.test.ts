import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Change, Partition } from '../catalog.ts'
import { DynamoCatalog } from '../dynamodb-catalog.ts'
import { Steps } from '../steps.ts'
import { catalogContract } from './contract.ts'
import { MemoryItems } from './memory.ts'

const QUICK = { patience_ms: 20, pause: () => sleep(1) }
const open = (items: MemoryItems, patience_ms = 20) => new DynamoCatalog(items, { ...QUICK, patience_ms })

catalogContract('DynamoCatalog', async () => {
  const catalog = open(new MemoryItems())
  return { catalog, close: () => catalog.close() }
})

const places = (count: number): Partition[] =>
  Array.from({ length: count }, (_, i) => {
    const values = { app: `app-${i}`, received_date: '2026-01-15', received_hour: '07' }
    return { table: 'events', values, location: `events/${i}/` }
  })
const changesOf = (some: readonly Partition[], from: string, to: string): Change[] =>
  some.map(({ table, values }, i) => ({ table, values, from: `${from}/${i}/`, to: `${to}/${i}/` }))

/** All at one place of its kind, or a mixture. */
async function whereAll(catalog: DynamoCatalog): Promise<string> {
  const kinds = new Set((await catalog.partitions('events')).map(({ location }) => location.split('/')[0]))
  return [...kinds].sort().join(' and ')
}

/** Throws from the nth request on, as a process that was killed asks nothing more. */
function killAt(items: MemoryItems, n: number): void {
  let left = n
  items.onAsk = () => {
    if (left-- <= 0) throw new Error('killed')
  }
}

describe('a swap of more than a transaction takes', () => {
  const some = places(250)
  const swap = changesOf(some, 'events', 'v1')

  it('is all or nothing wherever it is killed, and the next can go on', async () => {
    const start = new MemoryItems()
    await open(start).add(some)
    const seen = new Set<string>()
    let requests = Number.POSITIVE_INFINITY
    // Every request at the start, around the flip, and at the end; some between.
    const isTried = (n: number) => n % 29 === 0 || n < 4 || (n > 245 && n < 280) || n > requests - 5
    for (let n = 0; n <= requests; n++) {
      if (!isTried(n)) continue
      const items = start.copy()
      const before = await open(items).version()
      killAt(items, n)
      const outcome = await open(items)
        .swap(swap)
        .catch(() => 'killed')
      if (outcome === true && requests === Number.POSITIVE_INFINITY && n > items.asked - 2) requests = n
      items.onAsk = () => {}
      const after = await whereAll(open(items))
      expect(['events', 'v1'], `killed at ${n}`).toContain(after)
      if (outcome === true) expect(after).toBe('v1')
      expect((await open(items).version()) > before, `version, killed at ${n}`).toBe(after === 'v1')
      seen.add(after)
      // Another goes on from what it sees, and takes no heed of what was left.
      const kind = after === 'v1' ? 'v1' : 'events'
      expect(await open(items).swap(changesOf(some, kind, 'v2')), `killed at ${n}`).toBe(true)
      expect(await whereAll(open(items))).toBe('v2')
      if (n > 5000) throw new Error('expected it to end')
    }
    expect([...seen].sort()).toEqual(['events', 'v1'])
  }, 120_000)

  it('is put right by mend, which leaves nothing of it', async () => {
    for (const n of [1, 100, 252, 253, 260, 400]) {
      const items = new MemoryItems()
      await open(items).add(some)
      killAt(items, n)
      await open(items)
        .swap(swap)
        .catch(() => {})
      items.onAsk = () => {}
      const expected = await whereAll(open(items))
      const steps = new Steps(items, QUICK)
      expect(await steps.mend(Date.now() - 60_000)).toBe(0)
      expect(await steps.mend(Date.now() + 1)).toBeLessThan(2)
      expect(await whereAll(open(items))).toBe(expected)
      expect([...items.all.values()].filter(({ pk, intent }) => pk === 'intents' || intent !== undefined)).toEqual([])
      expect(await steps.mend(Date.now() + 1)).toBe(0)
    }
  })

  it('that makes and forgets partitions is all or nothing, too', async () => {
    const made = places(150).map(({ table, values }) => ({ table, values, from: null, to: 'new/' }))
    for (const n of [0, 60, 150, 151, 152, 153, 160, 300]) {
      const items = new MemoryItems()
      killAt(items, n)
      await open(items)
        .swap(made)
        .catch(() => {})
      items.onAsk = () => {}
      const count = (await open(items).partitions('events')).length
      expect([0, 150], `killed at ${n}`).toContain(count)
      if (count === 0) expect(await open(items).swap(made)).toBe(true)
      expect(await open(items).swap(made.map(each => ({ ...each, from: 'new/', to: null })))).toBe(true)
      expect(await open(items).partitions('events')).toEqual([])
    }
  })

  it.each([
    [1000, 250],
    [0, 250],
    [0, 40],
  ])('two at once: one of them is done and the other is not (patience %i ms, the other of %i)', async (ms, count) => {
    for (let seed = 0; seed < 5; seed++) {
      const items = new MemoryItems()
      await open(items).add(some)
      const other = changesOf(some.slice(0, count), 'events', 'v2')
      const outcomes = await Promise.all([
        open(items, ms).swap(swap),
        sleep(seed).then(() => open(items, ms).swap(other)),
      ])
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      const locations = (await open(items).partitions('events')).map(({ location }) => location.split('/')[0])
      const expected = outcomes[0] ? 250 : count
      expect(locations.filter(kind => kind === (outcomes[0] ? 'v1' : 'v2'))).toHaveLength(expected)
      expect(items.all.size).toBe(251)
    }
  })

  it('a reader beside it sees the state before or the one after', async () => {
    const items = new MemoryItems()
    await open(items).add(some)
    let isDone = false
    const seen = new Set<string>()
    const reading = (async () => {
      while (!isDone) seen.add(await whereAll(open(items)))
    })()
    for (const [from, to] of ['events v1', 'v1 v2', 'v2 v3'].map(pair => pair.split(' ') as [string, string])) {
      expect(await open(items).swap(changesOf(some, from, to))).toBe(true)
    }
    isDone = true
    await reading
    expect([...seen].filter(kind => kind.includes('and'))).toEqual([])
  })

  it('an answer that was lost at the step itself is asked for again', async () => {
    const items = new MemoryItems()
    await open(items).add(some)
    const write = items.write.bind(items)
    items.write = async writes => {
      await write(writes)
      if (writes[0]?.pk === 'intents' && writes[0].set?.state === 'done') throw new Error('socket hang up')
    }
    expect(await open(items).swap(swap)).toBe(true)
    expect(await whereAll(open(items))).toBe('v1')
  })

  it('an add meanwhile of what is being made waits, and says where it came to be', async () => {
    const items = new MemoryItems()
    const made = places(150).map(({ table, values }) => ({ table, values, from: null, to: 'new/' }))
    const [isDone, added] = await Promise.all([
      open(items, 5000).swap(made),
      sleep(10).then(() => open(items, 5000).add(places(3))),
    ])
    expect(isDone).toBe(true)
    expect(added.map(({ location }) => location)).toEqual(['new/', 'new/', 'new/'])
  })
})

describe('DynamoCatalog', () => {
  it('counts a change that is said twice once, and refuses two that differ', async () => {
    const catalog = open(new MemoryItems())
    const [one] = places(1)
    await catalog.add([one!])
    const move = { ...changesOf([one!], 'events', 'v1')[0]! }
    expect(await catalog.swap([move, { ...move, from: 'elsewhere/' }])).toBe(false)
    expect(await catalog.swap([move, move])).toBe(true)
    expect(await catalog.swap([{ ...move, from: 'v1/0/', to: 'v1/0/' }])).toBe(true)
    expect(await catalog.swap([{ ...move, from: 'v2/0/', to: 'v2/0/' }])).toBe(false)
  })

  it('sums runs as if each were there once, over days and replaced runs', async () => {
    const catalog = open(new MemoryItems())
    const day = 86_400_000
    const run = (key: string, started_at: number, rows_in: number) => {
      const counts = { rows_in, rows_out: rows_in, rejected: 0, repeated: 0, files: 1, bytes: 10 }
      return {
        job: 'transform',
        key,
        started_at,
        finished_at: started_at + 5,
        ...counts,
        newest_at: null,
        detail: null,
      }
    }
    await Promise.all([run('a', 10, 1), run('b', day + 10, 2), run('c', day + 20, 4)].map(each => catalog.record(each)))
    await Promise.all(Array.from({ length: 5 }, (_, i) => catalog.record(run('a', 2 * day + i, 8))))
    expect(await catalog.totals('transform')).toMatchObject({ runs: 3, rows_in: 14, files: 3 })
    expect(await catalog.totals('transform', day + 15)).toMatchObject({ runs: 2, rows_in: 12 })
    expect(await catalog.totals('transform', 2 * day)).toMatchObject({ runs: 1, rows_in: 8 })
    expect((await catalog.allRuns()).map(({ key }) => key)).toEqual(['b', 'c', 'a'])
    expect((await catalog.allRuns(day + 15)).map(({ key }) => key)).toEqual(['c', 'a'])
    expect(await catalog.totals('transform')).toMatchObject({ newest_at: null, last_finished_at: expect.any(Number) })
  })

  it('asks little for a batch whose partitions are known', async () => {
    const items = new MemoryItems()
    const catalog = open(items)
    await catalog.add(places(3))
    items.asked = 0
    await catalog.recall('transform')
    await catalog.add(places(3))
    await catalog.add(places(3))
    await catalog.remember('transform', [['shard', '1']])
    const counts = {
      rows_in: 0,
      rows_out: 0,
      rejected: 0,
      repeated: 0,
      files: 1,
      bytes: 10,
      newest_at: 1,
      detail: null,
    }
    await catalog.record({ job: 'transform', key: 'a', started_at: 1, finished_at: 2, ...counts })
    expect(items.asked).toBe(5)
  })
})
