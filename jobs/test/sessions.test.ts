import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  checkSessions,
  DAY,
  HOUR,
  happen,
  type Lake,
  land,
  MINUTE,
  MONDAY,
  openLake,
  placesOf,
  readRows,
  replaceEvents,
  runHere,
} from './derived.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

/** Lands the events, makes the sessions, and gives them as [events, start and end in minutes after MONDAY began]. */
async function sessionsOf(events: ReturnType<typeof happen>[]): Promise<unknown[]> {
  await land(lake, events)
  await runHere(lake, 'sessions')
  const rows = await checkSessions(lake)
  return rows
    .map(row => [row.events, ...[row.started_at, row.ended_at].map(time => ((time as number) - MONDAY) / MINUTE)])
    .sort((a, b) => (a[1] as number) - (b[1] as number))
}

describe('the rule', () => {
  it('ends a visit at 30 idle minutes, to the millisecond', async () => {
    const at = [0, 30 * MINUTE - 1, 60 * MINUTE - 1, 90 * MINUTE - 2].map(time => time + HOUR)
    expect(await sessionsOf(at.map((time, i) => happen(`e${i}`, 'v', time)))).toEqual([
      [2, 60, 60 + 30 - 1 / MINUTE],
      [2, 120 - 1 / MINUTE, 150 - 2 / MINUTE],
    ])
  })

  it('lets a visit cross midnight, and belong to the day it began on', async () => {
    expect(await sessionsOf([happen('a', 'v', -10 * MINUTE), happen('b', 'v', 10 * MINUTE)])).toEqual([[2, -10, 10]])
    expect((await readRows(lake, 'sessions'))[0]).toMatchObject({ session_date: '2026-01-11', duration_seconds: 1200 })
  })

  it('ends at noon what began before midnight, and not what began after', async () => {
    const every20 = (from: number, to: number, visitor: string) =>
      Array.from({ length: (to - from) / 20 + 1 }, (_, i) =>
        happen(`${visitor}${i}`, visitor, (from + i * 20) * MINUTE),
      )
    // A client that never stops, over two nights; one that begins in the morning; one that stops before noon.
    expect(await sessionsOf(every20(-40, 48 * 60 - 20, 'on'))).toEqual([
      [38, -40, 700],
      [72, 720, 2140],
      [36, 2160, 2860],
    ])
    await land(lake, [...every20(20, 1300, 'morning'), ...every20(-20, 700, 'night')])
    await runHere(lake, 'sessions')
    const ends = (await checkSessions(lake)).filter(row => row.visitor_id !== 'on')
    expect(ends.map(row => [row.visitor_id, row.events]).sort()).toEqual([
      ['morning', 65],
      ['night', 37],
    ])
  })

  it('counts an order once, in the currency of the first, and knows bots', async () => {
    const order = (event_id: string, at: number, order_id: string, value: number, currency: string) =>
      happen(event_id, 'v', at * MINUTE, { event_type: 'order_completed', order_id, value, currency })
    await sessionsOf([
      order('a', 1, 'o1', 10.5, 'EUR'),
      order('b', 2, 'o1', 99, 'EUR'),
      order('c', 3, 'o2', 7, 'USD'),
      order('d', 4, 'o3', 0.0001, 'EUR'),
      happen('e', 'bot', 0, { user_agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }),
      happen('f', null, 0),
    ])
    const [bot, human] = (await readRows(lake, 'sessions')).sort((a, b) => (a.visitor_id! < b.visitor_id! ? -1 : 1))
    expect(human).toMatchObject({ orders: 3, revenue: 10.5001, currency: 'EUR', converted: true, is_bot: false })
    expect(bot).toMatchObject({ orders: 0, revenue: 0, currency: null, converted: false, is_bot: true })
    expect(await readRows(lake, 'sessions')).toHaveLength(2)
  })

  it('tells users of a shared device by the last of the visit, and takes user_id where there is no device', async () => {
    await sessionsOf([
      happen('a', 'shared', 0, { user_id: 'ann' }),
      happen('b', 'shared', MINUTE, { user_id: 'bob' }),
      happen('c', 'shared', 2 * MINUTE),
      happen('d', null, 0, { user_id: 'ann' }),
    ])
    const rows = await readRows(lake, 'sessions')
    expect(rows.map(row => [row.visitor_id, row.user_id, row.events]).sort()).toEqual([
      ['ann', 'ann', 1],
      ['shared', 'bob', 3],
    ])
  })
})

