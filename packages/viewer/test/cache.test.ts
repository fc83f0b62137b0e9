import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Cache } from '../cache.ts'

/** Counts how often it is asked, and answers when it is let go. */
function makeMaker(value = 'x') {
  const { promise, resolve } = Promise.withResolvers<void>()
  const made = { times: 0, stopped: false, go: resolve }
  const make = async (signal: AbortSignal) => {
    made.times++
    signal.addEventListener('abort', () => {
      made.stopped = true
    })
    await promise
    signal.throwIfAborted()
    return value
  }
  return { made, make }
}

const now = (value: string) => async () => value

test('an answer is made once and kept', async () => {
  const cache = new Cache<string>(1000, value => value.length)
  expect(await cache.get('a', now('1'))).toEqual({ value: '1', isCached: false })
  expect(await cache.get('a', now('2'))).toEqual({ value: '1', isCached: true })
  expect(await cache.get('b', now('2'))).toEqual({ value: '2', isCached: false })
})

test('what is asked twice at once is made once', async () => {
  const cache = new Cache<string>(1000, value => value.length)
  const { made, make } = makeMaker()
  const both = [cache.get('a', make), cache.get('a', make)]
  made.go()
  expect((await Promise.all(both)).map(({ value }) => value)).toEqual(['x', 'x'])
  expect(made.times).toBe(1)
})

test('it is stopped when the last who waits has gone, and not before', async () => {
  const cache = new Cache<string>(1000, value => value.length)
  const { made, make } = makeMaker()
  const [first, second] = [new AbortController(), new AbortController()]
  const asked = [cache.get('a', make, first.signal), cache.get('a', make, second.signal)]
  first.abort(new Error('gone'))
  await expect(asked[0]).rejects.toThrow('gone')
  expect(made.stopped).toBe(false)
  second.abort(new Error('gone, too'))
  await expect(asked[1]).rejects.toThrow('gone, too')
  expect(made.stopped).toBe(true)
  // Who comes then gets an answer of their own.
  expect((await cache.get('a', now('fresh'))).value).toBe('fresh')
  made.go()
  await sleep(1)
  expect((await cache.get('a', now('none'))).value).toBe('fresh')
})

test('who stays gets the answer although the first has gone', async () => {
  const cache = new Cache<string>(1000, value => value.length)
  const { made, make } = makeMaker()
  const first = new AbortController()
  const asked = [cache.get('a', make, first.signal), cache.get('a', make)]
  first.abort(new Error('gone'))
  await expect(asked[0]).rejects.toThrow('gone')
  made.go()
  expect((await asked[1])!.value).toBe('x')
})

test('a failure is not kept', async () => {
  const cache = new Cache<string>(1000, value => value.length)
  await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect((await cache.get('a', now('1'))).value).toBe('1')
})

test('never more bytes than there is room for: what was not asked for the longest goes, and what is huge is not kept', async () => {
  const cache = new Cache<string>(100, value => value.length)
  for (const key of 'abcd') await cache.get(key, now('x'.repeat(20)))
  expect(cache.bytes).toBe(4 * 22)
  await cache.get('a', now('-'))
  await cache.get('e', now('x'.repeat(20)))
  expect(cache.bytes).toBeLessThanOrEqual(100)
  expect((await cache.get('a', now('-'))).isCached).toBe(true)
  expect((await cache.get('b', now('x'))).isCached).toBe(false)
  expect((await cache.get('f', now('x'.repeat(60)))).value.length).toBe(60)
  expect((await cache.get('f', now('again'))).isCached).toBe(false)
})
