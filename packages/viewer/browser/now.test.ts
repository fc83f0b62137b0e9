// A pipeline that runs, seen from a browser: what comes in is there within seconds.
import { expect, test } from 'vitest'
import { expectedOf, sum } from './expected.ts'
import { openPipeline } from './house.ts'
import { goTo, numberOf, readKpi, readRows } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage(openPipeline)
const rejections = () =>
  ['shortener-day', 'store-day'].flatMap(day => expectedOf(day as 'store-day', 'rejected_by_reason'))

async function send(events: readonly object[]): Promise<void> {
  const answer = await fetch(`${stage.url}/v1/events`, {
    method: 'POST',
    // As a person's browser says it: what Node says of itself is a bot's.
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0',
    },
    body: JSON.stringify({ events }),
  })
  expect(answer.status).toBe(200)
}

const view = (app: string, visitor: number) => ({
  event_id: crypto.randomUUID(),
  event_type: 'page_viewed',
  app,
  anonymous_id: `visitor-${visitor}`,
  page_url: 'https://probe.example/hello',
  sdk: 'probe-sdk',
})

test('the Rejected page has the reasons of the recorded days', async () => {
  const { page } = stage
  await goTo(stage, 'rejected?days=7')
  const all = rejections()
  expect(await page.locator('.rejected-total').innerText()).toContain(`${sum(all, 'rejected')} payloads`)
  const reasons = new Map(
    (await page
      .locator('details.reason > summary')
      .evaluateAll(summaries =>
        summaries.map(one => [one.querySelector('code')?.textContent, Number(one.querySelector('b')?.textContent)]),
      )) as [string, number][],
  )
  expect(reasons).toEqual(
    new Map([...Map.groupBy(all, row => row.reason_code!)].map(([reason, rows]) => [reason, sum(rows, 'rejected')])),
  )
})

test('the live tail shows what is accepted, and what is rejected with its reason', async () => {
  const { page } = stage
  await goTo(stage, 'rejected')
  const live = page.getByRole('region', { name: 'Live tail' })
  await live.locator('.live-dot.on').waitFor()
  await send([
    view('probe', 1),
    { event_type: 'page_viewed', app: 'probe', anonymous_id: 'visitor-1', sdk: 'probe-sdk' },
  ])
  const entries = live.getByRole('listitem').filter({ hasText: 'probe-sdk' })
  await expect.poll(() => entries.count()).toBe(2)
  expect(await entries.filter({ hasText: 'accepted' }).count()).toBe(1)
  expect(await entries.filter({ hasText: 'rejected' }).innerText()).toMatch(/page_url/)
})

test('the Live sheet has what just happened, without being asked again', { timeout: 120_000 }, async () => {
  const { page } = stage
  await goTo(stage, 'live?app=hello')
  await send([view('hello', 1), view('hello', 1), view('hello', 2)])
  await expect.poll(() => readKpi(page, 'Events'), { timeout: 80_000 }).toBe(3)
  await expect.poll(() => readKpi(page, 'Active visitors')).toBe(2)
  const pages = await readRows(page, 'Pages')
  expect(numberOf(pages.get('/hello')?.at(-1))).toBe(3)
})

test('above it stands what arrives, counted within seconds; filtered by app, with bots where they are wanted', {
  timeout: 120_000,
}, async () => {
  const { page } = stage
  await goTo(stage, 'live?app=glance')
  const now = page.getByRole('region', { name: 'Right now' })
  await now.getByText('Nothing of this app arrived').waitFor()
  const click = { ...view('glance', 1), event_type: 'link_clicked', destination_url: 'https://probe.example/' }
  const bot = { user_agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
  await send([view('glance', 1), view('glance', 2), { ...view('glance', 3), ...bot }])
  await send([1, 2].map(() => ({ ...click, event_id: crypto.randomUUID(), short_code: 'spring' })))
  const events = async () => {
    const bars = await now.getByRole('list', { name: 'Events by minute' }).getByRole('listitem').allInnerTexts()
    return bars.reduce((sum, text) => sum + numberOf(/: ([\d,]+)/.exec(text)?.[1]), 0)
  }
  await expect.poll(events, { timeout: 60_000 }).toBe(4)
  expect(await now.getByRole('list', { name: 'Links clicked' }).getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^spring\s+2$/),
  ])
  await now.getByText('Nobody was in the store').waitFor()
  await page.getByRole('button', { name: '+ bots' }).click()
  await expect.poll(events, { timeout: 60_000 }).toBe(5)
})
