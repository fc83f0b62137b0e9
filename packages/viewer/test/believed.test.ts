// How far the lake is complete, asked of AWS.
import { expect, test } from 'vitest'
import { believed } from '../believed.ts'

test('is asked once for all who ask within ten seconds', async () => {
  let now = 0
  let asked = 0
  const read = believed(
    async () => ++asked,
    () => {},
    () => now,
  )
  expect(await Promise.all([read(), read()])).toEqual([1, 1])
  now = 9_999
  expect(await read()).toBe(1)
  now = 10_000
  expect(await read()).toBe(2)
})

test('is not known where it cannot be read, or not in time; the log says why', async () => {
  const logged: string[] = []
  const log = (entry: object) => logged.push(JSON.stringify(entry))
  expect(await believed(() => Promise.reject(new Error('denied')), log)()).toBeNull()
  expect(await believed(() => new Promise(() => {}), log, Date.now, 20)()).toBeNull()
  expect(logged).toEqual([expect.stringMatching(/denied/), expect.stringMatching(/within 0\.02 s, got none/)])
})
