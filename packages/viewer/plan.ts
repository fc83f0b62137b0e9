// From a visual and what a person chose to the statements that answer it.
import type { Dashboard, DataSet } from './dashboard.ts'
import { StateError, VisualError } from './error.ts'
import { findTimeFilters } from './filters.ts'
import { describePeriod, moveBack, readPeriod } from './period.ts'
import type { Plan, PlanOptions } from './planned.ts'
import { NO_CHOICE, type ViewState } from './state.ts'
import { checkParts } from './supported.ts'
import { wantsComparison, writeTrend } from './trend.ts'
import { findDrilled, findVisual, openSetting, readView, type Setting } from './view.ts'
import { shapeOf } from './wells.ts'
import { writeMain, writeTotal } from './writing.ts'

export { writeLiterals } from '@clickstream/query/literals'
export { planControl } from './control.ts'
export type { Statement } from './draft.ts'
export { StateError, VisualError } from './error.ts'
export type { Plan, PlanOptions } from './planned.ts'

/**
 * What to ask for one visual.
 * @throws VisualError for a definition that the viewer cannot draw, naming visual and property; StateError for a choice that
 * cannot be.
 */
export function planVisual(
  dashboard: Dashboard,
  visualId: string,
  state: ViewState,
  options: PlanOptions,
  clock: () => number = Date.now,
): Plan {
  const { shape } = findVisual(dashboard, visualId)
  try {
    checkParts(shape)
    return plan(openSetting(dashboard, state, options, clock()), visualId)
  } catch (error) {
    if (!(error instanceof VisualError) || error.message.startsWith('visual ')) throw error
    throw new VisualError(`visual ${visualId}, ${error.message}`, { cause: error })
  }
}

/** What cannot be drawn, by VisualId, and why. */
export function findFaults(dashboard: Dashboard, datasets: ReadonlyMap<string, DataSet>): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const sheet of dashboard.definition.Sheets ?? []) {
    for (const visual of sheet.Visuals ?? []) {
      const id = shapeOf(visual).visual.VisualId
      try {
        planVisual(dashboard, id, NO_CHOICE, { datasets, zone: 'UTC' })
      } catch (error) {
        if (!(error instanceof VisualError || error instanceof StateError)) throw error
        faults[id] = error.message
      }
    }
  }
  return faults
}

function plan(setting: Setting, id: string): Plan {
  const view = readView(setting, id)
  const { source, place, asked, shape } = view
  const { zone, state } = setting
  const period = readPeriod(source, place)
  const main = writeMain(view)
  const total = writeTotal(view)
  const way = period === undefined ? undefined : writeTrend(view, period)
  const drilled = findDrilled(view)
  // The day that was gone down into has no counterpart in the period before.
  const isCompared = period !== undefined && drilled === undefined && (state.compare || wantsComparison(shape))
  const earlier = isCompared ? { ...setting, parameters: moveBack(setting.parameters, period, zone) } : undefined
  const before = earlier === undefined ? undefined : writeMain(readView(earlier, id))
  const isDeaf = ({ name, isSet, values }: { name: string; isSet: boolean; values: readonly string[] }) =>
    isSet && values.length > 0 && asked.has(name) && !source.heard.has(name)
  return {
    statements: {
      main,
      ...(before === undefined ? {} : { before }),
      ...(way === undefined ? {} : { trend: way.trend }),
      ...(total === undefined ? {} : { total }),
    },
    ...(way?.together === undefined ? {} : { together: way.together }),
    ...(period === undefined ? {} : { period: describePeriod(period, zone) }),
    ...(drilled === undefined ? {} : { drilled }),
    unfiltered: [...setting.parameters.values()].filter(isDeaf).map(({ name }) => name),
    is_utc:
      findTimeFilters(source, place).length === 0 && source.dataset.parameters.some(({ type }) => type === 'date'),
  }
}
