import { describe, expect, test } from 'vitest'
import { addDays, dayIn, dayOf, isClock, labelPeriod, readRolling, shiftPeriod } from '../../page/period.ts'

const NOW = Date.parse('2026-11-23T20:30:00Z')

describe('readRolling', () => {
  test.each([
    ["addDateTime(-27, 'DD', truncDate('DD', now()))", '-27d'],
    ["truncDate('DD', now())", 'today'],
    ["addDateTime(-30, 'MI', now())", '-30m'],
    ['now()', 'now'],
    // Neither is one that an address has a word for.
    ["addDateTime(-30, 'MI', truncDate('DD', now()))", undefined],
    ["addDateTime(-1, 'MM', now())", undefined],
  ])('%s is %s', (expression, expected) => {
    expect(readRolling(expression)).toBe(expected)
  })
})

test('a day is the local one of the zone', () => {
  expect(dayIn('UTC', NOW)).toBe('2026-11-23')
  expect(dayIn('Asia/Kolkata', NOW)).toBe('2026-11-24')
  expect(dayOf('-1d', 'Asia/Kolkata', NOW)).toBe('2026-11-23')
  expect(dayOf('2026-02-28', 'UTC', NOW)).toBe('2026-02-28')
  expect(dayOf('-30m', 'UTC', NOW)).toBeUndefined()
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('moments are told from days', () => {
  expect(['now', '-30m', '-6h', '2026-11-23T10:00'].every(isClock)).toBe(true)
  expect(['today', '-6d', '2026-11-23'].some(isClock)).toBe(false)
})

test('a period has the name of its preset, or its days', () => {
  expect(labelPeriod('-6d', 'today', 'UTC', NOW)).toBe('Last 7 days')
  expect(labelPeriod('-30m', 'now', 'UTC', NOW)).toBe('Last 30 minutes')
  expect(labelPeriod('2026-11-03', '2026-11-03', 'UTC', NOW)).toBe('3 Nov 2026')
  expect(labelPeriod('2026-11-03', '2026-11-09', 'UTC', NOW)).toMatch(/^3\D+9 Nov 2026$/)
})

test('the period before and after is as long, and beside it', () => {
  expect(shiftPeriod('-6d', 'today', -1, 'UTC', NOW)).toEqual({ from: '2026-11-10', to: '2026-11-16' })
  expect(shiftPeriod('2026-11-10', '2026-11-16', 1, 'UTC', NOW)).toEqual({ from: '2026-11-17', to: '2026-11-23' })
  expect(shiftPeriod('-30m', 'now', -1, 'UTC', NOW)).toBeUndefined()
})
