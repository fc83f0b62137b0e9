// The viewer: one Hono app. /api answers the page in JSON, as wire.ts says; every other GET is the page itself.
import { type Context, Hono } from 'hono'
import { refuseForeign } from './access.ts'
import { explainFailure, Failure, UNEXPECTED } from './failure.ts'
import { headers } from './headers.ts'
import { routeRejected } from './rejected.ts'
import type { Env, Sources } from './sources.ts'
import { routeSql } from './sql.ts'
import { routeTail } from './tail.ts'

/** The viewer's app. Who may use it is for the door in front of it to say: access.ts. */
export function createViewer(sources: Sources): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
  app.use('/api/*', async (c, next) => {
    refuseForeign(c)
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  for (const route of [routeSql, routeRejected, routeTail]) app.route('/api', route(sources))
  app.notFound(c => answerFailure(c, new Failure(404, `path: expected a view of the viewer, got ${c.req.path}`)))
  app.onError((error, c) => {
    const known = explainFailure(error)
    if (known === undefined && !c.req.raw.signal.aborted) {
      sources.log({
        level: 'error',
        message: 'A request failed',
        path: c.req.path,
        error: error.stack ?? String(error),
      })
    }
    return known === undefined ? c.json(UNEXPECTED, 500) : c.json(known.body, known.status)
  })
  return app
}

function answerFailure(c: Context<Env>, failure: Failure): Response {
  const { status, body } = explainFailure(failure)!
  return c.json(body, status)
}
