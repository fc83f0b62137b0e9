import { type Bindings, createApp } from '@clickstream/collector/app'
import { peerAt } from '@clickstream/collector/client'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { withPages } from '../site.ts'
import type { StatusReader } from '../status.ts'

const status = {
  read: async () => ({ rejected: [{ payload: '<script>alert(1)</script>' }] }),
} as unknown as StatusReader

const viewer = new Hono<{ Bindings: Bindings }>()
viewer.get('/', c => c.text('dashboards'))
viewer.all('/api/version', c => c.json({ data_version: '1' }))
viewer.get('/v1/pixel.gif', c => c.text('never reached'))

function makeSite(env: Record<string, string> = {}) {
  const stream = { put: async () => [], shards: async () => ['s'] }
  return withPages(createApp({ stream, log: () => {} }), status, viewer, readSettings({}, env))
}

function get(path: string, options: { address?: string; headers?: Record<string, string>; site?: Hono<never> } = {}) {
  const headers = { host: 'localhost:8080', ...options.headers }
  const site = (options.site ?? makeSite()) as unknown as ReturnType<typeof makeSite>
  return site.request(path, { headers }, { peer: peerAt(options.address ?? '127.0.0.1') })
}

describe('the status page', () => {
  test('shows itself to this machine, with nothing from elsewhere in it', async () => {
    const page = await get('/status')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    const text = await page.text()
    const links = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link!)
    expect(links).toContain('/')
    for (const link of links) expect((await get(link)).status, link).toBe(200)
    expect(text).not.toMatch(/https?:\/\/|<script>|style="| on\w+="/)
  })

  test('gives its data to nobody else: no other machine, no other name, no relay, no other page', async () => {
    expect((await get('/status.json')).status).toBe(200)
    expect((await get('/status.json', { address: '192.0.2.1' })).status).toBe(404)
    expect((await get('/status.json', { headers: { host: 'evil.example' } })).status).toBe(404)
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect((await get('/status.json', { headers: { [name]: '1' } })).status, name).toBe(404)
    }
    const proxied = makeSite({ TRUSTED_PROXY_HEADER: 'x-client' }) as unknown as Hono<never>
    expect((await get('/status.json', { site: proxied })).status).toBe(404)
    const answer = await get('/status.json', { headers: { origin: 'https://evil.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  test('writes what strangers sent as text only', async () => {
    const script = await (await get('/page/script.js')).text()
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
  })

  test('stands beside the viewer, which is for the same eyes', async () => {
    expect(await (await get('/')).text()).toBe('dashboards')
    expect((await get('/api/version')).status).toBe(200)
    for (const path of ['/', '/api/version']) {
      expect((await get(path, { address: '192.0.2.1' })).status, path).toBe(404)
      expect((await get(path, { headers: { host: 'evil.example' } })).status, path).toBe(404)
      expect((await get(path, { headers: { via: '1.1 proxy' } })).status, path).toBe(404)
      const proxied = makeSite({ TRUSTED_PROXY_HEADER: 'x-client' }) as unknown as Hono<never>
      expect((await get(path, { site: proxied })).status, path).toBe(404)
    }
  })

  test('leaves the collector as it is', async () => {
    expect((await get('/health')).status).toBe(200)
    expect(await (await get('/v1/pixel.gif')).json()).toMatchObject({ success: false })
    expect(await (await get('/nowhere')).json()).toMatchObject({ routes: expect.any(Array) })
    expect((await makeSite().request('/', { method: 'POST' }, { peer: peerAt('127.0.0.1') })).status).toBe(404)
    const site = makeSite()
    const event = { event_type: 'page_viewed', app: 'demo', anonymous_id: 'v', page_url: 'https://example.com/' }
    const request = { method: 'POST', body: JSON.stringify(event), headers: { host: 'localhost' } }
    expect((await site.request('/v1/events', request, { peer: peerAt('127.0.0.1') })).status).toBe(200)
  })
})
