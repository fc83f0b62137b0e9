// The door of a viewer that listens to other machines.
import { peerAt } from '@clickstream/collector/client'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Env } from '../sources.ts'
import { admitToken, makeToken } from '../token.ts'

const token = makeToken()

function makeHouse() {
  let now = 0
  const app = new Hono<Env>()
  app.use(admitToken(token, () => now))
  app.all('*', c => c.text('inside'))
  const ask = (path: string, headers: Record<string, string> = {}, address = '192.0.2.1', method = 'GET') =>
    app.request(path, { headers, method }, { peer: peerAt(address) })
  return { ask, pass: (ms: number) => (now += ms) }
}

/** The cookie that an answer sets. */
function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')!.split(';', 1)[0]!
}

test('tokens are long, and no two are the same', () => {
  expect(token).toMatch(/^[\w-]{32}$/)
  expect(makeToken()).not.toBe(token)
})

describe('without the token', () => {
  test('nobody gets in: not without one, with a part of it, another, or a cookie that is the token', async () => {
    const { ask } = makeHouse()
    for (const given of ['', token.slice(1), `${token}x`, makeToken()]) {
      expect((await ask(`/?token=${given}`)).status, given).toBe(401)
    }
    expect((await ask('/')).status).toBe(401)
    expect((await ask('/', { cookie: `clickstream_viewer=${token}` })).status).toBe(401)
    expect((await ask('/', { authorization: 'Bearer x' })).status).toBe(401)
    expect((await ask('/api/sql', {}, '127.0.0.1', 'POST')).status).toBe(401)
  })

  test('a program is told in JSON, a person in words, and neither sees anything of what was sent', async () => {
    const { ask } = makeHouse()
    expect(await (await ask('/api/version')).json()).toMatchObject({ error: expect.stringMatching(/^token: expected/) })
    const page = await ask('/links?country=<script>alert(1)</script>&token=<b>')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    const text = await page.text()
    expect(text).toMatch(/token=…/)
    expect(text).not.toMatch(/script|<b>/)
  })
})

describe('with it', () => {
  test('the address becomes a cookie that scripts and other sites cannot use, and keeps the rest', async () => {
    const { ask } = makeHouse()
    const answer = await ask(`/links?country=IN&token=${token}&country=US`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/links?country=IN&country=US')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(answer.headers.get('set-cookie')).not.toContain(token)
    const inside = await ask('/links', { cookie: cookieOf(answer) })
    expect(await inside.text()).toBe('inside')
  })

  test('never leads to another machine', async () => {
    const { ask } = makeHouse()
    expect((await ask(`//evil.example/?token=${token}`)).headers.get('location')).toBe('/evil.example/')
  })

  test('a program may send it as Bearer', async () => {
    const { ask } = makeHouse()
    expect((await ask('/api/version', { authorization: `Bearer ${token}` })).status).toBe(200)
  })

  test('a cookie is of this process alone', async () => {
    const cookie = cookieOf(await makeHouse().ask(`/?token=${token}`))
    expect((await makeHouse().ask('/', { cookie })).status).toBe(401)
  })
})

test('who is wrong ten times waits a minute, also with the right one; others and those inside do not', async () => {
  const { ask, pass } = makeHouse()
  const cookie = cookieOf(await ask(`/?token=${token}`))
  for (let i = 0; i < 10; i++) expect((await ask('/?token=wrong')).status).toBe(401)
  const refused = await ask(`/?token=${token}`)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect((await ask('/', { authorization: `Bearer ${token}` })).status).toBe(429)
  expect((await ask('/', { cookie })).status).toBe(200)
  expect((await ask(`/?token=${token}`, {}, '192.0.2.2')).status).toBe(303)
  pass(60_001)
  expect((await ask(`/?token=${token}`)).status).toBe(303)
})

test('who has many addresses of IPv6 has no more tries', async () => {
  const { ask } = makeHouse()
  for (let i = 0; i < 10; i++) expect((await ask('/?token=wrong', {}, `2001:db8:0:7::${i}`)).status).toBe(401)
  expect((await ask(`/?token=${token}`, {}, '2001:db8::7:1:2:3:4')).status).toBe(429)
  expect((await ask(`/?token=${token}`, {}, '2001:db8:0:7:ffff:ffff:ffff:ffff')).status).toBe(429)
  for (const other of ['2001:db8:0:8::1', '2001:db8::7', '::7', '192.0.2.1']) {
    expect((await ask(`/?token=${token}`, {}, other)).status, other).toBe(303)
  }
})
