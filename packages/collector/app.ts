// The collector: one Hono app, for node:http and for Lambda alike.
import { randomUUID } from 'node:crypto'
import { CONTRACT_VERSION } from '@clickstream/events/tables'
import type { Stream } from '@clickstream/stream/stream'
import { type Context, Hono } from 'hono'
import { admitKey, admitLocal, appOfUnknownKey, type Grant, keyInBody, keyInHead } from './access.ts'
import { type Answer, Answers } from './answer.ts'
import { readBytes } from './body.ts'
import { ByteBudget, ByteLoan, MAX_BYTES_IN_HAND } from './budget.ts'
import { clientOf, factsOf, nobody, type Peer } from './client.ts'
import { inflateBody } from './inflate.ts'
import { type Sorted, sortBroken, sortDelivery } from './intake.ts'
import { type Parsed, parseJson } from './json.ts'
import { type Aside, Keeper } from './keeper.ts'
import type { WriteKeys } from './keys.ts'
import { DEFAULT_RATE, type Rate, RateLimit } from './rate.ts'
import { Refusal, refuseForNow } from './refusal.ts'
import { type Route, routes } from './routes.ts'

/** The most events of one request. */
export const MAX_EVENTS = 500

export interface CollectorOptions {
  readonly stream: Pick<Stream, 'put' | 'shards'>
  /** Where rejected events are kept; left out: in the stream, as the accepted are. */
  readonly rejected?: Aside | undefined
  /** Null or left out: events are taken from this machine only, and say themselves which app they are of. */
  readonly keys?: WriteKeys | null | undefined
  /** Per write key, or per address where there are no keys. Left out: DEFAULT_RATE with keys, none without. Null: none. */
  readonly rate?: Rate | null | undefined
  /** Origins whose pages may read the answers; left out: any. */
  readonly origins?: readonly string[] | undefined
  /** The header in which a proxy of yours puts the client's address. Left out: the connection's address counts. */
  readonly trustedProxyHeader?: string | undefined
  /** ms since 1970. */
  readonly clock?: () => number
  readonly makeId?: () => string
  /** Told of every request what came of it. */
  readonly count?: (counts: Counts) => void
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void
}

/** What the server that runs the app tells it of a request. Without a peer the client counts as unknown, elsewhere. */
export interface Bindings {
  readonly peer?: Peer
}

/** Events kept as rows of `events` and of `rejected`; requests that were answered 4xx, and 5xx. */
export type Counts = Partial<Record<'accepted' | 'rejected' | 'refused' | 'failed', number>>

type Env = { Bindings: Bindings }

