// What a person sees of a sheet: tiles by their titles, numbers as they are written, and how they get about.
import type { Locator, Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** All there is to look at. */
export const SHEETS = ['links', 'links/link', 'store', 'audience', 'acquisition', 'pipeline', 'live'] as const
export const PAGES = ['sql', 'rejected'] as const

/** Goes to a view and waits until every tile is drawn. @param address such as `links?from=2026-01-15` */
export async function goTo({ page, url }: Pick<Stage, 'page' | 'url'>, address: string): Promise<void> {
  await page.goto(`${url}/${address}`)
  await (PAGES.some(name => address.startsWith(name)) ? settlePage(page) : settle(page))
}

/** Until no tile waits for an answer or its drawing any more. */
export async function settle(page: Page): Promise<void> {
  await page.locator('.tile').first().waitFor()
  await page.waitForFunction(() => {
    const tiles = [...document.querySelectorAll('.tile')]
    return tiles.every(tile => tile.getAttribute('aria-busy') === 'false' && !tile.querySelector('.skeleton'))
  })
}

/** The same of a page without tiles. */
async function settlePage(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await page.locator('.cm-editor, .live').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null)
}

export function tile(page: Page, title: string): Locator {
  return page.getByRole('article', { name: title, exact: true })
}

/** A KPI's number. */
export async function readKpi(page: Page, title: string): Promise<number> {
  return numberOf(await tile(page, title).locator('.kpi-number').innerText())
}

/** Takes an entry of a tile's menu. */
export async function chooseIn(page: Page, title: string, entry: string): Promise<void> {
  await tile(page, title)
    .getByRole('button', { name: `What to do with ${title}` })
    .click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** A tile's numbers as the table that stands behind its drawing: the head, then the rows, as written. */
export async function readTable(page: Page, title: string): Promise<string[][]> {
  const values = tile(page, title).locator('.values table')
  if ((await values.count()) === 0) await chooseIn(page, title, 'View as table')
  await values.waitFor()
  return values
    .locator('tr')
    .evaluateAll(rows =>
      rows.map(row => [...row.querySelectorAll('th, td')].map(cell => (cell.textContent ?? '').trim())),
    )
}

/** The rows of `readTable` by their first cell. */
export async function readRows(page: Page, title: string): Promise<Map<string, string[]>> {
  const [, ...rows] = await readTable(page, title)
  return new Map(rows.map(([name = '', ...cells]) => [name, cells]))
}

/** `1,743` → 1743, `36.3%` → 0.363 */
export function numberOf(text: string | undefined): number {
  const number = Number((text ?? '').replace(/[^\d.eE-]/g, '') || Number.NaN)
  return text?.includes('%') ? number / 100 : number
}
