// AWS on a bad day, as one process sees it: answers that are lost after the work was done, errors of the service, pages of
// few items, writers in one another's way; and the process may be killed between any two of its requests.
import { Readable } from 'node:stream'
import { NodeHttpHandler } from '@smithy/node-http-handler'

export type Random = () => number
type Handle = NodeHttpHandler['handle']
type Request = Parameters<Handle>[0]
type Answer = Awaited<ReturnType<Handle>>

export interface Forecast {
  readonly random: Random
  /** How likely a request goes wrong. */
  readonly faults: number
  /** The process is killed at this request; never when left out. */
  readonly dies_at?: number
}

export class Killed extends Error {
  override name = 'Killed'
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Transactions that were made, by token: DynamoDB makes none twice, and moto does not know that. */
const made = new Set<string>()

export class Weather extends NodeHttpHandler {
  readonly #forecast: Forecast
  #asked = 0
  #isDead = false

  constructor(forecast: Forecast) {
    super()
    this.#forecast = forecast
  }

  get isDead(): boolean {
    return this.#isDead
  }

  override async handle(...[request, options]: Parameters<Handle>): Promise<Answer> {
    const { random, faults, dies_at } = this.#forecast
    if (this.#isDead) throw new Killed('before its request')
    const isLast = dies_at !== undefined && ++this.#asked > dies_at
    if (isLast && random() < 0.5) {
      this.#isDead = true
      throw new Killed('before its request')
    }
    const isWrong = random() < faults
    if (isWrong && !isLast && random() < 0.4) return this.#refuse(request)
    const answer = await this.#ask(isWrong ? fewer(request) : request, options)
    if (this.#isDead) throw new Killed('meanwhile')
    if (isLast) this.#isDead = true
    if (isLast) throw new Killed('before the answer')
    if (isWrong && random() < 0.6) throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' })
    return answer
  }

  #refuse(request: Request): Answer {
    const { random } = this.#forecast
    const action = actionOf(request)
    if (action === '') return reply(random() < 0.5 ? 503 : 500, '<Error><Code>SlowDown</Code></Error>')
    if (!action.startsWith('DynamoDB')) return reply(500, '{"__type":"InternalServiceException"}')
    if (!action.endsWith('TransactWriteItems')) {
      return reply(400, '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}')
    }
    const items = (JSON.parse(textOf(request)) as { TransactItems: unknown[] }).TransactItems
    const busy = Math.floor(random() * items.length)
    const CancellationReasons = items.map((_, i) => ({ Code: i === busy ? 'TransactionConflict' : 'None' }))
    const __type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException'
    return reply(400, JSON.stringify({ __type, CancellationReasons, Message: 'Transaction cancelled' }))
  }

  async #ask(request: Request, options: Parameters<Handle>[1]): Promise<Answer> {
    if (!actionOf(request).endsWith('TransactWriteItems')) return super.handle(request, options)
    const { ClientRequestToken: token } = JSON.parse(textOf(request)) as { ClientRequestToken: string }
    if (made.has(token)) return reply(200, '{}')
    const answer = await super.handle(request, options)
    if (answer.response.statusCode === 200) made.add(token)
    return answer
  }
}

/** The same question for a page of two; what takes none is asked as it is. */
function fewer(request: Request): Request {
  const action = actionOf(request)
  if (action === '' && request.query?.['list-type'] === '2') {
    return changed(request, { query: { ...request.query, 'max-keys': '2' } })
  }
  if (action !== 'DynamoDB_20120810.Query') return request
  const asked = JSON.parse(textOf(request)) as { Limit?: number }
  const body = JSON.stringify({ ...asked, Limit: Math.min(asked.Limit ?? 2, 2) })
  return changed(request, { body, headers: { ...request.headers, 'content-length': String(Buffer.byteLength(body)) } })
}

function changed(request: Request, by: Partial<Request>): Request {
  return Object.assign(Object.create(Object.getPrototypeOf(request)), request, by) as Request
}

/** Empty for S3, which says it by method and path. */
function actionOf({ headers }: Request): string {
  return headers['x-amz-target'] ?? ''
}

function textOf({ body }: Request): string {
  if (typeof body === 'string') return body
  const bytes = body as Uint8Array
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}

function reply(statusCode: number, text: string): Answer {
  const body = Readable.from([Buffer.from(text)])
  return { response: { statusCode, headers: {}, body } as unknown as Answer['response'] }
}
