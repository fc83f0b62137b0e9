// A viewer and a browser for the tests of a file, and a page for each test that nothing goes wrong on.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest'
import { launchChromium } from './chromium.ts'
import type { House } from './house.ts'

export interface Stage {
  /** The viewer's, without a slash at its end. */
  readonly url: string
  readonly page: Page
  /** What went wrong, or beyond the viewer; empty at the end of a test, unless the test takes it out. */
  readonly troubles: string[]
}

/** @param open a viewer of the file's own; without it, the one that all share */
export function setStage(open?: () => Promise<House>): Stage {
  const stage: { -readonly [Key in keyof Stage]?: Stage[Key] } & { troubles: string[] } = { troubles: [] }
  let browser: Browser | undefined
  let house: House | undefined
  beforeAll(async () => {
    browser = await launchChromium()
    house = await open?.()
    stage.url = house?.url ?? inject('url')
  })
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })
  beforeEach(async () => {
    const { troubles, url } = stage
    troubles.length = 0
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', error => troubles.push(error.message))
    page.on('console', message => {
      // Answers that are none are told below, with their address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) troubles.push(message.text())
    })
    page.on('response', response => {
      if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`)
    })
    context.on('request', request => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== url) {
        troubles.push(`asked another place: ${request.url()}`)
      }
    })
    stage.page = page
    return async () => {
      await context.close()
      expect(troubles).toEqual([])
    }
  })
  return stage as Stage
}
