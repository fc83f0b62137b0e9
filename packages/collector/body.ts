// A request's body, never more of it than the bound.
import type { ByteLoan } from './budget.ts'
import { Refusal } from './refusal.ts'

/** The most bytes of a body, as sent and as inflated. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024

/** Bodies up to this are read in one go; of larger ones every chunk is counted as it comes. */
const SMALL_BODY_BYTES = 256 * 1024

/**
 * The body's bytes as sent.
 * @throws Refusal 413 above the bound (a body that says so in Content-Length is not read at all), 400 when the client hangs
 * up within it, 503 when the loan is not granted.
 */
export async function readBytes(request: Request, loan: ByteLoan): Promise<Uint8Array> {
  const stated = Number(request.headers.get('content-length') ?? Number.NaN)
  if (stated > MAX_BODY_BYTES) throw tooLarge(stated)
  if (!(stated <= SMALL_BODY_BYTES)) return readChunks(request, loan)
  // The HTTP parser hands on no more than Content-Length says.
  const bytes = new Uint8Array(await request.arrayBuffer().catch(hungUp))
  loan.take(bytes.length)
  return bytes
}

async function readChunks(request: Request, loan: ByteLoan): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array(0)
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(hungUp)
      if (done) return Buffer.concat(chunks, size)
      size += value.length
      if (size > MAX_BODY_BYTES) throw tooLarge(`more than ${MAX_BODY_BYTES}`)
      loan.take(value.length)
      chunks.push(value)
    }
  } catch (error) {
    reader.cancel().catch(() => undefined)
    throw error
  }
}

function hungUp(): never {
  throw new Refusal(400, 'body: expected all of it, got a connection closed before its end')
}

export function tooLarge(got: number | string): Refusal {
  return new Refusal(413, `body: expected at most ${MAX_BODY_BYTES} bytes, got ${got}; send fewer events a request`)
}
