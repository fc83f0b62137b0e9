import { describe, expect, test } from 'vitest'
import { readAmount, showAmount, showDigits, showDollars, showQuantity } from '../amount.ts'
import { execute } from './run.ts'

test('four scales side by side, within 80 columns', async () => {
  const { code, out, err } = await execute(['cost'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^events a day +1M +10M +100M +1B$/m)
  expect(out).toMatch(/^all +[\d.,]+ +[\d.,]+ +[\d.,]+ +[\d.,]+$/m)
  expect(out).toMatch(/^What must change/m)
  expectNarrow(out)
})

test.each(['0', '1M', '10M', '1B', '1e12'])('%s events a day line by line, within 80 columns', async amount => {
  for (const stage of ['production', 'trial']) {
    const { code, out, err } = await execute(['cost', '--events-per-day', amount, '--stage', stage])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^What it rests on:$/m)
    expect(out).toMatch(/not checked against an account's bill/)
    expect(out).not.toMatch(/NaN|undefined|Infinity/)
    expectNarrow(out)
  }
})

test('one is one, and what is no cent has no line', async () => {
  const { out } = await execute(['cost', '--events-per-day', '0'])
  expect(out).toMatch(/the key +1 key /)
  expect(out).not.toMatch(/\b1 (keys|shards|dashboards)|0\.\d+ million|small things +0\.00/)
})

test('what is beyond a bound is marked', async () => {
  expect((await execute(['cost', '--events-per-day', '1M'])).out).not.toMatch(/^! /m)
  expect((await execute(['cost', '--events-per-day', '1B'])).out).toMatch(/^! +\d+M +.*sessions/m)
})

test('as JSON: lines, prices, figures and limits that add up', async () => {
  const { out } = await execute(['cost', '--events-per-day', '10M', '--dashboard-views', '0', '--json'])
  const { stage, estimates, prices, figures } = JSON.parse(out)
  const [bill] = estimates
  expect([stage, estimates.length, bill.load.events_per_day]).toEqual(['production', 1, 1e7])
  expect(bill.charges.reduce((sum: number, { usd }: { usd: number }) => sum + usd, 0)).toBeCloseTo(bill.usd, 6)
  for (const { price, quantity, usd } of bill.charges) expect(quantity * prices[price].usd).toBeCloseTo(usd, 6)
  expect(bill.charges.find(({ price }: { price: string }) => price === 'athena_read').usd).toBe(0)
  expect(Object.keys(figures).length).toBeGreaterThan(10)
  expect(JSON.parse((await execute(['cost', '--json'])).out).estimates).toHaveLength(4)
})

describe('wrong usage exits with 2 and says what is expected', () => {
  test.each([
    [['--events-per-day', 'abc'], '--events-per-day: expected a number from 0 to 1,000B such as 10M, got "abc"'],
    [['--events-per-day=-5'], 'got "-5"'],
    [['--events-per-day', ''], 'got ""'],
    [['--events-per-day', '1e99'], 'got "1e99"'],
    [['--events-per-day', '0x10'], 'got "0x10"'],
    [['--events-per-request', '0'], '--events-per-request: expected a number from 1 '],
    [['--peak', '0.5'], '--peak: expected a number from 1 '],
    [['--region', 'mars-1'], '--region: expected one whose prices are known (us-east-1, us-east-2, us-west-2)'],
    [['--stage', 'UP!'], '--stage: expected 1 to 20 lower-case letters, digits and hyphens, a letter first, got UP!'],
    [['10M'], 'cost cannot take the argument "10M"'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await execute(['cost', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})

test.each([
  ['10M', 1e7],
  ['10m', 1e7],
  ['1.5k', 1500],
  ['3B', 3e9],
  ['3g', 3e9],
  ['1e9', 1e9],
  ['1,000,000', 1e6],
  ['1_000', 1000],
  ['0', 0],
  [' 7 ', 7],
])('%j is %d', (text, amount) => {
  expect(readAmount('n', text)).toBeCloseTo(amount, 6)
})

test('amounts as people read them', () => {
  expect([0, 999, 1500, 105_300_000, 1e12].map(showAmount)).toEqual(['0', '999', '1.5k', '105M', '1,000B'])
  expect([0, 0.004, 99.99, 99.999, 43_832].map(showDollars)).toEqual(['0.00', '0.00', '99.99', '100', '43,832'])
  expect([0, 2e-7, 0.0044, 0.187, 3.25, 1234.5].map(showDigits)).toEqual(['0', '0', '0.004', '0.187', '3.25', '1,235'])
  expect(showQuantity(0.064213, 'million PUT, LIST')).toBe('64,213 PUT, LIST')
  expect(showQuantity(1, 'million requests')).toBe('1 million requests')
  expect(showQuantity(1, 'shard-hours')).toBe('1 shard-hour')
})

function expectNarrow(text: string): void {
  for (const line of text.split('\n')) expect([line, line.length <= 80]).toEqual([line, true])
}
