import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readEvent } from '@clickstream/events/check'
import { expect, test } from 'vitest'
import { listFolders, makeAnswers, makeEvents } from '../../../../scripts/fixtures.ts'
import { parseCsv } from './csv.ts'

const fixtures = fileURLToPath(new URL('../../../../fixtures', import.meta.url))
const folders = listFolders()
const read = (path: string) => readFileSync(`${fixtures}/${path}`, 'utf8')
const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

test('the days checked in are those that the generator makes: npm run fixtures', () => {
  for (const [path, text] of makeEvents()) expect(read(path) === text, path).toBe(true)
})

test('the answers checked in are those that the reference comes to: npm run fixtures', () => {
  const answers = makeAnswers()
  for (const [path, csv] of answers) expect(read(path), path).toBe(csv)
  const checkedIn = folders.flatMap(folder =>
    readdirSync(`${fixtures}/${folder}/expected`).map(file => `${folder}/expected/${file}`),
  )
  expect(checkedIn.toSorted()).toEqual([...answers.keys()].toSorted())
})

test.each(folders)(
  '%s: the contract rejects the lines that faults.csv names, for those reasons, and no others',
  folder => {
    const faults = new Map(parseCsv(read(`${folder}/faults.csv`)).map(fault => [Number(fault.line), fault]))
    for (const [i, line] of read(`${folder}/events.ndjson`).split('\n').entries()) {
      const fault = faults.get(i + 1)
      if (line.trim() === '') continue
      const event = parse(line)
      const found = verdict(event)
      expect(found, `line ${i + 1}: ${line.slice(0, 200)}`).toEqual(
        fault === undefined ? null : { app: fault.app, reason_code: fault.reason_code, field: fault.field },
      )
    }
  },
)

test('every saved query is asked somewhere, but for freshness; month.test.ts has those that take weeks', () => {
  const asked = folders.flatMap(folder => readdirSync(`${fixtures}/${folder}/expected`))
  const saved = readdirSync(`${fixtures}/../queries`).map(file => file.replace(/\.sql$/, '.csv'))
  const elsewhere = ['anomalies.csv', 'freshness.csv', 'product_affinity.csv', 'retention_cohorts.csv']
  expect(saved.filter(file => !asked.includes(file))).toEqual(elsewhere)
})

test('fixtures are small enough to look at', () => {
  for (const folder of folders) {
    expect(read(`${folder}/events.ndjson`).split('\n').length, folder).toBeLessThanOrEqual(3001)
    expect(statSync(`${fixtures}/${folder}/events.ndjson`).size, folder).toBeLessThan(3_000_000)
  }
})

test('a day is a day: 2026-01-15', () => {
  for (const folder of ['shortener-day', 'store-day', 'bad-lines']) {
    for (const line of read(`${folder}/events.ndjson`).split('\n')) {
      const received = (parse(line) as { received_at?: string } | null)?.received_at
      if (received !== undefined) expect(received.slice(0, 10), folder).toBe('2026-01-15')
    }
  }
})

test('people of the shortener’s day are in the store’s', () => {
  const people = (folder: string) => new Set(read(`${folder}/events.ndjson`).match(/"anonymous_id":"[^"]*"/g))
  const shoppers = people('store-day')
  expect([...people('shortener-day')].filter(person => shoppers.has(person)).length).toBeGreaterThan(100)
})

/** What the contract finds first, as faults.csv has it; null for a good line. */
function verdict(event: unknown) {
  if (event === undefined) return { app: '', reason_code: 'not_json', field: '' }
  const object = typeof event === 'object' && event !== null && !Array.isArray(event) ? { ...event } : event
  const fields = object as { received_at?: unknown; app?: unknown } | null
  if (typeof object === 'object') delete fields?.received_at
  const draft = readEvent(object)
  const app = typeof fields?.app === 'string' ? fields.app : ''
  if (Array.isArray(draft)) return { app, reason_code: draft[0]!.reason_code, field: draft[0]!.field ?? '' }
  // An event that names no app is good only where a write key does.
  return draft.app === null ? { app, reason_code: 'missing', field: 'app' } : null
}
