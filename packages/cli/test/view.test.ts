// `clickstream view` as a process: what it serves, to whom, and how it stops.
import { join } from 'node:path'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { describe, expect, test } from 'vitest'
import { fillLake } from './house.ts'
import { makeFolder, root, run, start } from './run.ts'

const names = Object.keys(dashboards)

async function startView(args: string[] = [], env: Record<string, string> = {}) {
  const view = start(['view', '--port', '0', ...args], env)
  const [, url] = await view.said(/Viewer +(http:\S+)\n/)
  return { view, url: new URL(url!) }
}

describe('view', () => {
  test('serves the page of each dashboard, and the lake’s numbers, to this machine; stops on a signal', {
    timeout: 90_000,
  }, async () => {
    const data = makeFolder()
    const { accepted } = await fillLake([join(root, 'fixtures/bad-lines/events.ndjson')], data)
    const { view, url } = await startView(['--data', data])
    expect([url.hostname, url.search]).toEqual(['localhost', ''])
    const [, option] = await view.said(/No pipeline works on it now: npx clickstream dev( --data \S+) runs one/)
    const list = await (await fetch(new URL('/api/dashboards', url))).json()
    expect(list).toMatchObject({
      zone: 'UTC',
      collector: 'http://localhost:8080',
      data: option,
      dashboards: names.map(name => ({ name })),
    })
    for (const path of ['/', '/sql', '/rejected', ...names.map(name => `/${name}`)]) {
      const page = await fetch(new URL(path, url))
      expect([page.status, page.headers.get('content-type')], path).toEqual([200, 'text/html; charset=utf-8'])
      const [, script] = /src="(\/assets\/[^"]+)"/.exec(await page.text()) ?? []
      expect((await fetch(new URL(script!, url))).headers.get('cache-control')).toMatch(/immutable/)
    }
    const sql = 'select count(*) from events'
    const answer = await fetch(new URL('/api/sql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql }),
    })
    const [[stored]] = ((await answer.json()) as { rows: [[number]] }).rows
    expect(stored).toBeGreaterThan(0)
    expect(stored).toBeLessThanOrEqual(accepted)
    // A page that stands open does not keep it from stopping.
    const live = await fetch(new URL('/api/version/live', url))
    const reader = live.body!.getReader()
    await reader.read()
    view.kill('SIGTERM')
    expect((await view.ended).code).toBe(0)
  })

  test('asks everybody for the token where others can reach it', async () => {
    const env = { HOST: '0.0.0.0', VIEW_TOKEN: 'correct horse battery staple' }
    const { url } = await startView(['--data', makeFolder()], env)
    expect(url.searchParams.get('token')).toBe(env.VIEW_TOKEN)
    const here = new URL(`http://127.0.0.1:${url.port}`)
    expect((await fetch(here)).status).toBe(401)
    expect((await fetch(new URL('/api/version', here))).status).toBe(401)
    expect((await fetch(new URL('/?token=wrong', here))).status).toBe(401)
    const entering = await fetch(new URL(`/${url.search}`, here), { redirect: 'manual' })
    expect([entering.status, entering.headers.get('location')]).toEqual([303, '/'])
    const cookie = entering.headers.get('set-cookie')!.split(';', 1)[0]!
    expect((await fetch(new URL('/api/version', here), { headers: { cookie } })).status).toBe(200)
  })

  test('makes a token of its own, another each time', async () => {
    const tokens = []
    for (let i = 0; i < 2; i++) {
      const { url } = await startView(['--host', '0.0.0.0', '--data', makeFolder()])
      tokens.push(url.searchParams.get('token'))
    }
    expect(tokens[0]).toMatch(/^[\w-]{32}$/)
    expect(tokens[1]).not.toBe(tokens[0])
  })

  test('says what is wrong before it listens', async () => {
    const gone = join(makeFolder(), 'gone')
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['--data', gone], {}, /--data: expected a folder/],
      [['--port', '99999'], {}, /--port: expected a port/],
      [[], { VIEW_PORT: 'x' }, /VIEW_PORT: expected a port/],
      [
        ['--host', '0.0.0.0'],
        { VIEW_TOKEN: 'short' },
        /VIEW_TOKEN: expected at least 16 characters, got 5\nLeave it out/,
      ],
    ]
    for (const [args, env, words] of cases) {
      const { code, err } = await run(['view', ...args], env)
      expect([code, err]).toEqual([2, expect.stringMatching(words)])
    }
    const { url } = await startView(['--data', makeFolder()])
    const { code, err } = await run(['view', '--port', url.port, '--data', makeFolder()])
    expect([code, err]).toEqual([1, expect.stringMatching(/in use[\s\S]*--port/)])
  })
})
