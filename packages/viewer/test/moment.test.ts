// Clocks: zones with their jumps, units of time, and the times that an address can name.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, truncate } from '../calendar.ts'
import { movePeriodBack, readMoment, unitMoment } from '../moment.ts'
import { readRolling } from '../rolling.ts'
import { toMoment, toWall } from '../zone.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const iso = (ms: number) => new Date(ms).toISOString()
const ZONES = ['UTC', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Beirut']
const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map(Number)

describe('zones', () => {
  test('what the clock shows, and back to the first such moment', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (moment, zone) => {
        const wall = toWall(moment, zone)
        const back = toMoment(wall, zone)
        expect(toWall(back, zone)).toBe(wall)
        expect(back).toBeLessThanOrEqual(moment)
        expect(moment - back).toBeLessThanOrEqual(3_600_000)
      }),
      { numRuns: 400 },
    )
  })

  test('a time that is skipped is the moment of the jump, one that is twice the first', () => {
    expect(iso(toMoment(utc('2026-03-08T02:30:00'), 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z')
    expect(iso(toMoment(utc('2026-11-01T01:30:00'), 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z')
    // Midnight itself was skipped.
    expect(iso(toMoment(utc('2017-10-15T00:00:00'), 'America/Sao_Paulo'))).toBe('2017-10-15T03:00:00.000Z')
  })

  test('days of 23 and 25 hours', () => {
    const hours = (day: string) => {
      const { start, end } = readMoment('from', day, 'America/New_York', 0)
      return (end - start) / 3_600_000
    }
    expect([hours('2026-03-08'), hours('2026-03-09'), hours('2026-11-01')]).toEqual([23, 24, 25])
  })
})

describe('units', () => {
  test('beginnings are at or before, and stay what they are', () => {
    const units = ['SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
    fc.assert(
      fc.property(moments, fc.constantFrom(...units), fc.integer({ min: -30, max: 30 }), (wall, unit, n) => {
        const start = truncate(wall, unit)
        expect(start).toBeLessThanOrEqual(wall)
        expect(add(start, 1, unit)).toBeGreaterThan(wall)
        expect(truncate(start, unit)).toBe(start)
        expect(add(add(start, n, unit), -n, unit)).toBe(start)
      }),
    )
  })

  test('weeks begin on Monday, months end when they do', () => {
    expect(iso(truncate(utc('2026-01-18T23:00:00'), 'WEEK'))).toBe('2026-01-12T00:00:00.000Z')
    expect(iso(truncate(utc('1969-12-31T00:00:00'), 'WEEK'))).toBe('1969-12-29T00:00:00.000Z')
    expect(iso(add(utc('2026-01-31T08:00:00'), 1, 'MONTH'))).toBe('2026-02-28T08:00:00.000Z')
    expect(iso(truncate(utc('2026-08-31T08:00:00'), 'QUARTER'))).toBe('2026-07-01T00:00:00.000Z')
    expect(iso(add(utc('2024-02-29T00:00:00'), 1, 'YEAR'))).toBe('2025-02-28T00:00:00.000Z')
  })
})

describe('moments', () => {
  const now = utc('2026-01-16T20:10:30')
  const read = (text: string, zone = 'UTC') => {
    const { start, end, day, isDay } = readMoment('from', text, zone, now)
    return [iso(start), iso(end), day, isDay]
  }

  test('days are of the view’s zone', () => {
    expect(read('today', 'Asia/Kolkata')).toEqual([
      '2026-01-16T18:30:00.000Z',
      '2026-01-17T18:30:00.000Z',
      '2026-01-17',
      true,
    ])
    expect(read('-1d')).toEqual(['2026-01-15T00:00:00.000Z', '2026-01-16T00:00:00.000Z', '2026-01-15', true])
    expect(read('2026-02-28', 'America/New_York').slice(0, 2)).toEqual([
      '2026-02-28T05:00:00.000Z',
      '2026-03-01T05:00:00.000Z',
    ])
  })

  test('moments end with themselves, the present with its minute', () => {
    expect(read('2026-01-16T09:30', 'Asia/Kolkata')).toEqual([
      '2026-01-16T04:00:00.000Z',
      '2026-01-16T04:00:00.000Z',
      '2026-01-16',
      false,
    ])
    expect(read('2026-01-16T09:30Z', 'Asia/Kolkata')[0]).toBe('2026-01-16T09:30:00.000Z')
    expect(read('-30m').slice(0, 2)).toEqual(['2026-01-16T19:40:00.000Z', '2026-01-16T19:41:00.000Z'])
    expect(read('now').slice(0, 2)).toEqual(['2026-01-16T20:10:00.000Z', '2026-01-16T20:11:00.000Z'])
  })

  test.each(['', '2026-13-01', '2026-02-29', '2026-1-1', '-3w', 'tomorrow', '2026-01-01T25:00', '1'.repeat(5000)])(
    '%j is none',
    text => {
      expect(() => read(text)).toThrow(/^from: expected a day or time such as/)
    },
  )

  test('the period before is as long, and ends where this one begins', () => {
    const day = (text: string) => readMoment('from', text, 'America/New_York', now)
    const { from, to } = movePeriodBack(day('2026-03-08'), day('2026-03-10'), 'America/New_York')
    expect([from.day, to.day, to.end]).toEqual(['2026-03-05', '2026-03-07', day('2026-03-08').start])
    const minutes = movePeriodBack(day('-30m'), day('now'), 'UTC')
    expect([iso(minutes.from.start), iso(minutes.to.end)]).toEqual([
      '2026-01-16T19:09:00.000Z',
      '2026-01-16T19:40:00.000Z',
    ])
  })

  test('rolling dates', () => {
    const rolling = (text: string) => iso(readRolling(text, now))
    expect(rolling("addDateTime(-27, 'DD', truncDate('DD', now()))")).toBe('2025-12-20T00:00:00.000Z')
    expect(rolling("truncDate('MM', now())")).toBe('2026-01-01T00:00:00.000Z')
    expect(rolling('now()')).toBe('2026-01-16T20:10:30.000Z')
    for (const text of ['today()', "truncDate('XX', now())", '1', "addDateTime('a', 'DD', now())"]) {
      expect(() => rolling(text)).toThrow(/rolling date: expected now\(\)/)
    }
    expect(iso(unitMoment(now, 'HOUR', 'UTC').end)).toBe('2026-01-16T21:00:00.000Z')
  })
})
