// Which dashboards there are, and each as its page needs it.
import { Hono } from 'hono'
import type { Dashboard, DataSet } from './dashboard.ts'
import { Failure } from './failure.ts'
import { findFaults } from './plan.ts'
import type { Env, Sources } from './sources.ts'
import type { DashboardAnswer, DashboardList, DataSetEntry } from './wire.ts'

/** @throws Failure 404 that names those there are */
export function findDashboard({ dashboards }: Pick<Sources, 'dashboards'>, name: string): Dashboard {
  const found = dashboards.find(dashboard => dashboard.name === name)
  if (found !== undefined) return found
  const known = dashboards.map(dashboard => dashboard.name).join(', ') || 'none'
  throw new Failure(404, `dashboard: expected one of ${known}, got ${JSON.stringify(name.slice(0, 100))}`)
}

/** GET /dashboards, /dashboards/NAME */
export function routeDashboards(sources: Sources): Hono<Env> {
  const { dashboards, datasets, zone, place } = sources
  // A definition changes with the program alone.
  const answers = new Map<string, DashboardAnswer>()
  const app = new Hono<Env>()
  app.get('/dashboards', c => {
    const list: DashboardList = {
      dashboards: dashboards.map(({ name, definition }) => ({
        name,
        sheets: (definition.Sheets ?? []).map(sheet => ({ id: sheet.SheetId!, name: sheet.Name ?? sheet.SheetId! })),
      })),
      zone,
      ...place,
    }
    return c.json(list)
  })
  app.get('/dashboards/:name', c => {
    const dashboard = findDashboard(sources, c.req.param('name'))
    const answer = answers.get(dashboard.name) ?? describeDashboard(dashboard, datasets)
    answers.set(dashboard.name, answer)
    return c.json(answer)
  })
  return app
}

function describeDashboard(dashboard: Dashboard, datasets: Sources['datasets']): DashboardAnswer {
  const { name, definition } = dashboard
  const used = (definition.DataSetIdentifierDeclarations ?? []).flatMap(({ Identifier }) => {
    const dataset = Identifier === undefined ? undefined : datasets.get(Identifier)
    return dataset === undefined ? [] : [[dataset.name, describeDataSet(dataset)] as const]
  })
  return { name, definition, datasets: Object.fromEntries(used), faults: findFaults(dashboard, datasets) }
}

function describeDataSet({ title, about, columns }: DataSet): DataSetEntry {
  return { title, about, columns: columns.map(({ name, type }) => ({ name, type })) }
}
