// Insights: what a computation found, as a sentence.
import type { Computation } from '@aws-sdk/client-quicksight'
import type { TileColumn } from '../../wire.ts'
import { readChange, writeChange } from './change.ts'
import { formatTime } from './clock.ts'
import { formatShare } from './number.ts'
import { readTimeline, type Timeline } from './period.ts'
import { type Category, findColumns, readCell, readGrid, sum } from './rows.ts'
import { type Scene, writeCategory, writeMeasure } from './scene.ts'
import { toNumber } from './value.ts'

export interface Finding {
  /** The word or number that matters; the sentence goes on from it. */
  readonly strong: string
  readonly text: string
  /** The group it is of, to filter by. */
  readonly mark?: readonly [TileColumn, Category]
}

interface Known {
  readonly group: TileColumn | undefined
  readonly measure: TileColumn
  readonly ranked: readonly { readonly category: Category; readonly value: number }[]
  readonly line: Timeline | null
}

type Find = (scene: Scene, known: Known, computation: never) => Finding[]

const FINDS: {
  readonly [Name in keyof Computation]?: (scene: Scene, known: Known, of: NonNullable<Computation[Name]>) => Finding[]
} = {
  TotalAggregation: (scene, { measure }) => {
    const { main, total } = scene.answer.parts
    const part = total ?? main
    const own = part.columns.find(({ id }) => id === measure.id)
    const value =
      part.rows.length === 1 ? toNumber(readCell(part, part.rows[0], own)) : sum(readGrid(main).series[0]?.values ?? [])
    return [{ strong: writeMeasure(scene, measure, value), text: `${lower(measure.name)} in all` }]
  },
  TopBottomRanked: (scene, { group, measure, ranked }, { Type: type, ResultSize: size = 1 }) => {
    const ordered = [...ranked].filter(({ category }) => !category.isOther).sort((one, two) => two.value - one.value)
    if (type === 'BOTTOM') ordered.reverse()
    const whole = readWhole(scene, measure)
    return ordered.slice(0, size).map(({ category, value }) => ({
      strong: writeCategory(scene, group, category),
      text:
        writeMeasure(scene, measure, value) +
        ` ${lower(measure.name)}` +
        (whole !== null && whole > 0
          ? `, ${formatShare(value / whole)} of ${group?.isKnown ? 'those known' : 'all'}`
          : ''),
      ...(group === undefined ? {} : { mark: [group, category] as const }),
    }))
  },
  MaximumMinimum: (scene, known, { Type: type }) => {
    const { measure, group, ranked } = known
    const ordered = [...ranked].sort((one, two) => (type === 'MINIMUM' ? one.value - two.value : two.value - one.value))
    const [found] = ordered
    if (found === undefined) return []
    const word = type === 'MINIMUM' ? 'the least' : 'the most'
    return [
      {
        strong: writeMoment(scene, known, found.category),
        text: `${writeMeasure(scene, measure, found.value)} ${lower(measure.name)}, ${word}`,
        ...(group === undefined ? {} : { mark: [group, found.category] as const }),
      },
    ]
  },
  PeriodOverPeriod: (scene, known) => compareLast(scene, known, 1, 'the one before'),
  GrowthRate: (scene, known, { PeriodSize: size = 1 }) =>
    compareLast(scene, known, size, `${size === 1 ? 'one' : size} before`),
  UniqueValues: (_, { group, ranked }) => [
    { strong: String(ranked.length), text: `different values of ${lower(group?.name ?? '')}` },
  ],
}

/** One for each sentence; none when there is nothing to say. */
export function readFindings(scene: Scene): Finding[] {
  const { main } = scene.answer.parts
  const computations = scene.visual.InsightVisual?.InsightConfiguration?.Computations ?? []
  const grid = readGrid(main, { color: false })
  const [measure] = findColumns(main, 'value')
  const series = grid.series[0]
  if (main.rows.length === 0 || (measure === undefined && grid.category === undefined)) return []
  const ranked = grid.categories.flatMap((category, at) => {
    const value = series?.values[at] ?? null
    return value === null ? [] : [{ category, value }]
  })
  const known: Known = {
    group: grid.category,
    measure: measure ?? grid.category!,
    ranked,
    line: readTimeline(scene.answer, main, scene.zone),
  }
  return computations.flatMap(computation =>
    Object.entries(computation).flatMap(([name, of]) => {
      const find = FINDS[name as keyof Computation] as Find | undefined
      return find === undefined || of === undefined ? [] : find(scene, known, of as never)
    }),
  )
}

function compareLast(scene: Scene, { line, measure }: Known, back: number, words: string): Finding[] {
  const values = (line?.series[0]?.values ?? []).filter(value => value !== null)
  const [now, before] = [values.at(-1) ?? null, values.at(-1 - back) ?? null]
  const change = readChange(now, before)
  const at = line?.series[0]?.values.findLastIndex(value => value !== null) ?? -1
  const wall = line?.walls[at]
  if (change === null || line === null || wall === undefined) return []
  const when = formatTime(wall, line.granularity)
  return [
    {
      strong: writeChange(change),
      text: `${lower(measure.name)}: ${writeMeasure(scene, measure, now)} on ${when}, ${writeMeasure(scene, measure, before)} ${words}`,
    },
  ]
}

/** Null where the answer does not say it: the groups that it has need not be all. */
function readWhole({ answer }: Scene, measure: TileColumn): number | null {
  const { total } = answer.parts
  const own = total?.columns.find(({ id }) => id === measure.id)
  return total === undefined ? null : toNumber(readCell(total, total.rows[0], own))
}

function writeMoment(scene: Scene, { group, line }: Known, category: Category): string {
  const at = line?.categories.findIndex(({ value }) => value === category.value) ?? -1
  const wall = line?.walls[at]
  return line === null || wall === undefined
    ? writeCategory(scene, group, category)
    : formatTime(wall, line.granularity, true)
}

function lower(name: string): string {
  // Names that shout stay: URL, KPI.
  return /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
}
