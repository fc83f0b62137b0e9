// Whom the viewer answers on this machine, and which requests are its own page's.
import { peerAt } from '@clickstream/collector/client'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { admitHere, refuseForeign } from '../access.ts'
import { explainFailure } from '../failure.ts'
import type { Env } from '../sources.ts'

const app = new Hono<Env>()
app.use(admitHere)
app.use('/api/*', (c, next) => {
  refuseForeign(c)
  return next()
})
app.all('*', c => c.text('inside'))
app.onError((error, c) => c.json(explainFailure(error)!.body, explainFailure(error)!.status))

interface Request {
  readonly path?: string
  readonly method?: string
  readonly address?: string
  readonly headers?: Record<string, string>
}

function ask({ path = '/api/version', method = 'GET', address = '127.0.0.1', headers = {} }: Request) {
  return app.request(path, { method, headers: { host: 'localhost:8081', ...headers } }, { peer: peerAt(address) })
}

describe('admitHere', () => {
  test('lets in this machine, by its own names', async () => {
    for (const host of ['localhost:8081', '127.0.0.1:8081', '[::1]:8081', 'localhost']) {
      expect((await ask({ headers: { host } })).status, host).toBe(200)
    }
    expect((await ask({ address: '::1' })).status).toBe(200)
  })

  test('nobody else: another machine, another name (rebound), a relay', async () => {
    expect((await ask({ address: '192.0.2.1' })).status).toBe(403)
    for (const host of ['evil.example', 'evil.example:8081', 'localhost.evil.example', '127.0.0.1.evil.example', '']) {
      expect((await ask({ headers: { host } })).status, host).toBe(403)
    }
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect((await ask({ headers: { [name]: '127.0.0.1' } })).status, name).toBe(403)
    }
    expect((await app.request('/', { headers: { host: 'localhost' } })).status).toBe(403)
  })
})

describe('refuseForeign', () => {
  const json = { 'content-type': 'application/json' }

  test('takes what the own page sends, programs, and an address that was typed', async () => {
    const own = { ...json, origin: 'http://localhost:8081', 'sec-fetch-site': 'same-origin' }
    expect((await ask({ method: 'POST', headers: own })).status).toBe(200)
    expect((await ask({ method: 'POST', headers: { 'content-type': 'Application/JSON; charset=utf-8' } })).status).toBe(
      200,
    )
    expect((await ask({ headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
  })

  test('refuses what pages elsewhere make the browser send, on another port of this machine, too', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask({ headers: { 'sec-fetch-site': site } })).status, site).toBe(403)
    }
    for (const origin of [
      'https://evil.example',
      'http://localhost:3000',
      'null',
      'http://localhost:8081.evil.example',
    ]) {
      expect((await ask({ method: 'POST', headers: { ...json, origin } })).status, origin).toBe(403)
    }
    expect((await ask({ method: 'POST', headers: { ...json, 'sec-fetch-site': 'none' } })).status).toBe(403)
    expect((await ask({ method: 'DELETE', headers: { ...json, 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  test('refuses what a form could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await ask({ method: 'POST', headers: { 'content-type': type } })).status, type).toBe(415)
    }
    expect((await ask({ method: 'POST' })).status).toBe(415)
  })

  test('reads no endless address', async () => {
    const answer = await ask({ path: `/api/tiles/links/x?country=${'a'.repeat(9000)}` })
    expect(answer.status).toBe(414)
    expect(((await answer.json()) as { error: string }).error.length).toBeLessThan(200)
  })
})
