// Dark and light, on a desk and on a phone, for eyes, keyboards and screen readers.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DAY } from './house.ts'
import { goTo, PAGES, SHEETS, settle } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const sheets = [...SHEETS, ...PAGES]
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function open(sheet: string): Promise<Page> {
  await goTo(stage, sheet === 'live' || sheet === 'sql' ? sheet : `${sheet}?from=${DAY}&to=${DAY}`)
  return stage.page
}

/** Findings of axe that are serious or worse, with where they are. */
async function findFaults(page: Page): Promise<string[]> {
  // The page forbids scripts that are not its own; the debugger's own are none of the page's.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
      )
  })
}

describe.each(['light', 'dark'] as const)('%s', colorScheme => {
  test.each(sheets)('%s has no serious fault for who cannot see it well', async sheet => {
    await stage.page.emulateMedia({ colorScheme })
    expect(await findFaults(await open(sheet))).toEqual([])
  })
})

test('dark is dark, as the system has it or as it is chosen', async () => {
  const { page } = stage
  await page.emulateMedia({ colorScheme: 'dark' })
  await open('links')
  expect(Math.max(...(await readColor(page, 'background-color')))).toBeLessThan(60)
  expect(Math.min(...(await readColor(page, 'color')))).toBeGreaterThan(180)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Light', exact: true }).click()
  expect(Math.min(...(await readColor(page, 'background-color')))).toBeGreaterThan(200)
  await page.reload()
  await settle(page)
  expect(Math.min(...(await readColor(page, 'background-color')))).toBeGreaterThan(200)
})

/** Red, green and blue, 0 to 255. */
function readColor(page: Page, property: string): Promise<number[]> {
  return page.evaluate(name => {
    const color = getComputedStyle(document.body).getPropertyValue(name)
    return color.match(/\d+/g)!.slice(0, 3).map(Number)
  }, property)
}

test.each(sheets)('%s fits a phone, without scrolling sideways', async sheet => {
  const { page } = stage
  await page.setViewportSize({ width: 390, height: 844 })
  await open(sheet)
  const [width, visible] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width).toBeLessThanOrEqual(visible!)
})

test('the keyboard reaches a tile, opens its menu and its receipt, and leaves them', async () => {
  const page = await open('links')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  for (let i = 0; i < 30 && !(await focused(page)).startsWith('Total clicks'); i++) await page.keyboard.press('Tab')
  expect(await focused(page)).toMatch(/^Total clicks/)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Receipt and SQL' }).waitFor()
  await expect.poll(() => focused(page)).toBe('Receipt and SQL')
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe('View as table')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const receipt = page.getByRole('dialog', { name: /Receipt/ })
  expect(await receipt.innerText()).toMatch(/Complete up to.*Rows.*Cost on Athena.*select/is)
  await page.keyboard.press('Escape')
  await receipt.waitFor({ state: 'detached' })
})

test('keys choose the period and compare; ? tells them', async () => {
  const page = await open('links')
  await page.keyboard.press('[')
  await page.waitForURL(/from=2026-01-14/)
  await page.keyboard.press(']')
  await page.waitForURL(/from=2026-01-15/)
  await page.keyboard.press('c')
  await page.waitForURL(/compare=1/)
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog', { name: 'Keyboard' }).innerText()).toContain('Period before')
})

test('a row of a table is a step of the keyboard', async () => {
  const page = await open('links')
  await page.getByRole('article', { name: 'All links' }).locator('tbody tr').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/links\/link\?.*link=/)
  await settle(page)
})

test('on paper there are no controls, and a dark page is light', async () => {
  const { page } = stage
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', getComputedStyle(document.body).color)
  })
  await page.emulateMedia({ colorScheme: 'dark' })
  await open('links')
  await page.getByRole('button', { name: 'Print' }).click()
  await page.locator('html[data-printed]').waitFor({ state: 'attached' })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await settle(page)
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: /^Country/ }).isVisible()).toBe(false)
  expect(await page.getByRole('heading', { name: 'Total clicks' }).isVisible()).toBe(true)
  expect(Math.max(...(await readColor(page, 'color')))).toBeLessThan(100)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})

/** The name, or the text, of what has the keyboard. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.trim() ?? '')
}
