// npm run screenshots [-- FOLDER]: every sheet and page over a month that is made up, on a desk and on a phone, light and
// dark, into FOLDER (screenshots/); before them the two pictures of the README.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { type House, openMonth } from './house.ts'
import { shrink } from './palette.ts'
import { goTo, PAGES, SHEETS } from './sight.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const EVENTS = 60_000
/** The second half of the month, so that there is one before to compare with. */
const PERIOD = 'from=2026-01-16&to=2026-01-30'
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
const SCHEMES = ['light', 'dark'] as const
/** What stands in the README: the top of a sheet. */
const README = { sheets: ['links', 'store'], window: { width: 1440, height: 1000 } }
/** A question that shows what the SQL page does. */
const QUESTION = 'query=top_links&from=2026-01-16&to=2026-01-30'

const folder = process.argv[2] ?? join(root, 'screenshots')
await mkdir(folder, { recursive: true })
const browser = await launchChromium()
const house = await openMonth(EVENTS)
try {
  for (const view of README.sheets) {
    const picture = await take(browser, house, { view, window: README.window, scheme: 'light', isWhole: false })
    const file = join(root, 'docs', `${view}.png`)
    await writeFile(file, await shrink(browser, picture))
    console.log(file)
  }
  for (const view of [...SHEETS, ...PAGES]) {
    for (const window of WINDOWS) {
      for (const scheme of SCHEMES) {
        const file = join(folder, `${view.replace('/', '-')}-${window.width}-${scheme}.png`)
        await writeFile(file, await take(browser, house, { view, window, scheme, isWhole: true }))
        console.log(file)
      }
    }
  }
} finally {
  await browser.close()
  await house.stop()
}

interface Shot {
  readonly view: string
  readonly window: { readonly width: number; readonly height: number }
  readonly scheme: (typeof SCHEMES)[number]
  /** The whole page, and not the window alone. */
  readonly isWhole: boolean
}

async function take(browser: Browser, { url }: House, { view, window, scheme, isWhole }: Shot): Promise<Buffer> {
  // Drawings that do not move are there at once.
  const context = await browser.newContext({ viewport: window, colorScheme: scheme, reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await goTo({ page, url }, addressOf(view))
    if (view === 'sql') {
      await page.getByRole('button', { name: /^Run/ }).click()
      await page.getByRole('grid').waitFor()
    }
    // A moment for what is drawn once it has its size.
    await page.waitForTimeout(400)
    return await page.screenshot({ fullPage: isWhole })
  } finally {
    await context.close()
  }
}

function addressOf(view: string): string {
  if (view === 'sql') return `sql?${QUESTION}`
  return view === 'live' ? view : `${view}?${PERIOD}&days=90`
}
