// The SQL page: questions of one's own and saved ones, what is wrong with them, and what was asked before.
import type { Locator, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { expectedOf, sum } from './expected.ts'
import { DAY } from './house.ts'
import { goTo, numberOf } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage()

beforeEach(() => goTo(stage, 'sql'))

async function write(page: Page, sql: string): Promise<void> {
  const editor = page.locator('.cm-content')
  await editor.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  if (sql !== '') await editor.fill(sql)
}

const run = (page: Page) => page.getByRole('button', { name: /^Run/ }).click()

/** The answer's rows that are in sight, as text. */
async function readGrid(page: Page): Promise<string[][]> {
  const rows: Locator = page.getByRole('grid', { name: 'Answer' }).getByRole('row')
  await rows.nth(1).waitFor()
  return rows.evaluateAll(all =>
    all
      .slice(1)
      .map(row => [...row.querySelectorAll('[role=gridcell], td')].map(cell => (cell.textContent ?? '').trim())),
  )
}

test('a question of one’s own, by the keyboard', async () => {
  const { page } = stage
  await write(page, "select count(*) as clicks from events where event_type = 'link_clicked' and traffic = 'human'")
  await page.keyboard.press('Control+Enter')
  const [[clicks] = []] = await readGrid(page)
  expect(numberOf(clicks)).toBe(sum(expectedOf('shortener-day', 'clicks_over_time'), 'clicks'))
})

test('a saved question with its parameters', async () => {
  const { page } = stage
  await page.getByRole('button', { name: /^Top links/ }).click()
  await page.getByLabel(/^from/).fill(DAY)
  await page.getByLabel(/^to/).fill(DAY)
  await page.getByLabel(/^limit/).fill('3')
  await run(page)
  const rows = await readGrid(page)
  expect(rows.map(([code, , clicks]) => [code, numberOf(clicks)])).toEqual(
    expectedOf('shortener-day', 'top_links')
      .slice(0, 3)
      .map(row => [row.short_code, Number(row.clicks)]),
  )
  // The address says all of it.
  await page.reload()
  expect(await page.getByLabel(/^from/).inputValue()).toBe(DAY)
})

test('a value at fault is said at its field', async () => {
  const { page } = stage
  await page.getByRole('button', { name: /^Top links/ }).click()
  await page.getByLabel(/^limit/).fill('many')
  await run(page)
  expect(await page.getByRole('alert').innerText()).toMatch(/limit: expected/)
  expect(await page.getByLabel(/^limit/).getAttribute('aria-invalid')).toBe('true')
  expect(stage.troubles.splice(0)).toHaveLength(1)
})

test('what is wrong with a statement is said, with its line', async () => {
  const { page } = stage
  await write(page, 'select app,\n  nothing_like_it\nfrom events')
  await run(page)
  const fault = page.getByRole('alert')
  expect(await fault.innerText()).toMatch(/line 2.*nothing_like_it/)
  await page.locator('.cm-faultLine').getByText('nothing_like_it').waitFor()
  expect(stage.troubles.splice(0)).toHaveLength(1)
})

test('no file of this machine is read', async () => {
  const { page } = stage
  await write(page, "select * from read_csv('/etc/passwd')")
  await run(page)
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('main').innerText()).not.toContain('root:')
  expect(stage.troubles.splice(0)).toHaveLength(1)
})

test('a question that takes long can be cancelled, and another one asked', async () => {
  const { page } = stage
  await write(page, 'select count(*) from events a, events b, events c where a.event_id < b.event_id || c.event_id')
  await run(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText(/^Cancelled after/).waitFor()
  await write(page, 'select 41 + 1 as answer')
  await run(page)
  expect(await readGrid(page)).toEqual([['42']])
})

test('what was asked is kept, and asked again', async () => {
  const { page } = stage
  await write(page, 'select 7 * 6 as answer')
  await run(page)
  await readGrid(page)
  await page.reload()
  await write(page, '')
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('button', { name: /select 7 \* 6 as answer/ }).click()
  await run(page)
  expect(await readGrid(page)).toEqual([['42']])
})

test('an answer is sorted by a click, drawn, and saved', async () => {
  const { page } = stage
  await write(page, "select device_type, count(*) as clicks from events where event_type = 'link_clicked' group by 1")
  await run(page)
  await readGrid(page)
  const head = page.getByRole('columnheader', { name: /^clicks/ })
  await head.getByRole('button').or(head).first().click()
  const clicks = (await readGrid(page)).map(row => numberOf(row[1]))
  expect(clicks).toEqual(clicks.toSorted((a, b) => b - a))
  await page.getByRole('button', { name: 'Chart', exact: true }).click()
  await page.locator('.sql-drawing canvas').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV', exact: true }).click()
  expect((await download).suggestedFilename()).toBe('answer.csv')
})
