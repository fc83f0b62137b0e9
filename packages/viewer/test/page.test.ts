// What is served of the built page, and that nothing else of the disk is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { routePage } from '../page.ts'

const above = mkdtempSync(join(tmpdir(), 'clickstream-test-'))
const folder = join(above, 'dist')
mkdirSync(join(folder, 'assets/deep.js'), { recursive: true })
const files = {
  'dist/index.html': '<!doctype html>page',
  'dist/icon.svg': '<svg/>',
  'dist/built.json': '{}',
  'dist/.env.json': 'secret',
  'dist/assets/main-AbC_1-2.js': 'script',
  'dist/assets/main-AbC_1-2.js.br': 'brotli',
  'dist/assets/main-AbC_1-2.js.gz': 'gzip',
  'dist/assets/main.ts': 'secret',
  'secret.js': 'secret',
  'secret.json': 'secret',
}
for (const [name, text] of Object.entries(files)) writeFileSync(join(above, name), text)
afterAll(() => rmSync(above, { recursive: true, force: true }))

const app = routePage(folder, ['links', 'sql'])
const script = '/assets/main-AbC_1-2.js'

describe('the page', () => {
  test('is the same for every view, and asked for anew each time', async () => {
    for (const path of ['/', '/links', '/links/overview?country=IN', '/sql', '/sql?q=x']) {
      const answer = await app.request(path)
      expect(answer.status, path).toBe(200)
      expect(await answer.text()).toBe(files['dist/index.html'])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      const etag = answer.headers.get('etag')!
      expect((await app.request(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    }
    for (const path of ['/none', '/links/a/b', '/index.html', '/assets', '/assets/']) {
      expect((await app.request(path)).status, path).toBe(404)
    }
  })

  test('has assets for good, as small as the browser takes them', async () => {
    const read = async (accepted?: string) => {
      const answer = await app.request(script, {
        headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
      })
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('vary')).toBe('Accept-Encoding')
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      return [await answer.text(), answer.headers.get('content-encoding')]
    }
    expect(await read()).toEqual(['script', null])
    expect(await read('gzip, deflate, br')).toEqual(['brotli', 'br'])
    expect(await read('gzip')).toEqual(['gzip', 'gzip'])
    expect(await read('br;q=0, gzip;q=0.5')).toEqual(['gzip', 'gzip'])
    expect(await read('brr, x-gzip')).toEqual(['script', null])
    expect((await app.request('/icon.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('has nothing from beside it', async () => {
    const ways = [
      '/../secret.js',
      '/..%2fsecret.js',
      '/%2e%2e/secret.js',
      '/assets/../../secret.js',
      '/assets/..%2f..%2fsecret.js',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.js',
      '/assets/..%5c..%5csecret.js',
      '/assets/%252e%252e%252fsecret.js',
      '/assets//etc/passwd',
      '/assets/%00main.js',
      '/assets/main-AbC_1-2.js%00.js',
      '/.env.json',
      '/assets/main.ts',
      '/assets/deep.js',
      `/assets/${'a'.repeat(5000)}.js`,
    ]
    for (const path of ways) {
      const answer = await app.request(path)
      expect(await answer.text(), path).not.toMatch(/secret|root:/)
      expect(answer.status, path).toBe(404)
    }
  })
})
