// Each sheet shows the recorded day's numbers, as they were counted without any SQL.
import { beforeEach, describe, expect, test } from 'vitest'
import { expectedOf, sum } from './expected.ts'
import { DAY } from './house.ts'
import { goTo, numberOf, PAGES, readKpi, readRows, readTable, SHEETS, tile } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const period = `from=${DAY}&to=${DAY}`
const shortener = (query: string) => expectedOf('shortener-day', query)
const store = (query: string) => expectedOf('store-day', query)
const kpi = (title: string) => readKpi(stage.page, title)

test.each(SHEETS)('%s draws everything it has, and the browser has nothing to complain of', async sheet => {
  await goTo(stage, sheet === 'live' ? sheet : `${sheet}?${period}`)
  expect(await stage.page.locator('.tile').count()).toBeGreaterThan(5)
  expect(await stage.page.locator('[role=alert]').allInnerTexts()).toEqual([])
})

test.each(PAGES)('%s opens, and the browser has nothing to complain of', async page => {
  await goTo(stage, page)
  expect(await stage.page.locator('[role=alert]').allInnerTexts()).toEqual([])
})

describe('Links', () => {
  beforeEach(() => goTo(stage, `links?${period}`))

  test('total clicks, and the first by referrer and place', async () => {
    expect(await kpi('Total clicks')).toBe(sum(shortener('clicks_over_time'), 'clicks'))
    expect(await tile(stage.page, 'Top referrer').innerText()).toContain(
      shortener('click_referrers').find(row => !row.referrer_host!.startsWith('('))!.referrer_host,
    )
    expect(await tile(stage.page, 'Top location').innerText()).toContain(shortener('click_countries')[0]!.clicks)
  })

  test('clicks over time, of one day by its hours', async () => {
    const [, ...hours] = await readTable(stage.page, 'Clicks over time')
    expect(hours.map(row => [row[0], numberOf(row.at(-1))])).toEqual(
      shortener('clicks_over_time').map(({ hour, clicks }) => [hour!.slice(0, 16), Number(clicks)]),
    )
  })

  test('devices', async () => {
    const devices = Map.groupBy(shortener('click_devices'), row => row.device_type!)
    const rows = await readRows(stage.page, 'Devices')
    expect(rows.size).toBe(devices.size)
    for (const [device, all] of devices) expect(numberOf(rows.get(device)?.at(-1)), device).toBe(sum(all, 'clicks'))
  })

  test('links, each with its clicks', async () => {
    const rows = await readTable(stage.page, 'All links')
    for (const { short_code, clicks } of shortener('top_links').slice(0, 10)) {
      const row = rows.find(cells => cells[0] === short_code)
      expect(numberOf(row?.at(-1)), short_code).toBe(Number(clicks))
    }
  })
})

describe('Store', () => {
  beforeEach(() => goTo(stage, `store?${period}`))

  test('revenue and orders', async () => {
    const days = store('revenue_by_day')
    const usd = days.find(({ currency }) => currency === 'USD')!
    expect(await kpi('Revenue')).toBeCloseTo(Number(usd.revenue), 1)
    expect(await kpi('Average order')).toBeCloseTo(Number(usd.average_order), 1)
    expect(await kpi('Orders')).toBe(sum(days, 'orders'))
  })

  test('the way from a visit to an order', async () => {
    const rows = await readTable(stage.page, 'From visit to order')
    expect(rows.slice(1).map(row => numberOf(row.at(-1)))).toEqual(
      store('store_funnel').map(row => Number(row.visitors)),
    )
  })

  test('products and searches', async () => {
    const products = await readRows(stage.page, 'Top products')
    for (const { product_name, viewed, added } of store('top_products').slice(0, 8)) {
      expect(products.get(product_name!)?.slice(1, 3).map(numberOf), product_name).toEqual([
        Number(viewed),
        Number(added),
      ])
    }
    const searches = await readRows(stage.page, 'Searches')
    for (const { term, searches: times } of store('search_terms').slice(0, 5)) {
      expect(numberOf(searches.get(term!)?.[0]), term).toBe(Number(times))
    }
  })
})

