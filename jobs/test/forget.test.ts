import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accepted, event, NOON, People, refused } from './people.ts'

let people: People
beforeEach(() => {
  people = new People()
})
afterEach(() => people.close())

const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ event_id }) => event_id).sort()

describe('forget --visitor', () => {
  beforeEach(async () => {
    await people.put([
      accepted(NOON, event('a1', { anonymous_id: 'ann-1' })),
      accepted(NOON, event('a2', { anonymous_id: 'ann-1', user_id: 'u-ann' })),
      accepted(NOON, event('b1', { anonymous_id: 'bob-1' })),
      accepted(NOON + 3_600_000, event('b2', { anonymous_id: 'bob-1' })),
      refused(NOON, 'r1', '{"anonymous_id":"ann-1", oops'),
      refused(NOON, 'r2', '{"anonymous_id":"bob-1", oops'),
    ])
    await people.land()
    await people.derive()
  })

  it('leaves no trace, loses nothing else, and its receipt holds until a row comes back', async () => {
    await people.put([
      accepted(NOON, event('a3', { anonymous_id: 'ann-1' })),
      accepted(NOON, event('b3', { anonymous_id: 'bob-1' })),
    ])
    const { data, lines } = await people.run('forget', { visitor: 'ann-1', reason: 'asked by mail' })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect(data!.removed).toMatchObject({ events: 2, rejected: 1, raw: 3, stream: 4 })
    expect(ids(await people.rows('events'))).toEqual(['b1', 'b2'])
    expect(ids(await people.rows('rejected'))).toEqual(['r2'])
    await people.land()
    expect(ids(await people.rows('events'))).toEqual(['b1', 'b2', 'b3'])
    const receipt = data!.receipt as string
    expect(lines.join()).toContain(receipt)
    const verdict = await people.run('forget', { verify: receipt })
    expect(verdict.lines[0]).toMatch(/^yes/)
    expect(verdict.is_failed).toBe(false)
    await people.put([accepted(NOON, event('a9', { anonymous_id: 'ann-1' }))])
    await people.land()
    const again = await people.run('forget', { verify: receipt })
    expect(again.lines[0]).toMatch(/^no/)
    expect(again.is_failed).toBe(true)
    await people.run('forget', { again: receipt })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect((await people.run('forget', { verify: receipt })).is_failed).toBe(false)
  })
})
