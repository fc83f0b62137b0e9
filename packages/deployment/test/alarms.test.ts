import { expect, test } from 'vitest'
import { limitOf, subjects } from '../alarm.ts'
import { alarms, COST } from '../alarms.ts'
import { settingsOf } from '../settings.ts'

const settings = settingsOf('production')

test('each alarm has a name of its own, which can be a heading', () => {
  const names = [...alarms.map(({ name }) => name), COST.name]
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test.each(alarms)('$name says what it means, what to do, and can ring', alarm => {
  const { means, mend, limit, metrics, expression, period_s, within, watches } = alarm
  for (const text of [means, mend]) expect(text).toMatch(/^\S.*\.$/)
  expect(limit).not.toBe('')
  // CloudWatch takes 1024 characters; the address of the section is added.
  expect(`${means} ${mend}`.length).toBeLessThan(900)
  expect(limitOf(alarm, settings)).toBeGreaterThanOrEqual(0)
  const [periods, of] = within
  expect(periods).toBeLessThanOrEqual(of)
  expect(period_s * of, 'CloudWatch looks back one day at most').toBeLessThanOrEqual(86_400)
  const names = Object.keys(metrics)
  expect(names.length === 1 || expression !== undefined).toBe(true)
  for (const name of names) {
    expect(name).toMatch(/^[a-z][a-zA-Z0-9_]*$/)
    if (expression !== undefined) expect(expression).toMatch(new RegExp(`\\b${name}\\b`))
  }
  // What watches the stage as a whole has no resource to take its metrics of.
  if (watches === 'stage') for (const { of } of Object.values(metrics)) expect(of).toBeDefined()
  else expect(subjects).toHaveProperty(watches)
})

test('an alarm that depends on a setting follows it', () => {
  const late = alarms.find(({ name }) => name === 'stream-nearly-lost')!
  expect(limitOf(late, { ...settings, stream: { ...settings.stream, retention_hours: 168 } })).toBe(84 * 3_600_000)
})
