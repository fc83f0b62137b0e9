// What the live counts say for what is chosen: apps, and whether bots count.
import type { MinuteEntry, MinutesAnswer } from '../../wire-minutes.ts'

export interface Chosen {
  /** Empty: all. */
  readonly apps: readonly string[]
  /** Without bots and link previews. */
  readonly isHuman: boolean
}

export interface Bar {
  /** ISO 8601 */
  readonly minute: string
  readonly events: number
}

export interface Named {
  readonly name: string
  readonly count: number
}

export interface Moment {
  readonly events: number
  readonly visitors: number
  /** More came than are told apart: visitors are at least so many. */
  readonly isCut: boolean
}

export interface Glance {
  /** The minute that is comes last. */
  readonly bars: readonly Bar[]
  /** The minute that is, as far as it is over, and the one before it. */
  readonly current: Moment
  readonly before: Moment
  readonly rejected: number
  readonly links: readonly Named[]
  /** In the funnel's order; empty where nobody took a step. */
  readonly steps: readonly Named[]
}

/** The store's way from a look to an order. */
const STEPS: readonly (readonly [event_type: string, name: string])[] = [
  ['page_viewed', 'Pages viewed'],
  ['product_viewed', 'Products viewed'],
  ['product_added', 'Added to cart'],
  ['checkout_started', 'Checkouts started'],
  ['order_completed', 'Orders'],
]
const TOP = 6

export function readGlance({ minutes, links }: MinutesAnswer, { apps, isHuman }: Chosen): Glance {
  const isOurs = (app: string) => apps.length === 0 || apps.includes(app)
  const count = (all: number, human: number) => (isHuman ? human : all)
  const eventsOf = ({ events }: MinuteEntry, isMeant: (app: string, type: string | null) => boolean = isOurs) =>
    sum(events.flatMap(([app, type, ...n]) => (isMeant(app, type) ? count(...n) : [])))
  const bars = minutes.map(entry => ({ minute: entry.minute, events: eventsOf(entry) }))
  const momentOf = (entry: MinuteEntry | undefined): Moment => ({
    events: entry === undefined ? 0 : eventsOf(entry),
    visitors: sum((entry?.visitors ?? []).flatMap(([app, ...n]) => (isOurs(app) ? count(...n) : []))),
    isCut: entry?.is_cut ?? false,
  })
  // Pages are viewed in any app; those where nobody takes a further step are no store.
  const isStep = (type: string | null) => STEPS.slice(1).some(([step]) => step === type)
  const taken = minutes.flatMap(({ events }) => events.filter(([, type, ...n]) => isStep(type) && count(...n) > 0))
  const stores = new Set(taken.flatMap(([app]) => (isOurs(app) ? [app] : [])))
  const steps = STEPS.map(([step, name]) => {
    const isTaken = (app: string, type: string | null) => type === step && stores.has(app)
    return { name, count: sum(minutes.map(entry => eventsOf(entry, isTaken))) }
  })
  return {
    bars,
    current: momentOf(minutes.at(-1)),
    before: momentOf(minutes.at(-2)),
    rejected: sum(minutes.map(({ rejected }) => rejected)),
    links: links
      .flatMap(([app, name, ...n]) => (isOurs(app) && name !== null ? { name, count: count(...n) } : []))
      .filter(link => link.count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, TOP),
    steps: steps.slice(1).some(step => step.count > 0) ? steps : [],
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
