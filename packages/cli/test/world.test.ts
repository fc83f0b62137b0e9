import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { readEvent } from '@clickstream/events/check'
import { manyFaults } from '@clickstream/visitors/faults'
import { expect, test } from 'vitest'
import { generateEvents, generateLines, type WorldOptions } from '../world.ts'

const DAY = 86_400_000
const END = Date.UTC(2026, 10, 1)
const digest = (options: WorldOptions) => {
  const hash = createHash('sha256')
  for (const line of generateEvents(options)) hash.update(`${line}\n`)
  return hash.digest('hex')
}

// A digest that changes is a change for everyone who relies on a seed: change it knowingly.
test.each([
  [{ events: 5000, seed: 1 }, '2281624ef089a8b6070082c77282b6a0e696abe9cffc75ff1a9bc49a16634103'],
  [
    { events: 2000, seed: 'spring', days: 7, end: '2026-04-08T00:00:00+02:00' },
    '90898332e16b12086dd9464631dca55fb8ede875e679db14a3451be169a408f4',
  ],
  [{ events: 2000, seed: 1, apps: ['shortener'] }, '54ac98fbdc149d30b20a3906f8dc9b8af82fe79548bd5b0c4078e5bef7720038'],
  [{ events: 2000, seed: 1, apps: ['store'] }, 'd79e04f8dc0d5bd4fec213f09f146d55ff11a91beb2bd9865fe758bb60c631da'],
])('the same bytes for %j', (options, expected) => {
  expect(digest(options)).toBe(expected)
})

test('another seed is another world; 7 and "7" are the same', () => {
  expect(digest({ events: 200, seed: 7 })).not.toBe(digest({ events: 200, seed: 8 }))
  expect(digest({ events: 200, seed: 7 })).toBe(digest({ events: 200, seed: '7' }))
})

test.each([1, 10, 300, 20_000])('%i lines are so many, in the order of arrival, within their day', events => {
  const lines = [...generateLines({ events, seed: 4 })]
  expect(lines.length).toBe(events)
  for (const [i, line] of lines.entries())
    expect(line.arrives).toBeGreaterThanOrEqual(lines[i - 1]?.arrives ?? END - DAY)
  if (events < 300) return
  expect(lines.at(-1)!.arrives).toBeLessThan(END)
  expect(lines.at(-1)!.arrives).toBeGreaterThan(END - (events < 5000 ? 6 : 1) * 3_600_000)
})

test('received_at is when a line arrives', () => {
  for (const { text, arrives, fault } of generateLines({ events: 500, seed: 4 })) {
    if (fault === null) expect(Date.parse(JSON.parse(text).received_at)).toBe(arrives)
  }
})

test('several days are about as busy, and each is busier by day than by night', () => {
  const counts = Array.from({ length: 4 * 24 }, () => 0)
  for (const { arrives } of generateLines({ events: 40_000, seed: 4, days: 4 })) {
    counts[Math.floor((arrives - (END - 4 * DAY)) / 3_600_000)]!++
  }
  for (let day = 0; day < 4; day++) {
    const hours = counts.slice(day * 24, day * 24 + 24)
    const sum = hours.reduce((a, b) => a + b)
    expect(sum).toBeGreaterThan(8500)
    expect(sum).toBeLessThan(11_500)
    expect(Math.max(...hours) / Math.min(...hours)).toBeGreaterThan(1.3)
  }
})

test('good lines keep the contract and faulty ones break it, on a bad day too', () => {
  let faulty = 0
  for (const { text, app, fault } of generateLines({ events: 6000, seed: 4, days: 3 }, manyFaults)) {
    if (fault === null) {
      const { received_at: _, ...event } = JSON.parse(text)
      expect(readEvent(event)).toMatchObject({ app })
    } else if (fault.reason_code === 'not_json') {
      faulty++
      expect(() => JSON.parse(text)).toThrow()
    } else {
      faulty++
      const { received_at: _, ...event } = JSON.parse(text)
      expect(readEvent(event)).toMatchObject([{ reason_code: fault.reason_code, field: fault.field }])
    }
  }
  expect(faulty).toBeGreaterThan(20)
})

test('event ids repeat only where a client sent again', () => {
  const seen = new Map<string, { arrives: number; body: string }>()
  let repeats = 0
  for (const { text, arrives, fault } of generateLines({ events: 6000, seed: 4 }, { ...manyFaults, retried: 0.05 })) {
    if (fault !== null) continue
    const { sent_at: _, received_at: __, ...event } = JSON.parse(text)
    const body = JSON.stringify(event)
    const before = seen.get(event.event_id)
    if (before === undefined) seen.set(event.event_id, { arrives, body })
    else {
      repeats++
      expect(before.body).toBe(body)
      expect(arrives - before.arrives).toBeLessThan(DAY)
    }
  }
  expect(repeats).toBeGreaterThan(200)
  expect(repeats).toBeLessThan(400)
})

test('people click a link, land in the store as the same visitor, and some order', () => {
  const clicks = new Map<string, number>()
  const arrived = new Set<string>()
  const ordered = new Set<string>()
  for (const { text, fault } of generateLines({ events: 20_000, seed: 4 })) {
    if (fault !== null) continue
    const event = JSON.parse(text)
    if (event.event_type === 'link_clicked') clicks.set(event.anonymous_id, clicks.size)
    else if (event.event_type === 'page_viewed' && new URL(event.page_url).searchParams.has('cid')) {
      expect(new URL(event.page_url).searchParams.get('cid')).toBe(event.anonymous_id)
      expect(new URL(event.page_url).searchParams.get('utm_campaign')).toBeTruthy()
      if (clicks.has(event.anonymous_id)) arrived.add(event.anonymous_id)
    } else if (event.event_type === 'order_completed' && arrived.has(event.anonymous_id))
      ordered.add(event.anonymous_id)
  }
  expect(arrived.size).toBeGreaterThan(500)
  expect(ordered.size).toBeGreaterThan(15)
})

test('only the apps asked for send', () => {
  for (const app of ['shortener', 'store']) {
    expect(new Set([...generateLines({ events: 500, seed: 4, apps: [app] })].map(line => line.app))).toEqual(
      new Set([app]),
    )
  }
})

test('options out of bounds are an error at once', () => {
  const given = (options: Partial<WorldOptions>) => () => generateEvents({ events: 1, seed: 1, ...options })
  expect(given({ events: 0 })).toThrow('events: expected a whole number from 1, got 0')
  expect(given({ events: 1.5 })).toThrow(RangeError)
  expect(given({ seed: Number.NaN })).toThrow('seed: expected a whole number or a text, got NaN')
  expect(given({ apps: [] })).toThrow('apps: expected shortener or store, or both, got none')
  expect(given({ apps: ['store', 'shop'] })).toThrow('got shop')
  expect(given({ days: 0 })).toThrow('days: expected a whole number from 1 to 3660, got 0')
  expect(given({ end: 'tomorrow' })).toThrow('end: expected a date such as 2026-11-01')
  expect(given({ end: '2026-11-01T00:00:00' })).toThrow(RangeError)
})

test('what is generated is not kept: 150 MB pass through a heap of 40', () => {
  const world = fileURLToPath(new URL('../world.ts', import.meta.url))
  const program = `
    const { generateEvents } = await import(${JSON.stringify(world)})
    let bytes = 0
    for (const line of generateEvents({ events: 200_000, seed: 1 })) bytes += line.length
    console.log(bytes > 120e6)`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=40', '--input-type=module', '-e', program],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).toBe('')
  expect(stdout.trim()).toBe('true')
})
