// The viewer: one Hono app. /api answers the page in JSON, as wire.ts says; every other GET is the page itself.
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { refuseForeign } from './access.ts'
import { routeDashboards } from './dashboards.ts'
import { explainFailure, Failure, UNEXPECTED } from './failure.ts'
import { headers } from './headers.ts'
import { routeLate } from './late.ts'
import { routeMinutes } from './minutes.ts'
import { pageFolder, routePage } from './page.ts'
import { routeRejected } from './rejected.ts'
import { Runner } from './runner.ts'
import type { Env, Sources } from './sources.ts'
import { routeSql } from './sql.ts'
import { routeTail } from './tail.ts'
import { routeTiles } from './tiles.ts'
import { routeVersion } from './version.ts'

/** Paths of views that are no dashboards. */
const VIEWS = ['sql', 'rejected']

/**
 * The viewer's app. `admit` says who may use it: access.ts and token.ts have the ways; nothing else is asked before.
 * `page` is the folder of the built page.
 */
export function createViewer(sources: Sources, admit: MiddlewareHandler<Env>, page: string = pageFolder): Hono<Env> {
  const runner = new Runner(sources)
  const views = [...VIEWS, ...sources.dashboards.map(({ name }) => name)]
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
  app.use(admit)
  app.use('/api/*', async (c, next) => {
    refuseForeign(c)
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  app.route('/api', routeDashboards(sources))
  app.route('/api', routeTiles(sources, runner))
  app.route('/api', routeLate(runner))
  app.route('/api', routeVersion(sources))
  for (const route of [routeSql, routeRejected, routeTail, routeMinutes]) app.route('/api', route(sources))
  app.route('/', routePage(page, views))
  app.notFound(c => answerFailure(c, new Failure(404, `path: expected a view of the viewer, got ${c.req.path}`)))
  app.onError((error, c) => {
    const known = explainFailure(error)
    // What the engine lacks is for whoever deploys to mend: the page's words are not all that is to know.
    if ((known === undefined || error.name === 'EngineError') && !c.req.raw.signal.aborted) {
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
