import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Partition } from '../catalog.ts'
import type { Wanted } from '../glue.ts'
import { GlueCatalog } from '../glue-catalog.ts'
import { keyOf } from '../partition.ts'
import { catalogContract } from './contract.ts'
import { MemoryItems } from './memory.ts'

/** What Glue has, table by table; `onWrite` may throw, before or after some of it is written. */
class FakeGlue {
  readonly tables = new Map<string, Map<string, Wanted>>()
  onWrite: (wanted: readonly Wanted[]) => void | Promise<void> = () => {}
  writes = 0

  async read(table: string): Promise<Map<string, Wanted>> {
    return new Map(this.tables.get(table))
  }

  async write(table: string, wanted: readonly Wanted[]): Promise<void> {
    this.writes++
    const known = this.tables.get(table) ?? new Map<string, Wanted>()
    this.tables.set(table, known)
    await this.onWrite(wanted)
    for (const each of wanted) {
      if (each.location === null) known.delete(keyOf(each.values))
      else known.set(keyOf(each.values), each)
    }
  }

  async close(): Promise<void> {}

  locations(table = 'events'): (string | null)[] {
    return [...(this.tables.get(table)?.values() ?? [])].map(({ location }) => location).sort()
  }
}

function open(items = new MemoryItems(), glue = new FakeGlue()) {
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const catalog = new GlueCatalog(items, glue, { patience_ms: 20, pause: () => sleep(1), log })
  return { items, glue, lines, catalog }
}

const place = (i: number): Partition => {
  const values = { app: `app-${i}`, received_date: '2026-01-15', received_hour: '07' }
  return { table: 'events', values, location: `events/${i}/` }
}
const move = ({ table, values }: Partition, from: string | null, to: string | null) => ({ table, values, from, to })

catalogContract('GlueCatalog over memory', async () => ({ catalog: open().catalog, close: async () => {} }))

it('writes to Glue what changed, and asks nothing of it when all is known', async () => {
  const { catalog, glue } = open()
  await catalog.add([place(1), place(2)])
  expect(glue.writes).toBe(1)
  await catalog.add([place(1), place(2)])
  expect(await catalog.swap([move(place(1), 'elsewhere/', 'v1/')])).toBe(false)
  // A condition moves nothing.
  expect(await catalog.swap([move(place(2), 'events/2/', 'events/2/')])).toBe(true)
  expect(await catalog.swap([{ table: 'forget', values: { lock: 'forget' }, from: null, to: 'x' }])).toBe(true)
  expect(glue.writes).toBe(1)
  expect(await catalog.swap([move(place(1), 'events/1/', 'v1/'), move(place(2), 'events/2/', null)])).toBe(true)
  expect(glue.locations()).toEqual(['v1/'])
})

it('a mirror that fails costs the change nothing: it is logged, and healed', async () => {
  const { catalog, glue, lines } = open()
  await catalog.add([place(1)])
  glue.onWrite = () => {
    throw new Error('ThrottlingException: Rate exceeded')
  }
  expect(await catalog.add([place(2)])).toEqual([place(2)])
  expect(await catalog.swap([move(place(1), 'events/1/', 'v1/')])).toBe(true)
  expect(lines.map(line => JSON.parse(line))).toEqual([
    { level: 'error', mirror: 'events', partitions: 1, error: 'ThrottlingException: Rate exceeded' },
    { level: 'error', mirror: 'events', partitions: 1, error: 'ThrottlingException: Rate exceeded' },
  ])
  await expect(catalog.reconcile()).rejects.toThrow('Rate exceeded')
  glue.onWrite = () => {}
  expect(await catalog.reconcile('rejected')).toBe(0)
  expect(await catalog.reconcile()).toBe(2)
  expect(glue.locations()).toEqual(['events/2/', 'v1/'])
  expect(await catalog.reconcile()).toBe(0)
})

it('a kill between truth and mirror is healed: what Glue lacks, has elsewhere, has with other columns, or should not have', async () => {
  const { items, glue, catalog } = open()
  await catalog.add([1, 2, 3, 4].map(place))
  const dead = open(items, new FakeGlue()).catalog
  await dead.add([place(5)])
  await dead.swap([move(place(1), 'events/1/', 'v1/'), move(place(2), 'events/2/', null)])
  const known = glue.tables.get('events')!
  known.set(keyOf(place(3).values), { values: place(3).values, location: null })
  expect(await catalog.reconcile()).toBe(4)
  expect(glue.locations()).toEqual(['events/3/', 'events/4/', 'events/5/', 'v1/'])
})

it('one that is slower with an older truth puts it right itself', async () => {
  const items = new MemoryItems()
  const glue = new FakeGlue()
  const slow = open(items, glue).catalog
  await slow.add([place(1)])
  let isFirst = true
  glue.onWrite = async wanted => {
    if (!isFirst || wanted[0]?.location !== 'v1/') return
    isFirst = false
    // Another moves it on and mirrors that, before v1 is written.
    expect(await open(items, glue).catalog.swap([move(place(1), 'v1/', 'v2/')])).toBe(true)
    expect(glue.locations()).toEqual(['v2/'])
  }
  expect(await slow.swap([move(place(1), 'events/1/', 'v1/')])).toBe(true)
  expect(isFirst).toBe(false)
  expect(glue.locations()).toEqual(['v2/'])
})

it('finishes what was killed in the midst of a swap an hour ago', async () => {
  const { items, glue, catalog } = open()
  const some = Array.from({ length: 120 }, (_, i) => place(i))
  await catalog.add(some)
  let left = 200
  items.onAsk = () => {
    if (left-- <= 0) throw new Error('killed')
  }
  await catalog.swap(some.map(each => move(each, each.location, `v1/${each.location}`)))
  items.onAsk = () => {}
  for (const [name, item] of items.all) if (item.pk === 'intents') items.all.set(name, { ...item, made_at: 0 })
  const { length } = (await catalog.partitions('events')).filter(({ location }) => location.startsWith('v1/'))
  expect(length).toBe(120)
  expect(await catalog.reconcile()).toBe(120)
  expect(glue.locations().every(location => location?.startsWith('v1/'))).toBe(true)
  expect([...items.all.values()].filter(({ intent, pk }) => intent !== undefined || pk === 'intents')).toEqual([])
})
