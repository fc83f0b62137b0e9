// `clickstream dev` as a process: what it takes, how it stops, and who may not run beside it.
import { describe, expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { findRunning } from '../running.ts'
import { readSettings } from '../settings.ts'
import { makeFolder, run, start } from './run.ts'

const page = (i: number, anonymous_id = `v${i % 9}`) => ({
  event_id: `e${i}`,
  event_type: 'page_viewed',
  app: 'demo',
  anonymous_id,
  page_url: 'https://example.com/',
})

const pages = (from: number, to: number, visitor?: string) =>
  Array.from({ length: to - from }, (_, i) => page(from + i, visitor))

async function startDev(data: string, args: string[] = [], env: Record<string, string> = {}) {
  const dev = start(['dev', '--port', '0', '--data', data, ...args], env)
  const [, url] = await dev.said(/Status page +(http:\S+)\//)
  return { dev, url: url! }
}

function post(url: string, events: object[]): Promise<Response> {
  return fetch(`${url}/v1/events`, { method: 'POST', body: JSON.stringify({ events }) })
}

async function count(data: string): Promise<unknown[]> {
  const sql = 'select count(*) as events, count(distinct event_id) as ids from events'
  return [...(await askOnce(readSettings({ data }, {}), sql)).rows[0]!]
}

describe('dev', () => {
  test('brings events to the lake while others ask, and stops on a signal with all of it done', async () => {
    const data = makeFolder()
    const { dev, url } = await startDev(data)
    // One visitor's are in one shard, and so in one batch.
    expect((await post(url, pages(0, 500, 'one'))).status).toBe(200)
    await dev.said(/500 stored/)
    const asked = await run(['sql', 'select count(*) as n from events', '--format', 'csv', '--data', data])
    expect(asked.out).toBe('n\n500\n')
    expect(asked.err).toMatch(/Complete up to/)
    // These are in the stream, and no batch has taken them yet.
    expect((await post(url, [page(500), page(501)])).status).toBe(200)
    dev.kill('SIGTERM')
    expect((await dev.ended).code).toBe(0)
    expect(await count(data)).toEqual([502, 502])
    expect(findRunning(data)).toBeUndefined()
  })

  test('lets a write key send so much and no more, and the pages of so many sites', async () => {
    const env = { WRITE_KEYS: 'demo:k', RATE_LIMIT: '1/100', ALLOWED_ORIGINS: 'https://ours.example' }
    const { url } = await startDev(makeFolder(), [], env)
    const send = (from: number) =>
      fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { 'x-write-key': 'k', origin: 'https://theirs.example' },
        body: JSON.stringify({ events: pages(from, from + 90) }),
      })
    const first = await send(0)
    expect(first.status).toBe(200)
    expect(first.headers.get('access-control-allow-origin')).toBeNull()
    const second = await send(90)
    expect(second.status).toBe(429)
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await run(['dev', '--port', '0', '--data', makeFolder()], { RATE_LIMIT: 'fast' })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/RATE_LIMIT: expected events a second/),
    })
  })

  test('killed the hard way, it goes on where it was: nothing acked is lost, nothing is there twice', async () => {
    const data = makeFolder()
    const first = await startDev(data)
    const acked: Promise<Response>[] = []
    for (let i = 0; i < 40; i++) acked.push(post(first.url, pages(i * 50, i * 50 + 50)))
    await acked[20]
    first.dev.kill('SIGKILL')
    const answers = await Promise.allSettled(acked)
    const kept = answers.flatMap((answer, i) => (answer.status === 'fulfilled' && answer.value.ok ? [i] : []))
    expect(kept.length).toBeGreaterThan(0)
    const second = await startDev(data)
    // The clients try again what was not acked, and a little more.
    for (let i = 0; i < 40; i++)
      if (!kept.includes(i) || i % 10 === 0) await post(second.url, pages(i * 50, i * 50 + 50))
    second.dev.kill('SIGINT')
    expect((await second.dev.ended).code).toBe(0)
    expect(await count(data)).toEqual([2000, 2000])
  })

  test('runs once on a data folder, and says where', async () => {
    const data = makeFolder()
    const { dev, url } = await startDev(data)
    const second = await run(['dev', '--port', '0', '--data', data])
    expect(second.code).toBe(1)
    expect(second.err).toContain(`the pipeline already runs on ${data}`)
    expect(second.err).toContain(url)
    expect(second.err).toContain('--data')
    expect(findRunning(data)).toMatchObject({ url })
    const doctor = await run(['doctor', '--json', '--data', data])
    expect(doctor.code).toBe(0)
    expect(JSON.parse(doctor.out).findings).toContainEqual(expect.objectContaining({ name: 'pipeline', state: 'good' }))
    dev.kill('SIGKILL')
    await dev.ended
    // The lock went with the process.
    const third = await startDev(data)
    third.dev.kill('SIGTERM')
    expect((await third.dev.ended).code).toBe(0)
  })

  test('says how to choose another port when its port is taken', async () => {
    const { url } = await startDev(makeFolder())
    const { code, err } = await run(['dev', '--port', new URL(url).port, '--data', makeFolder()])
    expect(code).toBe(1)
    expect(err).toMatch(/in use/)
    expect(err).toMatch(/--port/)
  })

  test('with write keys takes events with a key only', async () => {
    const { url } = await startDev(makeFolder(), [], { WRITE_KEYS: 'demo:secret' })
    expect((await post(url, [page(1)])).status).toBe(401)
    const body = JSON.stringify(page(2))
    const headers = { authorization: `Basic ${btoa('secret:')}` }
    expect((await fetch(`${url}/v1/events`, { method: 'POST', body, headers })).status).toBe(200)
  })

  test('logs each batch as a JSON line on stdout when asked to', async () => {
    const { dev, url } = await startDev(makeFolder(), ['--json'])
    await post(url, [page(1)])
    await dev.said(/"rows_out":1/)
    dev.kill('SIGTERM')
    const { out } = await dev.ended
    expect(JSON.parse(out.trim())).toMatchObject({ job: 'transform', rows_in: 1 })
  })
})
