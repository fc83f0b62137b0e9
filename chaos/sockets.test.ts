// Malformed HTTP against the real server: spoiled bytes, requests cut off, many in one write. SOCKETS changes how many.
import { connect } from 'node:net'
import { createApp } from '@clickstream/collector/app'
import { serveApp } from '@clickstream/collector/server'
import { SqliteStream } from '@clickstream/stream/sqlite'
import type { Random } from '@clickstream/visitors/random'
import { expect, it } from 'vitest'
import { readCorpus, type Shot } from './corpus.ts'
import { makeFolder } from './folder.ts'
import { drainInto, openLake } from './lake.ts'
import { mutate } from './mutation.ts'
import { drawFor } from './seed.ts'

const SOCKETS = Number(process.env.SOCKETS ?? '6000')
const AT_ONCE = 100
/** A connection that says nothing more must be let go by then, ms: the server's own patience is far shorter here. */
const HUNG = 20_000

it('malformed HTTP: each connection is answered or closed, good requests between are acked and reach the lake', async () => {
  const random = drawFor('sockets')
  const folder = makeFolder()
  const stream = new SqliteStream(`${folder}/stream.sqlite`)
  const log: unknown[] = []
  const app = createApp({ stream, log: entry => log.push(entry) })
  const limits = { headersTimeout: 500, requestTimeout: 1000, connectionsCheckingInterval: 100, keepAliveTimeout: 200 }
  const server = await serveApp(app, { port: 0, limits })
  const corpus = readCorpus()
  const statuses = new Map<string, number>()
  const acked: string[] = []
  let hung = 0

  const strike = async (): Promise<void> => {
    const bytes = spoil(write(mutate(random.pick(corpus), corpus, random), server.port), random)
    const said = await talk(server.port, bytes, random)
    if (said === null) hung++
    else for (const [, status] of said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) count(statuses, status!)
  }
  for (let done = 0; done < SOCKETS; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, strike))
    const event_id = `good-${done}`
    const event = { event_id, app: 'store', event_type: 'cart_viewed', cart_id: 'c', anonymous_id: 'v' }
    const answer = await fetch(`http://127.0.0.1:${server.port}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(event),
    })
    expect(answer.status).toBe(200)
    acked.push(event_id)
  }
  expect(hung).toBe(0)
  expect(log).toEqual([])
  expect([...statuses.keys()].filter(status => status >= '500' && status !== '503')).toEqual([])
  await server.close()

  const lake = openLake(folder)
  await drainInto(lake, stream)
  const found = (await lake.rows('events')).map(row => String(row.event_id))
  expect(acked.filter(id => !found.includes(id))).toEqual([])
  await lake.close()
  await stream.close()
  console.log(
    `sockets: ${SOCKETS} connections, ${[...statuses]
      .sort()
      .map(([status, n]) => `${status}: ${n}`)
      .join(', ')}`,
  )
})

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** A request as its bytes, with whatever Content-Length it claims. */
function write({ method, path, headers, body }: Shot, port: number): Buffer {
  const all = {
    host: `127.0.0.1:${port}`,
    ...(body === undefined ? {} : { 'content-length': body.length }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)])
}

const insertions = [
  '\r\n',
  '\n',
  '\0',
  ' ',
  ':',
  '\r\nTransfer-Encoding: chunked\r\n',
  '\r\nContent-Length: 5\r\n',
  'ffffffffffffffff\r\n',
  '\r\n0\r\n\r\n',
  'HTTP/9.9',
  '\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n',
  '\r\nExpect: 100-continue\r\n',
  `\r\nX: ${'x'.repeat(20_000)}\r\n`,
  '\xff\xfe',
  '\x16\x03\x01\x02\x00',
].map(text => Buffer.from(text, 'latin1'))

/** The bytes spoiled where HTTP is, near their beginning. */
function spoil(bytes: Buffer, random: Random): Buffer {
  const at = random.below(Math.min(bytes.length, 300))
  const ways = [
    () => bytes,
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), random.pick(insertions), bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(20))]),
    () => Buffer.concat([bytes, bytes, bytes]),
    () => Buffer.from(Array.from({ length: 1 + random.below(500) }, () => random.below(256))),
  ]
  return random.pick(ways)()
}

/** Sends the bytes, in one or two writes, perhaps hanging up half-way; what came back, null when nothing ended it. */
async function talk(port: number, bytes: Buffer, random: Random): Promise<string | null> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.setEncoding('latin1').on('data', text => {
    said += text
  })
  socket.on('error', () => {})
  const closed = new Promise<string>(resolve => socket.on('close', () => resolve(said)))
  const middle = random.chance(0.3) ? random.below(bytes.length + 1) : bytes.length
  socket.write(bytes.subarray(0, middle))
  if (random.chance(0.1)) socket.destroy()
  else if (random.chance(0.5)) socket.end(bytes.subarray(middle))
  // … or says no more and waits.
  else socket.write(bytes.subarray(middle))
  const late = new Promise<null>(resolve => setTimeout(resolve, HUNG, null).unref())
  const outcome = await Promise.race([closed, late])
  socket.destroy()
  return outcome
}
