import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { serveApp } from '../server.ts'
import { makeEvent, serveCollector } from './collector.ts'
import { MemoryStream } from './memory.ts'

let collector: Awaited<ReturnType<typeof serveCollector>>
beforeEach(async () => {
  collector = await serveCollector()
})
afterEach(() => collector.close())

const json = JSON.stringify(makeEvent())
const head = (length: number | string, more = '') =>
  `POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n${more}\r\n`

/** Sends text as it is, and gives back all that came until the collector hung up. */
function sendRaw(text: string, then?: (socket: Socket) => void, port = collector.port): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    let got = ''
    socket.on('data', data => (got += data.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(got))
    socket.write(text, () => then?.(socket))
  })
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

/** The collector is as well as before. */
async function expectWell() {
  const answer = await fetch(`${collector.url}/v1/events`, { method: 'POST', body: json })
  expect([answer.status, await answer.json()]).toEqual([200, { success: true, accepted: 1, rejected: [] }])
  expect(collector.log).toEqual([])
}

describe('over a socket', () => {
  it('an event is kept, with the address of the connection', async () => {
    await expectWell()
    expect(collector.stream.events).toMatchObject([{ ip: '127.0.0.1', event: makeEvent() }])
  })

  it.each([
    ['half a head', 'POST /v1/events HTTP/1.1\r\nHost: loc'],
    ['a head and no body', head(500)],
    ['half a body', head(500) + json.slice(0, 20)],
    ['half a large body', head(4_000_000) + json.slice(0, 20)],
    [
      'half a chunk',
      `POST /v1/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n${json.slice(0, 20)}`,
    ],
    ['a whole request', head(json.length) + json],
  ])('%s, and then a hang-up, does no harm', async (name, text) => {
    for (let i = 0; i < 5; i++)
      await sendRaw(text, socket => (i % 2 === 0 ? socket.destroy() : socket.resetAndDestroy()))
    const kept = collector.stream.records.length
    expect(name === 'a whole request' ? kept <= 5 : kept === 0).toBe(true)
    await expectWell()
  })

  it.each([
    ['a Content-Length that is none', head('ten') + json, 400],
    ['a negative Content-Length', head('-1') + json, 400],
    ['two Content-Lengths', head(json.length, `Content-Length: ${json.length + 1}\r\n`) + json, 400],
    ['both a length and chunks', head(json.length, 'Transfer-Encoding: chunked\r\n') + json, 400],
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['no Host', 'POST /v1/events HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}', 400],
    [
      'a Host that is none',
      'POST /v1/events HTTP/1.1\r\nHost: a b/c\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
      400,
    ],
    ['a path that is none', 'GET http://[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
    ['headers of 100 kB', `${head(2, `X-Large: ${'x'.repeat(100_000)}\r\n`)}{}`, 431],
    ['5,000 headers', `${head(2, 'X-Many: x\r\n'.repeat(5000))}{}`, 431],
    ['a body said to be 5 GB', head(5_000_000_000, 'Connection: close\r\n') + json, 413],
  ])('%s is refused', async (_, text, status) => {
    expect(statusOf(await sendRaw(text))).toBe(status)
    expect(collector.stream.records).toEqual([])
    await expectWell()
  })

  it('a body without a stated length is read, and cut off above 5 MiB', async () => {
    const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
    const start =
      'POST /v1/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n'
    const small = await sendRaw(`${start}${chunked(json.slice(0, 30))}${chunked(json.slice(30))}0\r\n\r\n`)
    expect(statusOf(small)).toBe(200)
    const endless = await sendRaw(start + chunked(' '.repeat(64 * 1024)).repeat(100))
    expect(statusOf(endless)).toBe(413)
    await expectWell()
  })

  it('several requests on one connection are answered in order', async () => {
    const last = head(2, 'Connection: close\r\n')
    const answer = await sendRaw(`${head(json.length)}${json}${head(2)}{}${last}[]`)
    expect([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)).toEqual(['200', '400', '400'])
  })

  it('the page may send a beacon: text, with no preflight', async () => {
    const answer = await fetch(`${collector.url}/v1/events`, {
      method: 'POST',
      body: json,
      headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://shop.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(answer.status).toBe(200)
  })
})

describe('a slow client', () => {
  it.each([
    ['its head', 'POST /v1/events HTTP/1.1\r\n'],
    ['its body', head(500) + json.slice(0, 20)],
  ])('that does not get on with %s is cut off', async (_, text) => {
    const limits = { headersTimeout: 100, requestTimeout: 150, connectionsCheckingInterval: 50 }
    const { port, close } = await serveApp(collector.app, { port: 0, limits })
    const answer = await sendRaw(text, undefined, port)
    await close()
    expect(statusOf(answer)).toBe(408)
    expect(collector.stream.records).toEqual([])
  })
})

describe('stopping', () => {
  it('does not wait for connections on which nothing happens', async () => {
    const silent = connect(collector.port, '127.0.0.1')
    await new Promise(resolve => silent.once('connect', resolve))
    const isGone = new Promise(resolve => silent.once('close', resolve))
    await fetch(`${collector.url}/health`)
    await collector.close()
    await isGone
  })

  it('answers what is in hand, and takes nothing more', async () => {
    let keep: () => void = () => undefined
    const isPutting = new Promise<void>(resolve => {
      collector.stream.beforePut = () => {
        resolve()
        return new Promise(kept => (keep = kept))
      }
    })
    const answer = fetch(`${collector.url}/v1/events`, { method: 'POST', body: json })
    await isPutting
    const closed = collector.close()
    await expect(fetch(`${collector.url}/health`)).rejects.toThrow()
    keep()
    expect((await answer).status).toBe(200)
    await closed
    await collector.close()
  })
})

describe('starting', () => {
  const app = createApp({ stream: new MemoryStream() })

  it('on a port that is taken fails, and says what to do', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => squatter.once('listening', resolve))
    const { port } = squatter.address() as { port: number }
    await expect(serveApp(app, { port })).rejects.toThrow(
      `127.0.0.1:${port}: expected a free port, got one in use: choose another`,
    )
    squatter.close()
  })

  it('on an address of another machine fails, and says what to do', async () => {
    await expect(serveApp(app, { port: 0, host: '192.0.2.1' })).rejects.toThrow(/expected an address of this machine/)
  })
})
