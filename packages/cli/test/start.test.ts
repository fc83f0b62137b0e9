// `clickstream start`: a day of both apps through HTTP, stream, transform, lake and SQL, with every event accounted for.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readEvent } from '@clickstream/events/check'
import { describe, expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { readRecordings } from '../recording.ts'
import { readSettings } from '../settings.ts'
import { makeFolder, root, run, start } from './run.ts'

const days = ['shortener-day', 'store-day'].map(name => join(root, 'fixtures', name, 'events.ndjson'))

/** What must come of the days, by the contract alone. */
async function judgeDays(): Promise<{ sent: number; stored: number; rejected: number; repeated: number }> {
  const ids = new Set<string>()
  let [sent, rejected] = [0, 0]
  for await (const { value } of readRecordings(days)) {
    const draft = readEvent({ event_id: `line ${sent++}`, ...(value as object) })
    if (value === undefined || Array.isArray(draft) || draft.app === null) rejected++
    else ids.add(`${draft.app} ${draft.row[0]}`)
  }
  return { sent, stored: ids.size, rejected, repeated: sent - rejected - ids.size }
}

const count = async (data: string) =>
  (await askOnce(readSettings({ data }, {}), 'select count(*), count(distinct event_id) from events')).rows[0]!

describe('start --exit', () => {
  test('accounts for every event; started again it stores none twice; with fresh ids it stores all again', {
    timeout: 90_000,
  }, async () => {
    const data = makeFolder()
    const expected = await judgeDays()
    expect(Math.min(...Object.values(expected))).toBeGreaterThan(0)
    const go = async (...args: string[]) => {
      const { code, out, err } = await run(['start', '--exit', '--port', '0', '--data', data, '--json', ...args])
      expect(code, err).toBe(0)
      return JSON.parse(out)
    }
    const first = await go()
    expect(first).toMatchObject(expected)
    expect(first.answers.map((answer: { name: string }) => answer.name)).toEqual([
      'top_links',
      'click_countries',
      'click_referrers',
      'store_funnel',
      'revenue_by_day',
    ])
    // People come back and bots do not count: fewer visitors than sessions, and most without an order.
    expect(first.sessions).toBeGreaterThan(first.visitors)
    expect(first.visitors).toBeGreaterThan(first.converted)
    expect(first.converted).toBeGreaterThan(0)
    for (const answer of first.answers) expect(answer.rows.length, answer.name).toBeGreaterThan(0)
    expect(await count(data)).toEqual([expected.stored, expected.stored])

    const second = await go()
    expect(second).toMatchObject({ ...expected, stored: 0, repeated: expected.stored + expected.repeated })
    expect(await count(data)).toEqual([expected.stored, expected.stored])

    const third = await go('--fresh-ids')
    expect(third).toMatchObject(expected)
    expect(await count(data)).toEqual([2 * expected.stored, 2 * expected.stored])
  })
})

describe('start', () => {
  test('reports for a person, keeps serving, and stops on a signal', { timeout: 90_000 }, async () => {
    const data = makeFolder()
    const started = start(['start', '--port', '0', '--data', data])
    const [, url] = await started.said(/Status page +(http:\S+)\/status\n/)
    await started.said(/Still running/)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    const addresses = ['/links', '/store'].map(path => `${path}?from=-1d&to=today`)
    for (const path of [...addresses, '/status']) expect((await fetch(url + path)).status, path).toBe(200)
    const sql = "select count(*) from events where event_type = 'link_clicked' and traffic = 'human'"
    const clicks = (await askOnce(readSettings({ data }, {}), sql)).rows
    const tile = await (await fetch(`${url}/api/tiles/links/links-total-clicks`)).json()
    expect(tile).toMatchObject({ parts: { main: { rows: clicks } }, unfiltered: [] })
    started.kill('SIGINT')
    const { code, out, err } = await started.ended
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}[\d,]+ sessions of [\d,]+ visitors, [\d,]+ with an order$/m)
    expect(out).toMatch(/^✓ [\d,]+ events sent = [\d,]+ stored \+ [\d,]+ rejected \+ [\d,]+ repeated$/m)
    for (const address of addresses) expect(err).toContain(`${url}${address}\n`)
    for (const title of ['Top links', 'Clicks by country', 'Revenue by day']) expect(out).toContain(title)
    for (const line of out.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
  })

  test('killed in the middle and started again, stores every event once', { timeout: 90_000 }, async () => {
    const data = makeFolder()
    const killed = start(['start', '--port', '0', '--data', data])
    await killed.said(/Status page/)
    // Somewhere in the replay: the stream has something, the lake has not all.
    while (!existsSync(join(data, 'lake'))) await new Promise(resolve => setTimeout(resolve, 5))
    killed.kill('SIGKILL')
    await killed.ended
    const { code, out } = await run(['start', '--exit', '--port', '0', '--data', data, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(report.sent).toBe(report.stored + report.rejected + report.repeated)
    const { stored } = await judgeDays()
    expect(await count(data)).toEqual([stored, stored])
  })
})
