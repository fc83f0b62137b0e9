// What every `Minutes` promises.
import { expect, onTestFinished, test } from 'vitest'
import type { Counts, Part } from '../counts.ts'
import type { Minutes } from '../minutes.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const countsOf = (all: number): Counts => ({
  events: [['store', 'page_viewed', all, 1]],
  links: [['shortener', 'a#b"\u{1f600}', all, 1]],
  visitors: [['store', 2, 1]],
  rejected: 3,
  is_cut: false,
})

/** @param make makes one that is empty, to be opened twice: the second time without a clock of its own */
export function testMinutes(make: () => Promise<{ readonly minutes: Minutes; readonly again: () => Minutes }>): void {
  const noon = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR
  const part = (minute: number, shard: string, name: string, all = 1): Part => ({
    minute: noon + minute * MINUTE,
    shard,
    part: name,
    counts: countsOf(all),
  })
  const sorted = (parts: readonly Part[]) =>
    parts.toSorted((a, b) => a.minute - b.minute || `${a.shard}${a.part}`.localeCompare(`${b.shard}${b.part}`))
  const open = async () => {
    const opened = await make()
    onTestFinished(() => opened.minutes.close())
    return opened
  }

  test('what was put is read, by whoever opens it', async () => {
    const { minutes, again } = await open()
    expect(await minutes.read(noon, noon + HOUR)).toEqual([])
    const parts = [
      part(0, 'shardId-0', '001'),
      part(0, 'shardId-0', '002'),
      part(0, 'shardId-1', '001'),
      part(1, 'a', '9'),
    ]
    for (const each of parts) await minutes.put(each)
    const other = again()
    onTestFinished(() => other.close())
    expect(sorted(await other.read(noon, noon + HOUR))).toEqual(sorted(parts))
  })

  test('the same part put again takes the place of the one before', async () => {
    const { minutes } = await open()
    for (const all of [1, 5, 4]) await minutes.put(part(3, 's', '1', all))
    expect(await minutes.read(noon, noon + HOUR)).toEqual([part(3, 's', '1', 4)])
  })

  test('reads from the first minute on, up to the last and without it, across hours', async () => {
    const { minutes } = await open()
    for (const minute of [-1, 0, 29, 59, 60, 61, 119, 120]) await minutes.put(part(minute, 's', '1'))
    const read = async (from: number, to: number) =>
      (await minutes.read(noon + from * MINUTE, noon + to * MINUTE))
        .map(({ minute }) => (minute - noon) / MINUTE)
        .sort((a, b) => a - b)
    expect(await read(0, 60)).toEqual([0, 29, 59])
    expect(await read(29, 61)).toEqual([29, 59, 60])
    expect(await read(-1, 120)).toEqual([-1, 0, 29, 59, 60, 61, 119])
    expect(await read(30, 59)).toEqual([])
    expect(await read(119, 121)).toEqual([119, 120])
  })

  test('a part may be large', async () => {
    const { minutes } = await open()
    const links = Array.from({ length: 200 }, (_, i) => ['shortener', `${i}${'\u0001'.repeat(125)}`, i, i] as const)
    const large = Array.from({ length: 9 }, (_, i) => ({ ...part(i, 's', '1'), counts: { ...countsOf(1), links } }))
    for (const each of large) await minutes.put(each)
    expect(sorted(await minutes.read(noon, noon + HOUR))).toEqual(large)
  })
}
