// What strangers send is text on every page: nothing of it runs, and nothing of it is drawn.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { parseCsv } from './expected.ts'
import { DAY, openHouse } from './house.ts'
import { chooseIn, goTo, PAGES, SHEETS } from './sight.ts'
import { setStage } from './stage.ts'

const IMAGE = '<img src=x onerror="window.ran=1;document.title=\'ran\'">'
/** What a spreadsheet would compute. */
const FORMULA = '=HYPERLINK("http://evil.example")'
const SCRIPT = '</script><script>window.ran=1</script>'
const base = (i: number) => ({
  event_id: `hostile-${i}`,
  occurred_at: `${DAY}T12:00:00.000Z`,
  received_at: `${DAY}T12:00:01.000Z`,
  anonymous_id: `hostile-${i % 7}`,
})
// Often enough to stand first wherever there is a ranking.
const many = Array.from({ length: 600 }, (_, i) => [
  {
    ...base(i),
    event_type: 'link_clicked',
    app: 'shortener',
    short_code: IMAGE,
    destination_url: `https://example.com/${SCRIPT}`,
    referrer_url: `https://evil.example/${IMAGE}`,
    utm_campaign: IMAGE,
    language: IMAGE,
    city: IMAGE,
    properties: { title: IMAGE },
  },
  {
    ...base(10_000 + i),
    event_type: 'product_viewed',
    app: 'store',
    product_id: IMAGE,
    product_name: IMAGE,
    category: FORMULA,
    page_url: `https://example.com/${IMAGE}`,
    page_title: IMAGE,
    utm_source: IMAGE,
  },
  {
    ...base(20_000 + i),
    event_type: 'product_searched',
    app: 'store',
    search_query: IMAGE,
    sdk: IMAGE,
    sdk_version: SCRIPT,
  },
  // Breaks the contract, so that the text is kept in rejected.
  { ...base(30_000 + i), event_type: IMAGE, app: 'store', sdk: IMAGE },
]).flat()

const events = [
  ...many,
  {
    ...base(1),
    event_id: 'made',
    event_type: 'link_created',
    app: 'shortener',
    short_code: IMAGE,
    destination_url: 'javascript:window.ran=1',
    properties: { title: IMAGE },
  },
]
const stage = setStage(() => openHouse(events))

test.each([...SHEETS, ...PAGES])('%s shows it as text', async sheet => {
  const { page } = stage
  await goTo(stage, `${sheet}?from=${DAY}&to=${DAY}&app=*`)
  // The pointer wakes the tooltips.
  for (const chart of await page.locator('.chart-host').all()) await chart.hover({ force: true })
  expect(await findBreach(page)).toEqual({ ran: 0, images: 0, links: 0 })
  expect(await page.title()).not.toBe('ran')
  if (['links', 'store'].includes(sheet)) expect(await page.content()).toContain('&lt;img src=x')
})

test('the link that would run leads nowhere', async () => {
  const { page } = stage
  await goTo(stage, `links/link?from=${DAY}&to=${DAY}&link=${encodeURIComponent(IMAGE)}`)
  expect(await page.content()).toContain('&lt;img src=x')
  expect(await findBreach(page)).toEqual({ ran: 0, images: 0, links: 0 })
})

test('what was rejected is text on its page', async () => {
  const { page } = stage
  await goTo(stage, 'sql')
  await page.locator('.cm-content').fill("select payload from rejected where payload like '%onerror%' limit 1")
  await page.getByRole('button', { name: /^Run/ }).click()
  await page.getByRole('grid').getByText('onerror').first().waitFor()
  expect(await findBreach(page)).toEqual({ ran: 0, images: 0, links: 0 })
})

test('no spreadsheet computes what is in a CSV', async () => {
  const { page } = stage
  await goTo(stage, `store?from=${DAY}&to=${DAY}`)
  const download = page.waitForEvent('download')
  await chooseIn(page, 'Categories', 'Download CSV')
  const cells = parseCsv(await readFile(await (await download).path(), 'utf8')).flat()
  expect(cells).toContain(`'${FORMULA}`)
  expect(cells).not.toContain(FORMULA)
})

/** What must be nowhere: something that ran, a picture or a link that an event has made. */
function findBreach(page: Page) {
  return page.evaluate(() => ({
    ran: (globalThis as { ran?: number }).ran ?? 0,
    images: document.querySelectorAll('img[onerror]').length,
    links: [...document.querySelectorAll('a')].filter(({ protocol }) => protocol === 'javascript:').length,
  }))
}