test("A link's own sheet", async () => {
  const [first] = shortener('top_links')
  await goTo(stage, `links/link?${period}&link=${first!.short_code}`)
  expect(await kpi('Clicks')).toBe(Number(first!.clicks))
  expect(await kpi('Visitors')).toBe(Number(first!.visitors))
  const hours = await readTable(stage.page, 'Clicks by hour')
  const clicks = hours.slice(1).map(row => numberOf(row.at(-1)))
  expect(clicks.reduce((total, each) => total + each, 0)).toBe(Number(first!.clicks))
})

test('Audience: visits of the store, and of both apps', async () => {
  await goTo(stage, `audience?${period}`)
  const [{ sessions, visitors, pages_per_session } = {}] = store('sessions_by_day')
  expect(await kpi('Visits')).toBe(Number(sessions))
  expect(await kpi('Visitors')).toBe(Number(visitors))
  expect(await kpi('Pages a visit')).toBeCloseTo(Number(pages_per_session), 1)
  const days = [...shortener('new_and_returning'), ...store('new_and_returning')].filter(row => row.app === 'store')
  const [, ...rows] = await readTable(stage.page, 'New and returning')
  expect(rows.map(row => row.slice(1).map(numberOf))).toEqual(
    days.map(row => [Number(row.new_visitors), Number(row.returning_visitors)]),
  )
  await goTo(stage, `audience?${period}&app=*`)
  expect(await kpi('Visits')).toBe(sum([...shortener('sessions_by_day'), ...store('sessions_by_day')], 'sessions'))
})

test('Acquisition: visits of the store by channel, campaigns, attribution', async () => {
  await goTo(stage, `acquisition?${period}`)
  expect(await kpi('Visits')).toBe(sum(store('sessions_by_day'), 'sessions'))
  const channels = await readRows(stage.page, 'What channels are worth')
  const [, ...campaigns] = await readTable(stage.page, 'Campaigns')
  const visits = [...channels.values()].map(([count]) => numberOf(count))
  expect(visits.reduce((total, each) => total + each, 0)).toBe(sum(store('sessions_by_day'), 'sessions'))
  for (const { trait, sessions, bounce_rate } of store('bounce_rate')) {
    // Three visits saw no page: bounces are of those that did.
    if (trait === 'internal') continue
    const [count, , bounced] = channels.get(trait!) ?? []
    expect([numberOf(count), numberOf(bounced)], trait).toEqual([Number(sessions), Number(bounce_rate)])
  }
  for (const { utm_campaign, utm_source, visitors, orders } of store('campaigns').slice(0, 5)) {
    const row = campaigns.find(cells => cells[0] === utm_campaign && cells[1] === utm_source)
    expect(row?.slice(3, 5).map(numberOf), utm_campaign).toEqual([Number(visitors), Number(orders)])
  }
  const attributed = await readRows(stage.page, 'Attribution by channel')
  for (const { name, first_orders, last_orders } of store('attribution')) {
    expect(attributed.get(name!)?.slice(0, 2).map(numberOf), name).toEqual([Number(first_orders), Number(last_orders)])
  }
})

test('Pipeline: what came, what was rejected, and why', async () => {
  await goTo(stage, `pipeline?${period}`)
  const rejections = [...shortener('rejected_by_reason'), ...store('rejected_by_reason')]
  expect(await kpi('Rejected')).toBe(sum(rejections, 'rejected'))
  const reasons = await readRows(stage.page, 'Rejected by reason')
  for (const [reason, rows] of Map.groupBy(rejections, row => row.reason_code!)) {
    expect(numberOf(reasons.get(reason)?.at(-1)), reason).toBe(sum(rows, 'rejected'))
  }
})
