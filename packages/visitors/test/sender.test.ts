import { readEvent } from '@clickstream/events/check'
import { expect, test } from 'vitest'
import { formatTime } from '../clock.ts'
import { type Faults, manyFaults } from '../faults.ts'
import { Random } from '../random.ts'
import { type Line, Sender } from '../sender.ts'
import { Visitors } from '../visitor.ts'

const none: Faults = {
  retried: 0,
  delayed: 0,
  offline: 0,
  wrong_clock: 0,
  no_sent_at: 0,
  no_occurred_at: 0,
  broken: 0,
  garbled: 0,
}
const AT = Date.UTC(2026, 0, 15, 12)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const fields = { event_type: 'page_viewed', page_url: 'https://www.store.example/' }

/** The lines of n events, a second apart, of one visitor with these faults. */
function send(faults: Partial<Faults>, n: number, visitor = 1, from: 'browser' | 'server' = 'browser'): Line[] {
  const all = { ...none, ...faults }
  const visitors = new Visitors(3, { size: 100, start: AT - 12 * HOUR, wrongClocks: all.wrong_clock })
  const sender = new Sender('store', visitors.get(0, visitor), from, all, new Random(9, visitor))
  const lines: Line[] = []
  for (let i = 0; i < n; i++) sender.send({ at: AT + i * 1000, fields }, line => lines.push(line))
  return lines
}
const read = (line: Line) => JSON.parse(line.text) as Record<string, string>
const timesOf = (line: Line) => {
  const { occurred_at, sent_at, received_at } = read(line)
  return { occurred: Date.parse(occurred_at!), sent: Date.parse(sent_at!), received: Date.parse(received_at!) }
}

test('without faults each event comes once, soon, and with true times', () => {
  const lines = send({}, 200)
  expect(lines.length).toBe(200)
  for (const [i, line] of lines.entries()) {
    const { occurred, sent, received } = timesOf(line)
    expect(occurred).toBe(AT + i * 1000)
    expect(sent).toBe(occurred)
    expect(received).toBe(line.arrives)
    expect(received - occurred).toBeGreaterThan(0)
    expect(received - occurred).toBeLessThanOrEqual(1500)
    expect(line.fault).toBeNull()
  }
})

test('a retried event comes twice with one event_id, seconds to minutes apart, and differs only in when it was sent', () => {
  const lines = send({ retried: 1 }, 100)
  expect(lines.length).toBe(200)
  for (let i = 0; i < 200; i += 2) {
    const { sent_at: _, received_at: __, ...first } = read(lines[i]!)
    const { sent_at: ___, received_at: ____, ...again } = read(lines[i + 1]!)
    expect(again).toEqual(first)
    const apart = lines[i + 1]!.arrives - lines[i]!.arrives
    expect(apart).toBeGreaterThanOrEqual(1000)
    expect(apart).toBeLessThan(21 * MINUTE)
  }
})

test('delayed events come after later ones', () => {
  const lines = send({ delayed: 0.2 }, 300)
  const overtaken = lines.filter((line, i) => lines.slice(i + 1).some(later => later.arrives < line.arrives))
  expect(overtaken.length).toBeGreaterThan(20)
  for (const line of lines) {
    const { occurred, sent, received } = timesOf(line)
    expect(received - (sent - occurred) - occurred).toBeLessThanOrEqual(1500)
  }
})

test('what happens offline waits for hours and comes together, still with its own time', () => {
  const lines = send({ offline: 0.05 }, 100)
  const first = lines.findIndex(line => line.arrives - timesOf(line).occurred > 10 * MINUTE)
  expect(first).toBeGreaterThanOrEqual(0)
  const late = lines.slice(first)
  expect(late.length).toBeGreaterThan(1)
  for (const [i, line] of late.entries()) {
    expect(timesOf(line).occurred).toBe(AT + (first + i) * 1000)
    expect(line.arrives - late[0]!.arrives).toBeLessThan(2000)
    expect(line.arrives - timesOf(line).occurred).toBeLessThanOrEqual(11 * HOUR + 2000)
  }
})

test('a wrong clock is wrong in both times alike: minutes, hours, years, 1970', () => {
  const skews = Array.from({ length: 200 }, (_, visitor) => {
    const { occurred, sent, received } = timesOf(send({ wrong_clock: 1 }, 1, visitor)[0]!)
    expect(received - (sent - occurred) - AT).toBeLessThanOrEqual(1500)
    expect(occurred).toBeGreaterThanOrEqual(0)
    return occurred - AT
  })
  const size = (skew: number) => Math.abs(skew)
  expect(skews.filter(skew => size(skew) >= MINUTE && size(skew) <= 90 * MINUTE).length).toBeGreaterThan(80)
  expect(
    skews.filter(skew => size(skew) >= HOUR && size(skew) <= 12 * HOUR && skew % HOUR === 0).length,
  ).toBeGreaterThan(25)
  expect(skews.some(skew => skew > 30 * 24 * HOUR)).toBe(true)
  expect(skews.some(skew => skew < -30 * 24 * HOUR && AT + skew > Date.UTC(2015))).toBe(true)
  expect(skews.filter(skew => new Date(AT + skew).getUTCFullYear() === 1970).length).toBeGreaterThan(5)
})

test('a server’s clock is right whatever the visitor’s', () => {
  for (let visitor = 0; visitor < 20; visitor++) {
    expect(timesOf(send({ wrong_clock: 1 }, 1, visitor, 'server')[0]!).occurred).toBe(AT)
  }
})

test('times can be missing', () => {
  const { sent_at, sdk_version } = read(send({ no_sent_at: 1 }, 1)[0]!)
  expect([sent_at, sdk_version]).toEqual([undefined, '0.9.8'])
  expect(read(send({ no_occurred_at: 1 }, 1)[0]!).occurred_at).toBeUndefined()
})

test('broken events are rejected by the contract for just the reason they declare', () => {
  const lines = send({ broken: 1 }, 400)
  for (const { text, fault } of lines) {
    const { received_at: _, ...event } = JSON.parse(text)
    const reasons = readEvent(event)
    expect(Array.isArray(reasons), text).toBe(true)
    if (!Array.isArray(reasons)) continue
    expect(reasons.map(({ reason_code, field }) => ({ reason_code, field }))).toEqual([
      { reason_code: fault!.reason_code, field: fault!.field },
    ])
    expect(fault!.app).toBe(event.app)
  }
  expect(new Set(lines.map(({ fault }) => `${fault!.reason_code} ${fault!.field}`)).size).toBe(14)
})

test('garbled lines are no JSON, and one line each', () => {
  for (const { text, fault } of send({ garbled: 1 }, 300)) {
    expect(() => JSON.parse(text), text).toThrow(SyntaxError)
    expect(text).not.toMatch(/[\r\n]/)
    expect(fault).toEqual({ app: null, reason_code: 'not_json', field: null })
  }
})

test('good lines keep the contract, even on a bad day', () => {
  for (let visitor = 0; visitor < 40; visitor++) {
    for (const { text, fault } of send(manyFaults, 20, visitor)) {
      if (fault !== null) continue
      const { received_at: _, ...event } = JSON.parse(text)
      expect(readEvent(event)).toHaveProperty('row')
    }
  }
})

test('times are written as ISO 8601, whatever the day before them was', () => {
  for (const ms of [0, AT, AT + 86_399_999, 1, Date.UTC(2031, 11, 31, 23, 59, 59, 999), Date.UTC(2024, 1, 29), AT]) {
    expect(formatTime(ms)).toBe(new Date(ms).toISOString())
  }
})
