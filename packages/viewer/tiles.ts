// Tiles and controls: what the address chose, planned, asked and answered.
import { type Context, Hono } from 'hono'
import { findDashboard } from './dashboards.ts'
import { answerCsv, answerParquet } from './download.ts'
import { Failure } from './failure.ts'
import { planControl, planVisual } from './plan.ts'
import type { Runner } from './runner.ts'
import type { Env, Sources } from './sources.ts'
import { readState, type ViewState } from './state.ts'
import type { ControlAnswer, TileAnswer } from './wire.ts'

/** GET /tiles/DASHBOARD/VISUAL?STATE (also .json, .csv, .parquet), /controls/DASHBOARD/PARAMETER?STATE */
export function routeTiles(sources: Sources, runner: Runner): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/tiles/:dashboard/:visual', async c => {
    const dashboard = findDashboard(sources, c.req.param('dashboard'))
    const [, visual = '', format = 'json'] = /^([^.]+)(?:\.(.+))?$/.exec(c.req.param('visual')) ?? []
    const deliver = Object.hasOwn(formats, format) ? formats[format] : undefined
    if (deliver === undefined) throw new Failure(404, `tile: expected .json, .csv or .parquet, got .${format}`)
    const state = readView(c)
    const plan = planVisual(dashboard, visual, state, optionsOf(state, sources))
    return deliver({ c, sources, runner, plan, name: `${dashboard.name}-${visual}` })
  })
  app.get('/controls/:dashboard/:parameter', async c => {
    const dashboard = findDashboard(sources, c.req.param('dashboard'))
    const state = readView(c)
    const plan = planControl(dashboard, c.req.param('parameter'), state, optionsOf(state, sources))
    return c.json(listValues(await runner.run(plan, c.req.raw.signal)))
  })
  return app
}

const formats: Readonly<Record<string, (tile: Parameters<typeof answerParquet>[0]) => Promise<Response>>> = {
  json: async ({ c, runner, plan }) => c.json(await runner.run(plan, c.req.raw.signal)),
  csv: answerCsv,
  parquet: answerParquet,
}

function readView(c: Context<Env>): ViewState {
  return readState(new URL(c.req.url).searchParams)
}

function optionsOf(state: ViewState, { datasets, zone }: Sources) {
  return { datasets, zone: state.zone ?? zone }
}

/** What has no value cannot be chosen. */
function listValues({ parts: { main } }: TileAnswer): ControlAnswer {
  const values = main.rows
    .filter(([value]) => value !== null)
    .map(([value, count]) => ({ value: String(value), count: typeof count === 'number' ? count : null }))
  return { values, isCut: main.isCut }
}
