// The viewer behind CloudFront, asking Athena. It answers and is gone: nothing is told by itself here.
import { join } from 'node:path'
import { viewerOf } from '@clickstream/collector/client'
import { openCatalog } from '@clickstream/lake/open'
import { openMinutes } from '@clickstream/live/open'
import { openAthena } from '@clickstream/query/athena-engine'
import type { Engine } from '@clickstream/query/engine'
import { Semaphore } from '@clickstream/query/semaphore'
import { readCompleteUpTo } from '@clickstream/stream/complete'
import type { MiddlewareHandler } from 'hono'
import { handle } from 'hono/aws-lambda'
import { createViewer } from './app.ts'
import { believed } from './believed.ts'
import { Failure } from './failure.ts'
import { fitAnswer } from './fitting.ts'
import type { Offer } from './offer.ts'
import type { Env, Sources } from './sources.ts'
import { admitToken, isSame, LEAST_TOKEN, sharedSession } from './token.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** CloudFront waits a minute for an answer: a statement that takes longer is stopped, and said, before. */
const TIMEOUT = 50_000
const MAX_ROWS = 100_000
/** Statements at once, and how many of them may be of the SQL page: a sheet asks for some twenty. */
const CONCURRENCY = 16
const TURNS = 4
/** What would go on for as long as somebody listens. */
const LISTENED = new Set(['/api/version/live', '/api/tail'])

/** The header in which CloudFront says who asks, whatever whoever asks says. */
const ADDRESS = 'x-viewer-address'
/** The header by which CloudFront shows that it is the one that asks. */
const SECRET = 'x-origin-secret'

/**
 * The function. `here` is the folder in which its dist/, queries/ and datasets/ are.
 * @throws Error for a token that is easily guessed, or a variable that is not set: it does not start then
 */
export function openDoor(env: Environment, here: string, offer: Offer, engine?: Engine): ReturnType<typeof handle> {
  const token = demand(env, 'VIEW_TOKEN')
  if (token.length < LEAST_TOKEN) {
    throw new Error(`VIEW_TOKEN: expected at least ${LEAST_TOKEN} characters, got ${token.length}; npx sst secret set`)
  }
  const catalog = openCatalog(demand(env, 'CATALOG'))
  const stream = demand(env, 'STREAM')
  const log = (entry: object) => console.log(JSON.stringify(entry))
  const completeUpTo = believed(() => readCompleteUpTo(stream, undefined, () => catalog.recall('transform')), log)
  const asked = { completeUpTo, timeout: TIMEOUT, maxRows: MAX_ROWS, concurrency: CONCURRENCY }
  const sources: Sources = {
    ...offer,
    engine: engine ?? openAthena(demand(env, 'ENGINE'), asked),
    turns: new Semaphore(TURNS),
    catalog,
    stream,
    completeUpTo,
    ...(env.LIVE ? { minutes: openMinutes(env.LIVE) } : {}),
    zone: 'UTC',
    place: { collector: env.COLLECTOR || null, data: '' },
    closing: new AbortController().signal,
    log,
  }
  const secrets = demand(env, 'ORIGIN_SECRET')
    .split(',')
    .filter(secret => secret !== '')
  return handle(createViewer(sources, admit(token, secrets), join(here, 'dist')))
}

/**
 * Lets in what comes by CloudFront, from whoever has the token; an answer is as small as Lambda takes it.
 * @param secrets one, or two while it is being changed
 */
function admit(token: string, secrets: readonly string[]): MiddlewareHandler<Env> {
  const byToken = admitToken(token, Date.now, sharedSession(token))
  return async (c, next) => {
    // Every one is looked at, so that the time says nothing.
    if (!secrets.map(secret => isSame(c.req.header(SECRET), secret)).includes(true)) {
      throw new Failure(403, 'origin: expected the address that CloudFront has for the viewer, got another')
    }
    Object.assign(c.env, { peer: viewerOf(c.req.header(ADDRESS)) })
    const refused = await byToken(c, async () => {
      if (LISTENED.has(c.req.path)) {
        throw new Failure(404, 'live: expected a viewer that stays, got one that answers and is gone; ask now and then')
      }
      await next()
      c.res = await fitAnswer(c.res, c.req.header('accept-encoding') ?? '')
    })
    return refused
  }
}

function demand(env: Environment, name: string): string {
  const value = env[name]
  if (value) return value
  throw new Error(`${name}: expected a value in the environment, got none`)
}
