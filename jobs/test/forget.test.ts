import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accepted, DAY, event, NOON, People, type Row, refused } from './people.ts'

let people: People
beforeEach(() => {
  people = new People()
})
afterEach(() => people.close())

const ids = (rows: readonly Row[]) => rows.map(({ event_id }) => event_id as string).sort()

const say = (id: string, anonymous_id: string | null, user_id: string | null = null, more: object = {}, at = NOON) =>
  accepted(at, event(id, { ...(anonymous_id && { anonymous_id }), ...(user_id && { user_id }), ...more }))

describe('forget --visitor', () => {
  beforeEach(async () => {
    await people.put([
      say('a1', 'ann-1'),
      say('a2', 'ann-1', 'u-ann'),
      say('b1', 'bob-1'),
      say('b2', 'bob-1', null, {}, NOON + 3_600_000),
      refused(NOON, 'r1', '{"anonymous_id":"ann-1", oops'),
      refused(NOON, 'r2', '{"anonymous_id":"bob-1", oops'),
    ])
    await people.land()
  })

  it('leaves no trace, loses nothing else, and its receipt holds until a row comes back', async () => {
    await people.derive()
    await people.put([say('a3', 'ann-1'), say('b3', 'bob-1')])
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
    await people.put([say('a9', 'ann-1')])
    await people.land()
    const again = await people.run('forget', { verify: receipt })
    expect(again.lines[0]).toMatch(/^no/)
    expect(again.is_failed).toBe(true)
    // As after a backup was restored: nobody needs to know the id.
    await people.run('forget', { again: receipt })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect((await people.run('forget', { verify: receipt })).is_failed).toBe(false)
  })

  it('holds, too, when events that came since are retained no longer and their sessions are', async () => {
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    people.clock = () => NOON + 3 * DAY
    await people.put([say('a9', 'ann-1', 'u-ann', {}, NOON + 2 * DAY)])
    await people.land()
    await people.derive()
    people.clock = () => NOON + 40 * DAY
    await people.run('retain', { days: 'events=10,raw=10' })
    await people.derive()
    expect(await people.rows('sessions')).toContainEqual(expect.objectContaining({ visitor_id: 'ann-1' }))
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
  })

  it('tells in the receipt what was searched, what went, and that nothing else did', async () => {
    const { data } = await people.run('forget', { visitor: 'ann-1', reason: 'asked by mail' })
    const receipt = JSON.parse(Buffer.from(await people.store.get(data!.receipt as string)).toString())
    expect(receipt).toMatchObject({ format: 1, reason: 'asked by mail', runs: 1, asked_at: '2026-01-16T12:00:00.000Z' })
    expect(receipt.searched.events).toMatchObject({ partitions: 2, rows: 2 })
    expect(receipt.searched_raw.lines).toBe(6)
    expect(receipt.searched_stream.records).toBe(6)
    const changed = receipt.partitions.flatMap((each: Row) => each.files as Row[]).filter((file: Row) => file.rows)
    expect(changed.length).toBeGreaterThan(0)
    for (const { rows, sha256_before, sha256_after } of changed) {
      expect(rows.content_before).toBe(rows.content_after)
      expect(rows.before - rows.removed).toBe(rows.after)
      expect(sha256_before).not.toBe(sha256_after)
    }
    for (const { content_before, content_after } of receipt.raw) expect(content_before).toBe(content_after)
  })

  it('does not hold where a file was changed by hand', async () => {
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    const [partition] = (await people.catalog.partitions('events')).filter(each =>
      each.location.startsWith('versions/'),
    )
    const [file] = (await people.store.list(partition!.location)).filter(({ key }) => key.endsWith('.parquet'))
    const other = (await people.store.list('raw/'))[0]!.key
    await people.store.put(other, await people.store.get(other))
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
    const [, last] = (await people.catalog.partitions('events')).filter(({ location }) =>
      location.startsWith('events/'),
    )
    const bytes = await people.store.get((await people.store.list(last?.location ?? 'events/')).at(-1)!.key)
    await people.store.put(file!.key, bytes)
    const { lines } = await people.run('forget', { verify: data!.receipt as string })
    expect(lines[0]).toMatch(/^no/)
    expect(lines.at(-1)).toBe(`different: ${file!.key}`)
  })

  it('only counts with --dry-run, and leaves what is not of --app', async () => {
    await people.put([say('l1', 'ann-1', null, { app: 'shortener' })])
    await people.land()
    const { lines } = await people.run('forget', { visitor: 'ann-1', 'dry-run': true })
    expect(lines).toEqual(['would remove: 3 of events, 1 of rejected, 4 of raw, 4 of stream'])
    expect(ids(await people.rows('events'))).toEqual(['a1', 'a2', 'b1', 'b2', 'l1'])
    // What compaction replaced still lies there, and is not counted twice.
    await people.run('compact', { margin: '0' })
    const { lines: compacted } = await people.run('forget', { visitor: 'ann-1', 'dry-run': true })
    expect(compacted[0]).toBe(lines[0])
    await people.run('forget', { visitor: 'ann-1', app: 'shortener' })
    expect(ids(await people.rows('events'))).toEqual(['a1', 'a2', 'b1', 'b2'])
  })

  it('leaves what arrives later, and its receipt holds all the same', async () => {
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    await people.put([say('a7', 'ann-1', 'u-new', {}, NOON + DAY + 1)])
    await people.land()
    await people.derive()
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
    expect(ids(await people.rows('events'))).toEqual(['a7', 'b1', 'b2'])
    expect(await people.rows('sessions')).toHaveLength(3)
  })

  it('takes from sessions and identities what cannot be made again, as its events are gone', async () => {
    await people.derive()
    await people.run('retain', { days: 'events=1,rejected=1', grace: '0' })
    people.clock = () => NOON + 3 * DAY
    await people.run('retain', { days: 'events=1,rejected=1', grace: '0' })
    await people.derive()
    expect(await people.rows('events')).toEqual([])
    expect(await people.rows('sessions')).toHaveLength(3)
    const { data } = await people.run('forget', { visitor: 'ann-1' })
    expect(data!.removed).toMatchObject({ sessions: 1, identities: 1 })
    expect(await people.traces(['ann-1'])).toEqual([])
    expect(await people.rows('sessions')).toHaveLength(2)
  })
})

