// The tiles of every sheet, as a page asks for them, on a lake that is ready. node tiles.ts DATA ROUNDS END [DASHBOARD]: prints
// one JSON line, a list of sheets. Periods end at END (ms since 1970). Nothing is kept from one round to the next: the engine
// is opened anew before each sheet, and answers are not kept.
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { loadLibrary } from '@clickstream/query/library'
import { openEngine } from '@clickstream/query/open'
import type { DataSet } from '@clickstream/viewer/dashboard'
import { type Plan, planVisual } from '@clickstream/viewer/plan'
import { Runner } from '@clickstream/viewer/runner'
import { NO_CHOICE } from '@clickstream/viewer/state'
import { libraryFolder, readSettings } from '../settings.ts'

export interface Tile {
  readonly id: string
  /** Alone, median of the rounds, ms. */
  readonly ms: number
}

export interface Sheet {
  readonly dashboard: string
  readonly sheet: string
  readonly tiles: readonly Tile[]
  /** All tiles at once, until the last has its answer, median of the rounds, ms. */
  readonly last_ms: number
  /** Tiles that could not be answered, and why. */
  readonly faults: readonly string[]
}

const [data = '', rounds = '3', end = `${Date.now()}`, only] = process.argv.slice(2)
const settings = readSettings({ data }, {})
const folder = join(import.meta.dirname, '../../../dashboards/datasets')
const library = [...(await loadLibrary(libraryFolder)), ...(await loadLibrary(folder))]
const datasets = new Map(
  library.filter(query => query.columns !== undefined).map(query => [query.name, query as DataSet]),
)

const sheets: Sheet[] = []
for (const [name, definition] of Object.entries(dashboards)) {
  if (only !== undefined && only !== name) continue
  for (const sheet of definition.Sheets ?? []) {
    const plans: { id: string; plan: Plan }[] = []
    const faults: string[] = []
    for (const visual of sheet.Visuals ?? []) {
      const id = Object.values(visual as Record<string, { VisualId: string }>)[0]!.VisualId
      try {
        const plan = planVisual({ name, definition }, id, NO_CHOICE, { datasets, zone: 'UTC' }, () => Number(end))
        plans.push({ id, plan })
      } catch (error) {
        faults.push(`${id}: ${(error as Error).message}`)
      }
    }
    sheets.push({ dashboard: name, sheet: sheet.Name ?? sheet.SheetId!, ...(await measure(plans, faults)) })
  }
}
console.log(JSON.stringify(sheets))

async function measure(plans: readonly { id: string; plan: Plan }[], faults: string[]) {
  const times = new Map<string, number[]>()
  const lasts: number[] = []
  const ask = async (runner: Runner, { id, plan }: { id: string; plan: Plan }) => {
    const started = performance.now()
    try {
      await runner.run(plan, new AbortController().signal)
      return performance.now() - started
    } catch (error) {
      if (!faults.some(fault => fault.startsWith(`${id}:`))) faults.push(`${id}: ${(error as Error).message}`)
      return undefined
    }
  }
  for (let i = 0; i < Number(rounds); i++) {
    await withRunner(async runner => {
      for (const each of plans) {
        const ms = await ask(runner, each)
        if (ms !== undefined) times.set(each.id, [...(times.get(each.id) ?? []), ms])
      }
    })
    await withRunner(async runner => {
      const started = performance.now()
      await Promise.all(plans.map(each => ask(runner, each)))
      lasts.push(performance.now() - started)
    })
  }
  const tiles = [...times].map(([id, all]) => ({ id, ms: median(all) }))
  return { tiles, last_ms: median(lasts), faults }
}

/** An engine with the bounds of the viewer's, which has read nothing yet. */
async function withRunner(work: (runner: Runner) => Promise<void>): Promise<void> {
  const catalog = openCatalog(settings.catalog)
  const engine = openEngine(settings.engine, {
    store: openStore(settings.lake),
    catalog,
    memory: totalmem() / 4,
    maxRows: 100_000,
    concurrency: 4,
  })
  try {
    await engine.run('select 1', [])
    await work(new Runner({ engine, catalog, completeUpTo: async () => null }))
  } finally {
    await engine.close()
    await catalog.close()
  }
}

function median(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)
}
