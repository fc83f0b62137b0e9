import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, hourOf, parseTime } from '../time.ts'

describe('parseTime', () => {
  it('agrees with Date on every instant that Date writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), ms => {
        expect(parseTime(new Date(ms).toISOString())).toBe(ms)
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['2026-01-15T07:00:00Z', '2026-01-15T07:00:00.000Z'],
    ['2026-01-15T07:00Z', '2026-01-15T07:00:00.000Z'],
    ['2026-01-15 07:00:00.5+01:00', '2026-01-15T06:00:00.500Z'],
    ['2026-01-15T07:00:00+0130', '2026-01-15T05:30:00.000Z'],
    ['2026-01-15T07:00:00-05', '2026-01-15T12:00:00.000Z'],
    ['2026-01-15T07:00:00.123456789Z', '2026-01-15T07:00:00.123Z'],
    ['2024-02-29T00:00:00.000Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00.000Z', '2000-02-29T00:00:00.000Z'],
    ['2026-01-15t07:00:00z', '2026-01-15T07:00:00.000Z'],
    ['2026-01-15T24:00:00.000Z', '2026-01-16T00:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(new Date(parseTime(text)).toISOString()).toBe(instant)
  })

  it.each([
    '2026-01-15',
    '2026-01-15T07:00:00',
    '2026-02-29T00:00:00.000Z',
    '1900-02-29T00:00:00.000Z',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00.000Z',
    '2026-00-01T00:00:00.000Z',
    '2026-01-00T00:00:00.000Z',
    '2026-01-15T07:60:00.000Z',
    '2026-01-15T07:00:61.000Z',
    '2026-01-15T07:00:00.0x0Z',
    '2026/01/15T07:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    'yesterday',
    '1768460400000',
    '',
    ' 2026-01-15T07:00:00Z',
    'Thu, 15 Jan 2026 07:00:00 GMT',
  ])('refuses %j', text => {
    expect(parseTime(text)).toBeNaN()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => typeof parseTime(text) === 'number'))
  })
})

describe('dateOf and hourOf', () => {
  it('name the UTC day and hour', () => {
    const ms = Date.UTC(2026, 0, 5, 7, 59, 59, 999)
    expect([dateOf(ms), hourOf(ms)]).toEqual(['2026-01-05', '07'])
  })
})
