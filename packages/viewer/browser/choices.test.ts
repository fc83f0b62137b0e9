// What a person chooses changes what is drawn, stands in the address, and goes with the back button.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { expectedOf, parseCsv, sum } from './expected.ts'
import { DAY } from './house.ts'
import { chooseIn, goTo, numberOf, readKpi, readRows, readTable, settle, tile } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const period = `from=${DAY}&to=${DAY}`
const countries = expectedOf('shortener-day', 'click_countries')
const clicksIn = (country: string) => Number(countries.find(row => row.country === country)!.clicks)

test('a country chosen in the toolbar, then all of them again by the back button', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  const all = await readKpi(page, 'Total clicks')
  await page.getByRole('button', { name: /^Country/ }).click()
  await page.getByRole('checkbox', { name: /^India/ }).click()
  await page.waitForURL(/country=IN/)
  await page.keyboard.press('Escape')
  await settle(page)
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(clicksIn('IN'))
  await page.goBack()
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(all)
})

test('an address that was shared shows the same: two countries', async () => {
  await goTo(stage, `links?${period}&country=US&country=IN`)
  expect(await readKpi(stage.page, 'Total clicks')).toBe(clicksIn('US') + clicksIn('IN'))
})

test('bots are left out until they are asked for', async () => {
  const { page } = stage
  const hours = expectedOf('shortener-day', 'clicks_over_time')
  const everything = hours.reduce((sum, row) => sum + Number(row.clicks) + Number(row.bots) + Number(row.previews), 0)
  await goTo(stage, `links?${period}`)
  await page.getByText('+ bots').click()
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(everything)
})

test('a mark that is clicked filters the others, and can be taken back', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  const all = await readKpi(page, 'Total clicks')
  await tile(page, 'Devices')
    .getByRole('button', { name: /^mobile/ })
    .click()
  await page.getByRole('menuitem', { name: 'Filter the others' }).click()
  await page.waitForURL(/pick=/)
  const mobile = expectedOf('shortener-day', 'click_devices').filter(row => row.device_type === 'mobile')
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(sum(mobile, 'clicks'))
  expect((await readRows(page, 'Devices')).size).toBeGreaterThan(2)
  await page.getByRole('button', { name: /^Remove filter .*mobile/ }).click()
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(all)
})

test('down from days to the hours of one, and back by the crumbs', async () => {
  const { page } = stage
  await goTo(stage, 'links?from=2026-01-14&to=2026-01-16')
  const clicks = async () => {
    await settle(page)
    const [, ...rows] = await readTable(page, 'Clicks over time')
    return rows.map(row => numberOf(row.at(-1)))
  }
  const hours = expectedOf('shortener-day', 'clicks_over_time')
  // Days without a click have no row.
  await expect.poll(clicks).toEqual([sum(hours, 'clicks')])
  await tile(page, 'Clicks over time').locator('.values tbody tr').first().click()
  await page.waitForURL(/drill=/)
  await expect.poll(clicks).toEqual(hours.map(row => Number(row.clicks)))
  const crumbs = page.getByRole('navigation', { name: 'Drill-down of Clicks over time' })
  expect(await crumbs.innerText()).toContain(DAY)
  await crumbs.getByRole('button', { name: 'All' }).click()
  await expect.poll(clicks).toEqual([sum(hours, 'clicks')])
  expect(await crumbs.count()).toBe(0)
})

test('a click in the drawing does the same', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  const bars = tile(page, 'Channels').locator('.chart-host')
  await bars.scrollIntoViewIfNeeded()
  const { width, height } = (await bars.boundingBox())!
  await bars.click({ position: { x: width / 2, y: height / 8 } })
  await page
    .getByRole('menuitem')
    .or(page.getByRole('button', { name: /^Remove filter channel/i }))
    .first()
    .waitFor()
})

test('a link in the table leads to its own sheet, and the back button from it', async () => {
  const { page } = stage
  const [first] = expectedOf('shortener-day', 'top_links')
  await goTo(stage, `links?${period}`)
  await tile(page, 'All links').getByText(first!.short_code!, { exact: true }).click()
  await page.waitForURL(/links\/link\?.*link=/)
  await settle(page)
  expect(await readKpi(page, 'Clicks')).toBe(Number(first!.clicks))
  await page.goBack()
  await tile(page, 'Total clicks').waitFor()
})

test('compared with the days before, of which there is nothing; and the days after, of which there is nothing yet', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  await page.getByRole('button', { name: 'Compare with the period before' }).click()
  await page.waitForURL(/compare=1/)
  await settle(page)
  expect(await tile(page, 'Total clicks').innerText()).toMatch(/from 0/)
  await page.getByRole('button', { name: 'Period after' }).click()
  await page.waitForURL(/from=2026-01-16/)
  await settle(page)
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(0)
  expect(await tile(page, 'Total clicks').innerText()).toMatch(/100%/)
  await page.getByRole('heading', { name: /^Nothing/ }).waitFor()
})

test('days of another zone, chosen in the settings', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await page.waitForURL(/zone=Asia/)
  // There the day is over at 15:00 UTC.
  const hours = expectedOf('shortener-day', 'clicks_over_time').filter(({ hour }) => hour! < `${DAY} 15:00`)
  await expect.poll(() => readKpi(page, 'Total clicks')).toBe(sum(hours, 'clicks'))
})

test('a tile as CSV has the rows that it shows', async () => {
  const { page } = stage
  await goTo(stage, `links?${period}`)
  const download = page.waitForEvent('download')
  await chooseIn(page, 'Channels', 'Download CSV')
  const file = await download
  expect(file.suggestedFilename()).toBe('links-links-channels.csv')
  const rows = parseCsv(await readFile(await file.path(), 'utf8'))
  const [head, ...shown] = await readTable(page, 'Channels')
  expect(rows[0]).toEqual(head)
  expect(rows.slice(1).map(([name, clicks]) => [name, Number(clicks)])).toEqual(
    shown.map(([name, clicks]) => [name, numberOf(clicks)]),
  )
})

test('a tile that fails says so in its own place, and the others stand', async () => {
  const { page } = stage
  await page.route('**/api/tiles/links/**devices**', route =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: '{"error":"devices: expected an answer, got none"}',
    }),
  )
  await goTo(stage, `links?${period}`)
  expect(await tile(page, 'Devices').innerText()).toContain('expected an answer, got none')
  expect(await readKpi(page, 'Total clicks')).toBeGreaterThan(0)
  await page.unroute('**/api/tiles/links/**devices**')
  await tile(page, 'Devices').getByRole('button', { name: /again/i }).click()
  await settle(page)
  expect((await readRows(page, 'Devices')).size).toBeGreaterThan(2)
  expect(stage.troubles.splice(0)).toHaveLength(1)
})
