import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeEvent, openCollector } from './collector.ts'

const text = JSON.stringify({ events: [makeEvent(), makeEvent({ page_title: 'Füße' })] })

describe('compressed bodies', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['', gzipSync(text)],
    ['', deflateSync(text)],
    ['identity', gzipSync(text)],
  ])('in %j are read', async (encoding, body) => {
    const { send, stream } = openCollector()
    const headers = encoding === '' ? {} : { 'content-encoding': encoding }
    expect((await send('/v1/events', { body, headers })).body).toEqual({ success: true, accepted: 2, rejected: [] })
    expect(stream.events[1]!.event.page_title).toBe('Füße')
  })

  it('are read as RudderStack sends them: gzip that is said to be a form', async () => {
    const { send, stream } = openCollector()
    const body = gzipSync(JSON.stringify({ batch: [{ type: 'track', event: 'X', userId: 'u', messageId: 'm' }] }))
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('store:')}` }
    expect((await send('/v1/batch', { body, headers })).status).toBe(200)
    expect(stream.events[0]).toMatchObject({ app: 'store', event: { event_id: 'm' } })
  })

  it('are refused when they are cut, broken or in an encoding of another kind', async () => {
    const { send, stream } = openCollector()
    const refused = async (body: Uint8Array, encoding: string) =>
      (await send('/v1/events', { body, headers: { 'content-encoding': encoding } })).status
    expect(await refused(gzipSync(text).subarray(0, 40), 'gzip')).toBe(400)
    expect(await refused(Buffer.from(text), 'gzip')).toBe(400)
    expect(await refused(Buffer.from(text), 'br')).toBe(400)
    expect(await refused(Buffer.from(text), 'deflate')).toBe(400)
    expect(await refused(gzipSync(gzipSync(text)), 'gzip, gzip')).toBe(415)
    for (const encoding of ['zstd', '__proto__', 'toString']) expect(await refused(gzipSync(text), encoding)).toBe(415)
    expect(await refused(gzipSync(gzipSync(text)), 'gzip')).toBe(400)
    expect(stream.events).toEqual([])
  })

  it('are inflated up to 5 MiB and no further', async () => {
    const { send } = openCollector()
    const padded = (size: number) =>
      Buffer.concat([Buffer.from(text), Buffer.alloc(size - Buffer.byteLength(text), ' ')])
    for (const compress of [gzipSync, deflateSync, deflateRawSync, brotliCompressSync]) {
      const encoding = compress === gzipSync ? 'gzip' : compress === brotliCompressSync ? 'br' : 'deflate'
      const headers = { 'content-encoding': encoding }
      const status = async (size: number) =>
        (await send('/v1/events', { body: compress(padded(size)), headers })).status
      expect([await status(5 * 1024 * 1024), await status(5 * 1024 * 1024 + 1)], encoding).toEqual([200, 413])
    }
  })
})

// A process of its own, as the most memory a process ever had is all that can be asked of it afterwards.
const bomb = (encoding: string) => `
  import { gzipSync } from 'node:zlib'
  import { ByteBudget, ByteLoan } from './budget.ts'
  import { inflateBody } from './inflate.ts'
  const block = Buffer.alloc(1024 * 1024)
  // 100 MB as a hundred members, so that making it takes less memory than inflating it would.
  const bytes = '${encoding}' === 'gzip'
    ? Buffer.concat(Array.from({ length: 100 }, () => gzipSync(block)))
    : Buffer.from(process.argv[1], 'base64')
  const loan = new ByteLoan(new ByteBudget(64 * 1024 * 1024))
  const before = process.resourceUsage().maxRSS
  let status
  for (let i = 0; i < 20; i++) {
    try { inflateBody(bytes, '${encoding}', loan) } catch (error) { status = error.status }
  }
  console.log(JSON.stringify({ status, grown: process.resourceUsage().maxRSS - before, sent: bytes.length }))
`

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }

describe('a bomb of 100 MB', () => {
  it.each(['gzip', 'br'])('in %s costs no more than the bound', encoding => {
    const body = encoding === 'br' ? brotliCompressSync(Buffer.alloc(100_000_000), quick).toString('base64') : ''
    const cwd = join(import.meta.dirname, '..')
    const args = ['--input-type=module-typescript', '-e', bomb(encoding), body]
    const { status, grown, sent } = JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }))
    expect(status).toBe(413)
    expect(sent).toBeLessThan(200_000)
    // kB. Brotli's window is 16 MB, and the collector of garbage takes its time; inflating it once whole takes 200 MB.
    expect(grown).toBeLessThan(80_000)
  })

  it('is refused over HTTP, and the collector goes on', async () => {
    const { send, stream } = openCollector()
    const body = gzipSync(Buffer.alloc(100_000_000))
    for (const headers of [{ 'content-encoding': 'gzip' }, {}] as Record<string, string>[]) {
      const answer = await send('/v1/events', { body, headers })
      expect([answer.status, answer.body.error]).toEqual([413, expect.stringMatching(/5242880 bytes.*gzip/)])
    }
    expect((await send('/v1/events', { body: makeEvent() })).status).toBe(200)
    expect(stream.records).toHaveLength(1)
  })
})
