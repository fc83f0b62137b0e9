// What people do one after another.
import { countDistinct, fraction, groupBy, orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import { type Event, type Folder, inOrder } from './folder.ts'

const HOUR = 3_600_000

/** Three in a row within a visit; `by` page_path only pages count. */
export function paths({ events, people }: Folder, by: 'event_type' | 'page_path' = 'event_type'): Answer {
  const ways: { steps: readonly string[]; person: string }[] = []
  const theirs = events.filter(event => event.is_human && event.app === 'store')
  for (const [, mine] of groupBy(theirs, event => [event.visitor])) {
    let walk: { event: Event; step: string }[] = []
    let last = Number.NEGATIVE_INFINITY
    const close = () => {
      for (let i = 0; i + 2 < walk.length; i++) {
        const [one, two, three] = walk.slice(i, i + 3)
        ways.push({ steps: [one!.step, two!.step, three!.step], person: people.personOf(one!.event) })
      }
      walk = []
    }
    for (const event of mine.toSorted(inOrder)) {
      if (event.occurred - last >= HOUR / 2) close()
      last = event.occurred
      const page = event.text('page_url')
      const path = event.event_type !== 'page_viewed' || page === null ? null : new URL(page).pathname
      const step = by === 'event_type' ? event.event_type : path
      if (step !== null && walk.at(-1)?.step !== step) walk.push({ event, step })
    }
    close()
  }
  const rows = groupBy(ways, way => way.steps).map(([key, those]) => [
    ...key,
    those.length,
    countDistinct(those.map(way => way.person)),
    fraction(those.length, ways.length),
  ])
  return {
    columns: ['step_1', 'step_2', 'step_3', 'times', 'visitors', 'share'],
    rows: orderBy(rows, -4, 1, 2, 3).slice(0, 20),
  }
}

export interface Step {
  readonly name: string
  readonly event_type: string
  readonly matches?: (event: Event) => boolean
}

const usual = ['product_viewed', 'product_added', 'checkout_started', 'order_completed'].map(name => ({
  name,
  event_type: name,
}))

/** How far each person gets with the best of their beginnings, and how long each step takes. */
export function funnel({ events, people }: Folder, steps: readonly Step[] = usual, hours = 24): Answer {
  const rank = (event: Event) => steps.findIndex(step => step.event_type === event.event_type)
  const order = (a: Event, b: Event) => a.occurred - b.occurred || rank(a) - rank(b) || inOrder(a, b)
  const theirs = events.filter(event => event.is_human && event.app === 'store' && rank(event) >= 0)
  const waits: number[][] = steps.map(() => [])
  for (const [, mine] of groupBy(theirs, event => [people.personOf(event)])) {
    const sorted = mine.toSorted(order)
    let best: number[] = []
    for (let start = 0; start < sorted.length; start++) {
      const moments = walk(sorted.slice(start), steps, hours * HOUR)
      if (moments.length > best.length) best = moments
    }
    for (const [i, moment] of best.entries()) waits[i]!.push(moment - (best[i - 1] ?? moment))
  }
  return {
    columns: ['step', 'name', 'visitors', 'of_first', 'of_previous', 'median_seconds'],
    rows: steps.map(({ name }, i) => [
      i + 1,
      name,
      waits[i]!.length,
      fraction(waits[i]!.length, waits[0]!.length),
      i === 0 ? null : fraction(waits[i]!.length, waits[i - 1]!.length),
      i === 0 ? null : medianSeconds(waits[i]!),
    ]),
  }
}

/** From the first event on, which must be the first step, each step as soon as it comes; when each was. */
function walk(events: readonly Event[], steps: readonly Step[], within: number): number[] {
  const moments: number[] = []
  for (const event of events) {
    const step = steps[moments.length]
    const isNext = step !== undefined && event.event_type === step.event_type && (step.matches?.(event) ?? true)
    if (isNext && event.occurred - (moments[0] ?? event.occurred) <= within) moments.push(event.occurred)
    if (moments.length === 0) return []
  }
  return moments
}

/** To a tenth. */
function medianSeconds(waits: readonly number[]): number | null {
  if (waits.length === 0) return null
  const sorted = waits.toSorted((a, b) => a - b)
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
  return Math.round(middle / 100) / 10
}
