// An answer as Lambda takes it: whole, as text or base64, and no larger than 6 MB.
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { ErrorAnswer } from './wire.ts'

/** Lambda's bound is 6 MiB, with headers and what stands around it; of base64 three quarters are what it says. */
const MOST = 5.8 * 1024 ** 2
const MOST_BINARY = (MOST / 4) * 3
/** Less is not worth compressing. */
const LEAST = 32 * 1024

/** The answer, compressed where that is worth it and `accepted` (Accept-Encoding) says that it may be; 413 where it is too large. */
export async function fitAnswer(answer: Response, accepted: string): Promise<Response> {
  if (answer.body === null || answer.headers.has('content-encoding')) return answer
  const type = answer.headers.get('content-type') ?? ''
  const isText = /^text\/|json|xml|javascript/.test(type)
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  if (!isText || body.length < LEAST || !/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)) {
    const isLarge = isText ? measureText(body) > MOST : body.length > MOST_BINARY
    return isLarge ? refuse(body.length) : rebuild(body, answer, headers)
  }
  const small = await promisify(gzip)(body, { level: constants.Z_BEST_SPEED })
  if (small.length > MOST_BINARY) return refuse(body.length)
  headers.set('content-encoding', 'gzip')
  headers.append('vary', 'Accept-Encoding')
  return rebuild(small, answer, headers)
}

/** Lambda takes a text as JSON: each quote and line end of it is two bytes there. */
function measureText(body: Buffer): number {
  return body.length > MOST ? body.length : Buffer.byteLength(JSON.stringify(body.toString()))
}

function rebuild(body: Buffer, { status }: Response, headers: Headers): Response {
  return new Response(new Uint8Array(body), { status, headers })
}

function refuse(bytes: number): Response {
  const size = `${Math.round(bytes / 1024 ** 2)} MiB`
  return Response.json(
    {
      error: `answer: expected what fits into an answer of Lambda, got ${size}: ask for fewer rows or columns`,
      hint: 'clickstream sql, with the same ENGINE, has no such bound.',
    } satisfies ErrorAnswer,
    { status: 413 },
  )
}
