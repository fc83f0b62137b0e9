// The collector's app as a Lambda function, behind a function URL that CloudFront alone may ask. Its rate limit is each
// instance's own, against a runaway sender; what all instances together let through is a rule of WAF's.
import { hash, timingSafeEqual } from 'node:crypto'
import { isOnLambda } from '@clickstream/events/emf'
import { DeliveryStream } from '@clickstream/stream/firehose'
import { openStream } from '@clickstream/stream/open'
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda'
import { type Bindings, createApp } from './app.ts'
import { viewerOf } from './client.ts'
import { parseKeys } from './keys.ts'
import { parseRate } from './rate.ts'
import { Tally } from './tally.ts'

export type Door = (event: LambdaFunctionURLEvent) => Promise<LambdaFunctionURLResult>

interface App {
  fetch(request: Request, bindings: Bindings): Response | Promise<Response>
}

/** The header by which CloudFront shows that it is the one that asks. */
const SECRET_HEADER = 'x-origin-secret'
/** The client's address, which the distribution writes over whatever the client says. X-Forwarded-For is the client's word. */
const VIEWER_HEADER = 'x-viewer-address'

/**
 * A door to the app for those who know a secret, for /health too: others could say they are any visitor.
 * @param secrets one, or two while it is being changed
 */
export function createDoor(app: App, secrets: readonly string[], tally: Tally): Door {
  const digests = secrets.map(digestOf)
  const knows = (given: string | undefined) => {
    const digest = digestOf(given ?? '')
    // Every one is looked at, so that the time says nothing.
    return digests.filter(each => timingSafeEqual(each, digest)).length > 0
  }
  return async event => {
    try {
      if (!knows(event.headers[SECRET_HEADER])) {
        tally.add({ refused: 1 })
        return refuse(403, 'request: expected by way of the distribution, not straight from the client')
      }
      const request = readRequest(event)
      if (request === null) {
        tally.add({ refused: 1 })
        return refuse(400, 'request: expected a URL and headers as in RFC 9110, got others')
      }
      return await writeResponse(await app.fetch(request, { peer: viewerOf(event.headers[VIEWER_HEADER]) }))
    } finally {
      tally.settle()
    }
  }
}

/**
 * The door that the environment describes: STREAM, WRITE_KEYS, ORIGIN_SECRET, and REJECTED, ALLOWED_ORIGINS, RATE_LIMIT.
 * @throws Error naming the variable that is missing or wrong: on AWS nobody sends without a key
 */
export async function openDoor(env: NodeJS.ProcessEnv = process.env): Promise<Door> {
  const keys = parseKeys(env.WRITE_KEYS)
  if (keys === null) {
    throw new Error('WRITE_KEYS: expected app:key,…, got none; `npx sst secret set WriteKeys store:<key>` sets them')
  }
  const secrets = listOf(env.ORIGIN_SECRET)
  if (secrets.length === 0) throw new Error('ORIGIN_SECRET: expected what the distribution sends along, got nothing')
  // The default is a file, and what a function writes to its own disk is gone with it.
  if (!env.STREAM) throw new Error('STREAM: expected kinesis:<name>, got nothing')
  const stream = await openStream(env.STREAM)
  const rejected = env.REJECTED ? await DeliveryStream.open(env.REJECTED) : undefined
  const origins = listOf(env.ALLOWED_ORIGINS)
  const tally = new Tally()
  const app = createApp({
    stream,
    rejected,
    keys,
    rate: parseRate(env.RATE_LIMIT),
    origins: origins.length === 0 ? undefined : origins,
    count: tally.add,
  })
  return createDoor(app, secrets, tally)
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap(each => each.trim() || [])
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Null for what cannot be a request. */
function readRequest({
  rawPath,
  rawQueryString,
  headers,
  body,
  isBase64Encoded,
  requestContext,
}: LambdaFunctionURLEvent) {
  const { method } = requestContext.http
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`
  try {
    const request: RequestInit & { headers: Headers } = { method, headers: readHeaders(headers) }
    if (body !== undefined && method !== 'GET' && method !== 'HEAD') {
      const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
      request.body = bytes
      // What came is what there is, whatever the client said.
      request.headers.set('content-length', String(bytes.length))
    }
    return new Request(`https://${requestContext.domainName}${rawPath}${query}`, request)
  } catch {
    return null
  }
}

function readHeaders(given: LambdaFunctionURLEvent['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    // As node:http has them: bytes, one a character.
    if (value !== undefined && !isOwnWord(name, value)) headers.set(name, Buffer.from(value, 'utf8').toString('latin1'))
  }
  return headers
}

/** What CloudFront says it is where the client says nothing: no visitor's browser, and by its name it would be a bot. */
function isOwnWord(name: string, value: string): boolean {
  return name === 'user-agent' && value === 'Amazon CloudFront'
}

async function writeResponse(response: Response): Promise<LambdaFunctionURLResult> {
  const headers = Object.fromEntries(response.headers)
  const isImage = headers['content-type']?.startsWith('image/') ?? false
  const body = Buffer.from(await response.arrayBuffer())
  return {
    statusCode: response.status,
    headers,
    body: body.toString(isImage ? 'base64' : 'utf8'),
    isBase64Encoded: isImage,
  }
}

function refuse(statusCode: number, error: string): LambdaFunctionURLResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ success: false, error }),
    isBase64Encoded: false,
  }
}

// A new instance opens its door, and loads what it needs, while Lambda gives it time of its own; it ends there when it cannot.
let opening = isOnLambda() ? openDoor() : undefined

/** Lambda's entry: the door that the environment describes. */
export const handler: Door = async event => {
  opening ??= openDoor()
  return (await opening)(event)
}
