// What runs when: fake jobs, a fake clock, a real catalog.
import { setImmediate as turn } from 'node:timers/promises'
import type { Job } from '@clickstream/jobs/job'
import { jobs as real } from '@clickstream/jobs/jobs'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import type { Store } from '@clickstream/lake/store'
import { expect, onTestFinished, test } from 'vitest'
import { type Entry, schedule } from '../schedule.ts'
import { Steward } from '../steward.ts'

const MINUTE = 60_000
const entry = (job: string, every_ms: number, on_change: boolean, values: Entry['values'] = () => ({})): Entry => ({
  job,
  every_ms,
  on_change,
  values,
})

function makeHouse(entries: readonly Entry[], behaviour: Readonly<Record<string, () => Promise<void>>> = {}) {
  const catalog = new SqliteCatalog(':memory:')
  onTestFinished(() => catalog.close())
  let now = Date.UTC(2026, 0, 15)
  const ran: string[] = []
  const troubles: string[] = []
  let atOnce = 0
  const makeJob = (name: string): Job => ({
    name,
    about: '',
    options: {},
    examples: [],
    async run() {
      ran.push(name)
      expect(++atOnce).toBe(1)
      await turn()
      await (behaviour[name]?.() ?? Promise.resolve()).finally(() => atOnce--)
      return { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines: [] }
    },
  })
  const wakes: (() => void)[] = []
  const steward = new Steward(
    {
      deps: { catalog, store: {} as Store, stream: 'sqlite:none', completeUpTo: async () => null },
      jobs: Object.fromEntries(entries.map(({ job }) => [job, async () => makeJob(job)])),
      schedule: entries,
      settings: { retain: undefined },
    },
    {
      clock: () => now,
      onTrouble: text => troubles.push(text),
      sleep: (_, signal) =>
        new Promise((resolve, reject) => {
          wakes.push(() => resolve(undefined))
          signal.addEventListener('abort', reject)
        }),
    },
  )
  let batches = 0
  return {
    steward,
    ran,
    troubles,
    /** Lets time pass and the steward look once; what ran. */
    async pass(ms: number): Promise<string[]> {
      now += ms
      ran.length = 0
      const asleep = wakes.length
      wakes.at(-1)?.()
      while (wakes.length === asleep) await turn()
      return [...ran]
    },
    /** As if the transform had stored something. */
    async arrive(): Promise<void> {
      const counts = {
        rows_in: 1,
        rows_out: 1,
        rejected: 0,
        repeated: 0,
        files: 1,
        bytes: 1,
        newest_at: now,
        detail: null,
      }
      await catalog.record({ job: 'transform', key: `${batches++}`, started_at: now, finished_at: now, ...counts })
    },
  }
}

test('what follows arrivals runs a minute later and then rests; what does not runs at its own pace', async () => {
  const house = makeHouse([
    entry('first', MINUTE, true),
    entry('second', MINUTE, true),
    entry('tidy', 10 * MINUTE, false),
  ])
  house.steward.start()
  expect(await house.pass(1000)).toEqual(['first', 'second', 'tidy'])
  expect(await house.pass(MINUTE)).toEqual([])
  await house.arrive()
  expect(await house.pass(1000)).toEqual(['first', 'second'])
  await house.arrive()
  expect(await house.pass(1000)).toEqual([])
  expect(await house.pass(MINUTE)).toEqual(['first', 'second'])
  expect(await house.pass(MINUTE)).toEqual([])
  expect(await house.pass(10 * MINUTE)).toEqual(['tidy'])
  await house.steward.stop()
})

test('one that fails keeps no other from running, is told once, and is tried again', async () => {
  let isBroken = true
  const house = makeHouse([entry('weak', MINUTE, true), entry('strong', MINUTE, true)], {
    weak: async () => {
      if (isBroken) throw new Error('the disk is full')
    },
  })
  house.steward.start()
  for (let i = 0; i < 3; i++) {
    await house.arrive()
    expect(await house.pass(MINUTE)).toEqual(['weak', 'strong'])
  }
  expect(house.troubles).toEqual(['job weak failed and is tried again later: the disk is full'])
  isBroken = false
  // Without anything new: what failed has still to be done.
  expect(await house.pass(MINUTE)).toEqual(['weak'])
  expect(house.troubles.at(-1)).toBe('job weak: went well again')
  expect(await house.pass(MINUTE)).toEqual([])
  await house.steward.stop()
})

test('what is not set does not run, and what is asked for runs at once, never two together', async () => {
  const house = makeHouse([entry('off', MINUTE, false, () => null), entry('a', MINUTE, true), entry('b', MINUTE, true)])
  await Promise.all([house.steward.run(['a', 'b', 'off', 'unknown']), house.steward.run(['b', 'a'])])
  expect(house.ran.toSorted()).toEqual(['a', 'a', 'b', 'b'])
  await house.steward.stop()
  await house.steward.run(['a'])
  expect(house.ran).toHaveLength(4)
})

test('the schedule names jobs there are, and gives retain what RETAIN says', () => {
  for (const { job } of schedule) expect(real).toHaveProperty(job)
  const values = (retain?: string) => schedule.find(({ job }) => job === 'retain')!.values({ retain })
  expect([values(), values('raw=90')]).toEqual([null, { days: 'raw=90' }])
})
