// Everything that we ask of Athena by ourselves: saved questions, each visual's statements, each control's, the rejections'.
import { join } from 'node:path'
import type { Engine, Parameter, Result } from '@clickstream/query/engine'
import { bindParameters, type SavedQuery } from '@clickstream/query/library'
import { countReasons, countSenders, readDay, readDays, readExamples } from '@clickstream/query/rejections'
import { loadOffer } from '@clickstream/viewer/offer'
import { findFaults, type Plan, planControl, planVisual, StateError, type Statement } from '@clickstream/viewer/plan'
import { readState } from '@clickstream/viewer/state'
import { shapeOf } from '@clickstream/viewer/wells'

export interface Asked {
  readonly name: string
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

const root = join(import.meta.dirname, '../..')
const PERIOD = { from: '2026-01-14', to: '2026-01-16' }
/** Other ways to ask: one day; a period in which nothing happened; other choices than the defaults. */
const ASKED_TOO: readonly Readonly<Record<string, string>>[] = [
  { from: '2026-01-15', to: '2026-01-15', limit: '1', weeks: '1', deviations: '1' },
  { from: '2027-03-28', to: '2027-03-29' },
  {
    ...PERIOD,
    ...{ late_days: '0', app: 'shortener', traffic: 'all', currency: 'EUR', limit: '1000000', hours: '1', days: '1' },
    ...{
      by: 'country',
      event_type: 'link_clicked',
      idle_minutes: '5',
      max_basket: '3',
      min_together: '1',
      links_app: 'store',
    },
    ...{ steps: 'page_viewed > product_viewed > product_viewed', since: '2026-01-14', weeks: '52', deviations: '0' },
  },
]
const NOW = Date.parse('2026-01-16T12:00:00Z')
/** What a person chose: another zone and two countries; a comparison with the period before. */
const CHOSEN = [
  `from=${PERIOD.from}&to=${PERIOD.to}&zone=Asia/Kolkata&country=US&country=IN`,
  `from=2026-01-15&to=${PERIOD.to}&compare=1`,
]

export async function listQuestions(): Promise<Asked[]> {
  const { queries, datasets, dashboards } = await loadOffer(join(root, 'queries'), join(root, 'dashboards/datasets'))
  const asked = queries.flatMap(listSaved)
  for (const dashboard of dashboards) {
    const faults = findFaults(dashboard, datasets)
    for (const [i, chosen] of CHOSEN.entries()) {
      const state = readState(new URLSearchParams(chosen))
      const options = { datasets, zone: state.zone ?? 'UTC' }
      const add = (name: string, { sql, parameters }: Statement) =>
        asked.push({ name: `${dashboard.name} ${name} ${i}`, sql, parameters })
      const visuals = (dashboard.definition.Sheets ?? []).flatMap(sheet => sheet.Visuals ?? [])
      for (const id of visuals.map(visual => shapeOf(visual).visual.VisualId).filter(id => !(id in faults))) {
        const { statements, together } = planVisual(dashboard, id, state, options, () => NOW)
        for (const [part, statement] of Object.entries({ ...statements, ...(together && { together }) })) {
          add(`${id} ${part}`, statement)
        }
      }
    }
    for (const declared of dashboard.definition.ParameterDeclarations ?? []) {
      const name = Object.values(declared)[0]!.Name
      const state = readState(new URLSearchParams(CHOSEN[1]))
      const statement = planOffer(() => planControl(dashboard, name, state, { datasets, zone: 'UTC' }, () => NOW))
      if (statement !== undefined) asked.push({ name: `${dashboard.name} ${name}`, ...statement })
    }
  }
  return [...asked, ...(await listRejections())]
}

/** One saved question with each set of parameters; once where it has none of them. */
function listSaved(query: SavedQuery): Asked[] {
  const sets = [PERIOD, ...ASKED_TOO].map(set =>
    Object.fromEntries(Object.entries(set).filter(([name]) => query.parameters.some(each => each.name === name))),
  )
  const different = [...new Map(sets.map(set => [JSON.stringify(set), set])).values()]
  return different.map((given, i) => ({
    name: `${query.name} ${i}`,
    sql: query.sql,
    parameters: bindParameters(query, given, () => NOW),
  }))
}

/** Undefined where the control offers no values of a column. */
function planOffer(plan: () => Plan): Statement | undefined {
  try {
    return plan().statements.main
  } catch (error) {
    if (error instanceof StateError) return undefined
    throw error
  }
}

/** What the Rejected page and `clickstream rejected` ask. */
async function listRejections(): Promise<Asked[]> {
  const asked: Asked[] = []
  const engine: Pick<Engine, 'run'> = {
    async run(sql, parameters) {
      asked.push({ name: `rejections ${asked.length}`, sql, parameters })
      return { columns: [], rows: [], receipt: undefined as unknown as Result['receipt'] }
    },
  }
  const filter = { reason: undefined, app: 'store', since: PERIOD.from }
  await countReasons(engine, filter)
  await countSenders(engine, filter, 50)
  await readExamples(engine, filter, 3)
  await readDays(engine, filter)
  await readDay(engine, filter, '2026-01-15')
  return asked
}