describe('the days made again', () => {
  it('are those of late events, and a neighbour only where a visit of theirs crosses midnight', async () => {
    const week = [-2, -1, 0, 1].flatMap(day => [
      happen(`noon${day}`, 'noon', day * DAY + 12 * HOUR),
      happen(`late${day}`, 'late', day * DAY + DAY - 10 * MINUTE),
    ])
    await land(lake, week)
    await runHere(lake, 'sessions')
    const before = await placesOf(lake, 'sessions')
    expect([...before.keys()]).toEqual(
      ['2026-01-10', '2026-01-11', '2026-01-12', '2026-01-13'].map(day => `store/${day}`),
    )
    const moved = async () => {
      const now = await placesOf(lake, 'sessions')
      return [...now.keys()].filter(key => now.get(key) !== before.get(key)).map(key => key.slice(-5))
    }

    // In the middle of the day of somebody who crosses no midnight.
    await land(lake, [happen('x1', 'noon', 12 * HOUR + MINUTE)], MONDAY + 3 * DAY)
    const { data, lines } = await runHere(lake, 'sessions')
    expect(await moved()).toEqual(['01-12'])
    expect(data).toMatchObject({
      looked_at: 1,
      days: [{ date: '2026-01-12', late: 1, added: 0, changed: 1, removed: 0 }],
    })
    expect(lines).toContain('store 2026-01-12: 2 sessions (1 late event, 1 changed)')
    await checkSessions(lake)

    // After midnight, in a visit that began before: only the day it began on has another session.
    await land(lake, [happen('x2', 'late', 5 * MINUTE)], MONDAY + 3 * DAY + MINUTE)
    await runHere(lake, 'sessions')
    expect(await moved()).toEqual(['01-11', '01-12'])
    await checkSessions(lake)

    // Before midnight, so that what began after it belongs to the day before.
    await land(lake, [happen('y1', 'y', DAY + 5 * MINUTE)], MONDAY + 3 * DAY + 2 * MINUTE)
    await runHere(lake, 'sessions')
    const tuesday = (await placesOf(lake, 'sessions')).get('store/2026-01-13')
    await land(lake, [happen('y2', 'y', DAY - 5 * MINUTE)], MONDAY + 3 * DAY + 3 * MINUTE)
    await runHere(lake, 'sessions')
    expect((await placesOf(lake, 'sessions')).get('store/2026-01-13')).not.toBe(tuesday)
    await checkSessions(lake)
  })

  it('are none after a compaction, also one that was quicker than the job', async () => {
    await land(lake, [happen('a', 'v', 0), happen('b', 'w', DAY)])
    await runHere(lake, 'sessions')
    const before = await placesOf(lake, 'sessions')
    await replaceEvents(lake, { is_same: true })
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ looked_at: 0 })
    expect(await placesOf(lake, 'sessions')).toEqual(before)

    // What lands in the compacted place is new, and what a second compaction has merged before the job saw it.
    await land(lake, [happen('c', 'v', MINUTE)])
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ looked_at: 1, days: [{ date: '2026-01-12' }] })
    await land(lake, [happen('d', 'w', DAY + MINUTE)])
    await replaceEvents(lake, { is_same: true })
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ looked_at: 1, days: [{ date: '2026-01-13' }] })
    await replaceEvents(lake, { is_same: true })
    await replaceEvents(lake, { is_same: true })
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ days: [] })
    await checkSessions(lake)
  })

  it('are those whose events changed or went, where something else took the place of a partition', async () => {
    await land(lake, [happen('a', 'v', 0), happen('c', 'x', -DAY)])
    const files = new Set((await lake.store.list('events/')).map(({ key }) => key.slice(key.lastIndexOf('/') + 1)))
    await land(lake, [happen('b', 'w', DAY), happen('d', 'v', MINUTE)])
    await runHere(lake, 'sessions')
    const before = await placesOf(lake, 'sessions')
    await replaceEvents(lake, { is_same: false, keep: name => files.has(name) })
    await runHere(lake, 'sessions')
    const now = await placesOf(lake, 'sessions')
    expect([...now].filter(([key, location]) => before.get(key) !== location).map(([key]) => key.slice(-5))).toEqual([
      '01-12',
      '01-13',
    ])
    expect(await checkSessions(lake)).toHaveLength(2)
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ looked_at: 0 })
  })

  it('are all with another --idle, and with --full, where none differs', async () => {
    await land(lake, [happen('a', 'v', 0), happen('b', 'v', 40 * MINUTE), happen('c', 'v', DAY)])
    await runHere(lake, 'sessions')
    expect((await runHere(lake, 'sessions', { idle: '60' })).data).toMatchObject({ looked_at: 2, days: [{ late: 0 }] })
    await checkSessions(lake, 60)
    expect((await runHere(lake, 'sessions', { idle: '60', full: true })).data).toMatchObject({ days: [] })
    await expect(runHere(lake, 'sessions', { idle: '0' })).rejects.toThrow('--idle: expected 1 to 720 whole minutes')
  })

  it('are never those whose events are kept no longer', async () => {
    await land(lake, [happen('a', 'v', 0)], MONDAY + HOUR)
    await runHere(lake, 'sessions')
    const [partition] = await lake.catalog.partitions('events')
    await lake.catalog.swap([{ ...partition!, from: partition!.location, to: null }])
    expect((await runHere(lake, 'sessions')).data).toMatchObject({ looked_at: 0 })
    await land(lake, [happen('b', 'v', 2 * HOUR), happen('c', 'v', DAY)])
    const { lines } = await runHere(lake, 'sessions')
    expect(lines).toContain('store 2026-01-12: left as it is, its events are no longer kept (1 new event)')
    await runHere(lake, 'sessions', { full: true })
    expect((await readRows(lake, 'sessions')).map(row => row.started_at)).toEqual([MONDAY, MONDAY + DAY])
  })
})

it('is broken off by its signal, and leaves nothing', async () => {
  await land(lake, [happen('a', 'v', 0)])
  await expect(runHere(lake, 'sessions', {}, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  expect(await lake.catalog.partitions('sessions')).toEqual([])
  expect(await lake.store.list('versions/')).toEqual([])
})
