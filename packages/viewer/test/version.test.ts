// The lake's version, as it is and as it changes.
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { expect, test } from 'vitest'
import { readVersion, routeVersion } from '../version.ts'
import { makeSources } from './sources.ts'

const partition = (app: string) => ({
  table: 'events',
  values: { app, received_date: '2026-01-15', received_hour: '07' },
  location: `events/${app}/`,
})

test('what is complete is asked before the version: all of it is in this one', async () => {
  const asked: string[] = []
  const answer = await readVersion({
    completeUpTo: async () => {
      asked.push('complete')
      return 0
    },
    catalog: {
      version: async () => {
        asked.push('version')
        return 7
      },
    } as SqliteCatalog,
  })
  expect(answer).toEqual({ data_version: '7', complete_up_to: '1970-01-01T00:00:00.000Z' })
  expect(asked).toEqual(['complete', 'version'])
})

test('who listens hears the version at once, and again when the lake has grown; the viewer that stops lets them go', async () => {
  const catalog = new SqliteCatalog(':memory:')
  const closing = new AbortController()
  const app = routeVersion(makeSources({ catalog, closing: closing.signal }))
  const answer = await app.request('/version/live')
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const heard: string[] = []
  const listening = (async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      for (const [, text] of chunk.matchAll(/^data: (.*)$/gm)) heard.push(JSON.parse(text!).data_version)
      if (heard.length === 1 && chunk.includes('data:')) await catalog.add([partition('a')])
      if (heard.length === 2) closing.abort()
    }
  })()
  await listening
  expect(heard).toEqual(['0', '1'])
})

test('a lake that cannot be read for a moment ends no listening', async () => {
  const catalog = new SqliteCatalog(':memory:')
  const closing = new AbortController()
  let faults = 1
  const version = () => (faults-- > 0 ? Promise.reject(new Error('throttled')) : catalog.version())
  const failing = Object.assign(Object.create(catalog), { version })
  const app = routeVersion(makeSources({ catalog: failing, closing: closing.signal }))
  const reader = (await app.request('/version/live')).body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^event: version/)
  closing.abort()
  expect((await reader.read()).done).toBe(true)
})

test('a page too many is told so', async () => {
  const closing = new AbortController()
  const app = routeVersion(makeSources({ catalog: new SqliteCatalog(':memory:'), closing: closing.signal }))
  app.onError((error, c) => c.text(error.message, 503))
  const reading = []
  for (let i = 0; i < 100; i++) {
    const answer = await app.request('/version/live')
    expect(answer.status).toBe(200)
    const reader = answer.body!.getReader()
    await reader.read()
    reading.push(reader)
  }
  expect((await app.request('/version/live')).status).toBe(503)
  await reading[0]!.cancel()
  // Its place is free once it has gone.
  await expect.poll(async () => (await app.request('/version/live')).status).toBe(200)
  closing.abort()
})