/** The collector's app. Nothing is answered with 2xx before the stream has kept it. */
export function createApp(options: CollectorOptions): Hono<Env> {
  const { clock = Date.now, makeId = randomUUID, log = logLine, count: tell = () => {}, trustedProxyHeader } = options
  const keys = options.keys ?? null
  const rate = options.rate === undefined ? (keys === null ? null : DEFAULT_RATE) : options.rate
  const limit = rate === null ? null : new RateLimit(rate, clock)
  const budget = new ByteBudget(MAX_BYTES_IN_HAND)
  const keeper = new Keeper(options.stream, clock, log, options.rejected)
  const answers = new Answers(options.origins)
  const started_at = clock()

  /** Who may send is asked before the body is read, where the key does not stand in it. */
  const collect = async (c: Context<Env>, { dialect, readQuery }: Route, loan: ByteLoan): Promise<Sorted> => {
    const { headers } = c.req.raw
    const client = clientOf(c.env?.peer ?? nobody, headers, trustedProxyHeader)
    const facts = factsOf(client, headers, clock())
    const given = keyInHead(headers, c.req.query('key'))
    const early = keys === null ? admitLocal(client, hostOf(c)) : given === undefined ? null : admitKey(keys, given)
    const parsed = readQuery === undefined ? await receive(c, loan) : readQuery(new URL(c.req.url).searchParams)
    if (parsed.text.trim() === '') throw new Refusal(400, 'body: expected JSON, got nothing')
    const key = given ?? keyInBody(parsed.value)
    let grant: Grant = early ?? admitKey(keys!, key)
    if (keys === null && dialect.isAppless) grant = { ...grant, app: appOfUnknownKey(key) }
    const delivery = parsed.reason === undefined ? dialect.open(parsed.value) : [parsed.reason]
    const count = Array.isArray(delivery) ? 1 : delivery.messages.length
    if (count === 0) throw new Refusal(400, `events: expected 1 to ${MAX_EVENTS} a request, got none`)
    if (count > MAX_EVENTS) throw new Refusal(413, `events: expected at most ${MAX_EVENTS} a request, got ${count}`)
    const wait = limit?.take(grant.sender, count) ?? 0
    if (wait > 0) {
      throw refuseForNow(429, `rate: expected at most ${rate!.events} events a second, got more; wait and retry`, wait)
    }
    const origin = { dialect: dialect.name, grant, facts, text: parsed.text }
    return Array.isArray(delivery) ? sortBroken(delivery, origin, makeId) : sortDelivery(delivery, origin, makeId)
  }

  const handle = async (c: Context<Env>, route: Route): Promise<Answer> => {
    // Looking is not sending: mail programs and previews ask for the head alone.
    if (c.req.method === 'HEAD') return route.answer(nothing)
    const loan = new ByteLoan(budget)
    try {
      const sorted = await collect(c, route, loan)
      await keeper.keep(sorted.accepted, sorted.rejected)
      tell({ accepted: sorted.accepted.length, rejected: sorted.rejections.length })
      return sorted.accepted.length > 0 ? route.answer(sorted) : rejectAll(sorted)
    } finally {
      loan.giveBack()
    }
  }

  const examine = async (): Promise<Answer> => {
    const health = await keeper.check()
    // What the stream says may name files; that is for this machine only.
    const stream = keys === null || health.error === null ? health : { ...health, error: 'see the log' }
    const mode = keys === null ? 'local' : 'keys'
    const uptime_s = Math.round((clock() - started_at) / 1000)
    const body = { ok: stream.ok, mode, stream, uptime_s, contract_version: CONTRACT_VERSION }
    return { status: stream.ok ? 200 : 503, body, headers: { 'Cache-Control': 'no-store' } }
  }

  const app = new Hono<Env>({ strict: false })
  const send = (c: Context<Env>, answer: Answer) => {
    if (answer.status >= 400) tell(answer.status < 500 ? { refused: 1 } : { failed: 1 })
    return answers.send(c.req.raw.headers, answer)
  }
  app.options('*', c => answers.sendPreflight(c.req.raw.headers))
  for (const route of routes) app.on(route.method, route.path, async c => send(c, await handle(c, route)))
  app.get('/health', async c => send(c, await examine()))
  const paths = new Map<string, string>([
    ...routes.map(route => [route.path, route.method] as const),
    ['/health', 'GET'],
  ])
  for (const [path, method] of paths) app.all(path, c => send(c, refuseMethod(path, method, c.req.method)))
  app.notFound(c => send(c, refusePath(c.req.path, paths)))
  app.onError((error, c) => {
    if (error instanceof Refusal) return send(c, { ...refuse(error.status, error.message), headers: error.headers })
    log({ level: 'error', message: 'A request failed', path: c.req.path, error: error.stack ?? String(error) })
    return send(c, refuse(500, 'collector: an error of its own; nothing of this request was kept'))
  })
  return app
}

async function receive(c: Context<Env>, loan: ByteLoan): Promise<Parsed> {
  const bytes = await readBytes(c.req.raw, loan)
  return parseJson(inflateBody(bytes, c.req.header('content-encoding'), loan))
}

function hostOf(c: Context<Env>): string {
  return c.req.header('host') ?? new URL(c.req.url).host
}

const nothing: Sorted = { accepted: [], rejections: [], rejected: [], event_ids: undefined }

/** 400 when nothing was accepted; what was rejected is kept all the same. */
function rejectAll({ rejections }: Sorted): Answer {
  const why = rejections[0]!.reasons[0]!.reason
  const error = rejections.length === 1 ? why : `all ${rejections.length} events were rejected; the first: ${why}`
  return { status: 400, body: { success: false, error, accepted: 0, rejected: rejections } }
}

function refuse(status: number, error: string): Answer {
  return { status, body: { success: false, error } }
}

function refuseMethod(path: string, method: string, got: string): Answer {
  const allow = method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS'
  return { ...refuse(405, `method: expected ${method} for ${path}, got ${got}`), headers: { Allow: allow } }
}

function refusePath(path: string, paths: ReadonlyMap<string, string>): Answer {
  const error = `path: expected one of routes, got ${path}`
  return { status: 404, body: { success: false, error, routes: [...paths].map(([at, method]) => `${method} ${at}`) } }
}

function logLine(entry: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify(entry))
}
