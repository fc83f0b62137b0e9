import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Work } from '../job.ts'
import { retain } from '../retain.ts'
import { parsePolicy, retainable } from '../retaining/policy.ts'
import { accepted, DAY, event, NOON, People, refused } from './people.ts'

const days = (rows: readonly Record<string, unknown>[], column = 'received_date') =>
  [...new Set(rows.map(row => row[column] as string))].sort()

const files = async (prefix: string) => (await people.store.list(prefix)).length

let people: People

describe('retain', () => {
  beforeEach(async () => {
    people = new People()
    for (let day = 0; day < 4; day++) {
      const at = NOON + day * DAY
      await people.put([accepted(at, event(`e${day}`, { anonymous_id: 'ann' })), refused(at, `r${day}`, '{"broken')])
    }
    await people.land()
    // The 20th: the days are 5, 4, 3 and 2 days ago.
    people.clock = () => NOON + 5 * DAY
  })
  afterEach(() => people.close())

  it('drops the days before, and their files after the grace period', async () => {
    await people.renew('events')
    const before = await files('events/')
    const { lines, rows_in } = await people.run('retain', { days: '3', table: 'events' })
    expect(days(await people.rows('events'))).toEqual(['2026-01-17', '2026-01-18'])
    expect(lines).toEqual([
      'events, kept from 2026-01-17: dropped 2 partitions of 2026-01-15 to 2026-01-16, 2 rows in 2 files',
    ])
    expect(rows_in).toBe(2)
    expect(await files('events/')).toBe(before)
    expect(days(await people.rows('rejected'))).toHaveLength(4)
    expect((await people.run('retain', { days: '3', table: 'events' })).lines[0]).toMatch(/dropped nothing/)
    people.clock = () => NOON + 6 * DAY + 1
    await people.run('retain', { days: '4', table: 'events' })
    for (const prefix of ['events/', 'versions/events/']) {
      const left = (await people.store.list(prefix)).filter(({ key }) => /2026-01-1[56]/.test(key))
      expect(left).toEqual([])
    }
    expect(days(await people.rows('events'))).toEqual(['2026-01-17', '2026-01-18'])
  })

  it('leaves what came back meanwhile, and brings nothing back with it', async () => {
    await people.run('retain', { days: '3', table: 'rejected' })
    await people.put([refused(NOON, 'late', '{"late')])
    await people.land()
    const back = (await people.rows('rejected')).filter(({ received_date }) => received_date === '2026-01-15')
    expect(back.map(({ event_id }) => event_id)).toEqual(['late'])
    people.clock = () => NOON + 9 * DAY
    await people.run('retain', { days: '900', table: 'all' })
    expect((await people.rows('rejected')).map(({ event_id }) => event_id)).toContain('late')
  })

  it('drops raw files at once, and nothing when asked only to say so', async () => {
    const before = await files('')
    await people.run('retain', { days: 'raw=2,rejected=4', 'dry-run': true })
    expect(await files('')).toBe(before)
    expect(days(await people.rows('rejected'))).toHaveLength(4)
    const { lines } = await people.run('retain', { days: 'raw=2,rejected=4' })
    expect(lines[0]).toBe('raw, kept from 2026-01-18: dropped 3 partitions of 2026-01-15 to 2026-01-17, 6 files')
    expect(await files('raw/')).toBe(2)
    expect(days(await people.rows('rejected'))).toEqual(['2026-01-16', '2026-01-17', '2026-01-18'])
  })

  it('leaves sessions and rollups of dropped events as they are', async () => {
    await people.derive()
    const before = await Promise.all([people.rows('sessions'), people.rows('rollups_daily')])
    await people.run('retain', { days: '3', table: 'events', grace: '0' })
    await people.put([accepted(NOON + 4 * DAY, event('e4', { anonymous_id: 'ann' }))])
    await people.land()
    await people.derive()
    const [sessions, rollups] = await Promise.all([people.rows('sessions'), people.rows('rollups_daily')])
    expect(sessions).toEqual(expect.arrayContaining(before[0]))
    expect(rollups).toEqual(expect.arrayContaining(before[1]))
    expect(sessions).toHaveLength(before[0].length + 1)
  })
})

describe('what retain is asked', () => {
  it.each([
    [{}, '--days: expected days to keep, got nothing'],
    [{ days: '3' }, '--table: expected one beside a number of days, got none'],
    [{ days: 'raw=3', table: 'raw' }, '--table: expected none beside a list, got raw'],
    [{ days: '0', table: 'raw' }, '--days: expected such as raw=90,rejected=30, whole days from 1, got "raw=0"'],
    [{ days: 'links=3' }, '--days: expected one of raw, events'],
  ])('refuses %j', async (values, message) => {
    await expect((async () => retain.run(values, {} as Work))()).rejects.toThrow(message)
  })
})

describe('RETAIN', () => {
  it('is days by name; all is what is not named', () => {
    expect([...parsePolicy('raw=90, rejected=30')]).toEqual([
      ['raw', 90],
      ['rejected', 30],
    ])
    const all = parsePolicy('raw=90,all=400')
    expect([...all.keys()].sort()).toEqual([...retainable].sort())
    expect(all.get('raw')).toBe(90)
    expect(all.get('events')).toBe(400)
  })

  it.each(['', 'raw', 'raw=', 'raw=x', 'raw=0', 'raw=1,raw=2', 'identities=3', 'raw=1;events=2'])(
    'is never %j',
    text => {
      expect(() => parsePolicy(text)).toThrow(/^RETAIN: expected/)
    },
  )
})
