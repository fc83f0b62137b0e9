// A believable world at any size: both apps, their visitors, and everything that goes wrong, as the lines of an NDJSON file.
import { SHORTENER, visitShortener } from '@clickstream/shortener/day'
import { Links } from '@clickstream/shortener/links'
import { arriveAtStore, drawPage, STORE, visitStore } from '@clickstream/store/day'
import { type Faults, usualFaults } from '@clickstream/visitors/faults'
import { deriveSeed, Random } from '@clickstream/visitors/random'
import { activityAt, activityBetween } from '@clickstream/visitors/rhythm'
import type { Line } from '@clickstream/visitors/sender'
import { mergeByArrival, type Visit } from '@clickstream/visitors/timeline'
import { Visitors } from '@clickstream/visitors/visitor'

export const APPS = [SHORTENER, STORE] as const

export interface WorldOptions {
  /** How many lines; broken ones count. */
  readonly events: number
  /** The same seed and options give the same bytes, on any machine; 7 and '7' are the same. */
  readonly seed: number | string
  /** Which of APPS send, both unless told. Only with both do short links lead to the store. */
  readonly apps?: readonly string[]
  /** Over how many days, 1 unless told. */
  readonly days?: number
  /** Where the days end: a date, or an instant with its zone. 2026-11-01 unless told, whatever day it is. */
  readonly end?: string
}

interface World {
  readonly events: number
  readonly seed: number
  readonly apps: ReadonlySet<string>
  /** ms since 1970 */
  readonly start: number
  readonly end: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Visits take a while: the pace is set so that the last events come this long before the end. */
const CLOSING = HOUR / 6
/** Of the visits that people begin by themselves, those to the shortener where both apps send. */
const CLICKS = 0.93
/** Quantiles of the exponential distribution with mean 1000, its tail cut. */
const gaps = [0, 134, 288, 470, 693, 981, 1386, 2079, 4200]

/**
 * Events as lines of NDJSON, without their line ends, in the order of arrival (`received_at`): as many as asked for, spread
 * over the days so that the last ones come about when they end. Memory grows with who is there at one time, not with `events`.
 * @throws RangeError when an option is out of bounds.
 */
export function generateEvents(options: WorldOptions): Generator<string> {
  const lines = generateLines(options)
  return (function* () {
    for (const line of lines) yield line.text
  })()
}

/** The same, with what is wrong with each line, and with as many faults as wanted. */
export function generateLines(options: WorldOptions, faults: Faults = usualFaults): Generator<Line> {
  return tell(readOptions(options), faults)
}

function* tell({ events, seed, apps, start, end }: World, faults: Faults): Generator<Line> {
  const both = apps.has(SHORTENER) && apps.has(STORE)
  const random = new Random(deriveSeed(seed, 'visits'))
  const visitors = new Visitors(seed, { size: events / 3, start, wrongClocks: faults.wrong_clock })
  const links = new Links(seed, Math.min(5000, Math.max(40, Math.round(events / 60))), both ? drawPage : null)
  const draw = (at: number) => visitors.draw(at, random)
  const arrive = (arrival: Parameters<typeof arriveAtStore>[0]) => arriveAtStore(arrival, faults, fork())
  const close = end - CLOSING
  let begun = 0
  let done = 0

  /** Each visit draws numbers of its own: what one visitor does changes nothing for the next. */
  function fork(): Random {
    return new Random(random.uint32(), random.uint32())
  }

  function begin(at: number): Visit {
    begun++
    const toShortener = both ? random.chance(CLICKS) : apps.has(SHORTENER)
    if (!toShortener) return visitStore(at, draw, faults, fork())
    return visitShortener(at, links, draw, both ? arrive : null, faults, fork())
  }

  /** Visits in the order of their starts, as dense as it takes to be done with the events when the days close. */
  function* beginAll(): Generator<Visit> {
    const expected = both ? 2 : apps.has(SHORTENER) ? 1.1 : 7
    let ahead = activityBetween(start, close)
    for (let at = start; ; ) {
      const lines = (expected * 30 + done) / (30 + begun)
      const activity = activityAt(at)
      const pace = (activity * (events - done)) / lines / Math.max(ahead, activity / 60)
      const next = at + (random.spread(gaps) / 1000 / pace) * HOUR
      ahead -= activityBetween(at, Math.min(next, close))
      at = next
      yield begin(Math.floor(at))
    }
  }

  for (const line of mergeByArrival(beginAll())) {
    yield line
    if (++done === events) return
  }
}

function readOptions({ events, seed, apps = APPS, days = 1, end = '2026-11-01' }: WorldOptions): World {
  if (!Number.isSafeInteger(events) || events < 1) {
    throw new RangeError(`events: expected a whole number from 1, got ${events}`)
  }
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new RangeError(`seed: expected a whole number or a text, got ${seed}`)
  }
  const unknown = apps.find(app => !(APPS as readonly string[]).includes(app))
  if (apps.length === 0 || unknown !== undefined) {
    throw new RangeError(`apps: expected ${APPS.join(' or ')}, or both, got ${unknown ?? 'none'}`)
  }
  if (!Number.isInteger(days) || days < 1 || days > 3660) {
    throw new RangeError(`days: expected a whole number from 1 to 3660, got ${days}`)
  }
  const ends = /^\d{4}-\d\d-\d\d($|T.*(Z|[+-]\d\d:\d\d)$)/.test(end) ? Date.parse(end) : Number.NaN
  if (!(ends >= Date.UTC(2000, 0, 1) + days * DAY && ends < Date.UTC(2099, 0, 1))) {
    throw new RangeError(`end: expected a date such as 2026-11-01, days after 2000 and before 2099, got ${end}`)
  }
  return { events, seed: deriveSeed(0, String(seed)), apps: new Set(apps), start: ends - days * DAY, end: ends }
}
