// A viewer that answers and is gone, as behind a function of Lambda's: nothing is told by itself, so the page asks.
import { expect, test } from 'vitest'
import { DAY } from './house.ts'
import { goTo } from './sight.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** Both are refused as door.ts does; that they were is no trouble. */
async function refuseListeners(): Promise<void> {
  for (const path of ['/api/version/live', '/api/tail']) {
    await stage.page.route(`**${path}`, route => route.fulfill({ status: 404, json: { error: 'live: …' } }))
  }
}

function takeRefusals(): void {
  const others = stage.troubles.filter(trouble => !/^404 .*\/api\/(version\/live|tail)$/.test(trouble))
  expect(stage.troubles.length).toBeGreaterThan(others.length)
  stage.troubles.splice(0, stage.troubles.length, ...others)
}

test('a page that nobody tells of news asks for the version, and is not offline', async () => {
  const { page } = stage
  await refuseListeners()
  const asked = page.waitForResponse(response => response.url().endsWith('/api/version'))
  await goTo(stage, `links?from=${DAY}&to=${DAY}`)
  expect((await asked).status()).toBe(200)
  await page.getByLabel('Refresh: Live').waitFor()
  takeRefusals()
})

test('the tail says that it cannot be watched, and does not go on connecting', async () => {
  const { page } = stage
  await refuseListeners()
  await goTo(stage, 'rejected')
  await page.getByText('What comes in cannot be watched through this viewer').waitFor()
  takeRefusals()
})