describe('forget --user', () => {
  it('takes what came from the devices without a user, and leaves what came with another', async () => {
    await people.put([
      say('1', 'dev-1'),
      say('2', 'dev-1', 'u-1'),
      say('3', 'dev-1', 'u-2'),
      say('4', null, 'u-1'),
      say('5', 'dev-2'),
      say('6', 'dev-3'),
      refused(NOON, '7', 'anonymousId=dev-1&x'),
      refused(NOON, '8', `{'userId': 'u-1'`),
      refused(NOON, '9', '{"user_id":"u-2","anonymous_id":"dev-1"'),
    ])
    await people.land()
    await people.derive()
    // The stream alone knows of this login.
    await people.put([say('10', 'dev-2', 'u-1')])
    const { data } = await people.run('forget', { user: 'u-1' })
    expect(ids(await people.rows('events'))).toEqual(['3', '6'])
    expect(ids(await people.rows('rejected'))).toEqual(['9'])
    expect(await people.traces(['u-1', 'dev-2'])).toEqual([])
    expect((await people.rows('identities')).map(({ user_id }) => user_id)).toEqual(['u-2'])
    expect((await people.run('forget', { verify: data!.receipt as string })).is_failed).toBe(false)
  })
})

describe('what forget is asked', () => {
  it.each([
    [{}, 'expected one of --user, --visitor, --verify and --again, got none'],
    [{ user: 'u', visitor: 'v' }, 'got --user and --visitor'],
    [{ visitor: '' }, '--visitor: expected an id, got 0 characters'],
    [{ visitor: 'v-1', app: 'No App' }, '--app: expected'],
    [{ visitor: 'v-1', reason: 'v-1 asked' }, '--reason: expected a text without the id'],
    [{ verify: 'nothing.json' }, 'receipt: expected receipts/forget-'],
  ])('refuses %j', async (values, message) => {
    await expect(people.run('forget', values)).rejects.toThrow(message)
    expect(await people.traces(['v-1'])).toEqual([])
  })
})
