// What sentences are made of: the groups and values that an insight's computations speak of.
import type { Statement } from './draft.ts'
import { VisualError } from './error.ts'
import { type Group, MOST_MARKS, writeGrouped } from './grouped.ts'
import { writeKey, writeMeasure } from './measure.ts'
import type { View } from './view.ts'
import { partAt, type Shape } from './wells.ts'

const RANKED = ['TopBottomRanked']
const WHOLE = ['TotalAggregation', 'TopBottomRanked']

/** Whether a computation speaks of the whole. */
export function needsWhole({ visual }: Shape): boolean {
  return computationsOf(visual).some(([kind]) => WHOLE.includes(kind))
}

function computationsOf(visual: Shape['visual']): [string, Record<string, unknown>][] {
  const computations = (partAt(visual, 'InsightConfiguration', 'Computations') ?? []) as object[]
  return computations.map(each => {
    const [found] = Object.entries(each).filter(([, inner]) => inner !== undefined)
    return found as [string, Record<string, unknown>]
  })
}

/** Times in their order; categories from the greatest (or the least) on, as many as the computations speak of. */
export function writeInsight(view: View): Statement {
  const { shape, groups: fields, values, known } = view
  const draft = view.draft()
  const measures = values.map(field => writeMeasure(draft, field, shape.visual))
  if (measures.length === 0) throw new VisualError('Computations: expected one with a Value, got none')
  const ranked = computationsOf(shape.visual).filter(([kind]) => RANKED.includes(kind))
  const sizes = ranked.map(([, { ResultSize }]) => Number(ResultSize ?? 10))
  const isDescending = ranked[0]?.[1].Type !== 'BOTTOM'
  const groups = fields.map((field): Group => {
    const { column, ...rest } = writeKey(draft, field, shape.visual)
    const isKnown = known.has(field.column) ? ({ isKnown: true } as const) : {}
    const key = { ...rest, column: { ...column, ...isKnown }, hasOther: false }
    if (ranked.length === 0) return { ...key, isDescending: false }
    return { ...key, by: measures[0]!, isDescending, limit: Math.max(...sizes) }
  })
  return writeGrouped(draft, { groups, measures, limit: MOST_MARKS })
}
