// What the page offers to type works where it is typed.
import { expect, test } from 'vitest'
import { createViewer } from '../app.ts'
import { suggestEvent } from '../page/firstevent.ts'
import { makeSources } from './sources.ts'

const HERE = 'http://localhost:8081'

test('beside a pipeline events go to the page’s own address, else to the collector, which must be started', () => {
  const here = suggestEvent({ collector: null, data: '' }, HERE)
  expect(here.start).toBeNull()
  expect(here.send).toMatch(/^curl http:\/\/localhost:8081\/v1\/events -d '\{"event_type"/)
  const apart = suggestEvent({ collector: 'http://localhost:8080', data: ' --data /tmp/try' }, HERE)
  expect(apart.start).toBe('npx clickstream dev --data /tmp/try')
  expect(apart.send).toMatch(/^curl http:\/\/localhost:8080\/v1\/events -d '/)
})

test('a collector on AWS runs already, and asks for a key', () => {
  const { start, send } = suggestEvent(
    { collector: 'https://d1.cloudfront.net', data: '' },
    'https://d2.cloudfront.net',
  )
  expect(start).toBeNull()
  expect(send).toMatch(/^curl https:\/\/d1\.cloudfront\.net\/v1\/events -H 'Authorization: Bearer WRITE_KEY' -d '/)
  // Another app than the key's would be rejected.
  expect(send).not.toMatch(/"app"/)
})

test('the server says where the collector is, and how commands name the data', async () => {
  const read = async (given: object) =>
    (await createViewer(makeSources(given), (_, next) => next()).request('/api/dashboards')).json()
  const place = { collector: 'http://localhost:8080', data: ' --data /tmp/try' }
  expect(await read({ place })).toMatchObject(place)
  expect(await read({})).toMatchObject({ collector: null, data: '' })
})
