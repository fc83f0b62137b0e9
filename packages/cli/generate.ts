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

export interface GenerateOptions {
  /** How many lines; broken ones count. */
  readonly events: number
  /** The same seed and options give the same bytes, on any machine. */
  readonly seed: number | string
  /** Which apps send: shortener, store, or both (the default). Only with both do short links lead to the store. */
  readonly apps?: readonly string[]
  /** Over how many days, 1 unless told. */
  readonly days?: number
  /** Where the days end: a date, or an instant with its zone. 2026-11-01 unless told, whatever day it is. */
  readonly end?: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Visits take a while: the pace is set so that the last events come this long before the end. */
const CLOSING = HOUR / 6
/** Quantiles of the exponential distribution with mean 1000, its tail cut. */
const gaps = [0, 134, 288, 470, 693, 981, 1386, 2079, 4200]
/** Of the visits that people begin by themselves, those to the shortener where both apps send. */
const CLICKS = 0.92

/**
 * Events as lines of NDJSON, without their line ends, in the order of arrival (`received_at`): as many as asked for, spread
 * over the days so that the last one comes about when they end. Memory grows with who is there at one time, not with `events`.
 * @throws RangeError when an option is out of bounds.
 */
export function* generateEvents(options: GenerateOptions): Generator<string> {
  for (const line of generateLines(options)) yield line.text
}

/** The same with what is wrong with each line, and with as many faults as wanted. */
export function* generateLines(options: GenerateOptions, faults: Faults = usualFaults): Generator<Line> {
  const { events, seed, apps, start, end } = readOptions(options)
  const close = end - CLOSING
  const visitors = new Visitors(seed, { size: events / 3, start, wrongClocks: faults.wrong_clock })
  const person = (at: number) => visitors.draw(at, random)
  const random = new Random(deriveSeed(seed, 'visits'))
  const both = apps.has(SHORTENER) && apps.has(STORE)
  const links = new Links(seed, Math.min(5000, Math.max(40, Math.round(events / 60))), both ? drawPage : null)
  const arrive = both ? (arrival: Parameters<typeof arriveAtStore>[0]) => arriveAtStore(arrival, faults, fork()) : null
  let begun = 0
  let done = 0

  /** Each visit draws from numbers of its own: what one visitor does changes nothing for the next. */
  function fork(): Random {
    return new Random(random.uint32(), random.uint32())
  }

  function begin(at: number): Visit {
    begun++
    const toShortener = both ? random.chance(CLICKS) : apps.has(SHORTENER)
    return toShortener
      ? visitShortener(at, links, person, arrive, faults, fork())
      : visitStore(at, person, faults, fork())
  }

  /** Visits in the order of their starts, as dense as it takes to be done with the events when the days end. */
  function* begins(): Generator<Visit> {
    const expected = both ? 2 : apps.has(SHORTENER) ? 1.1 : 7
    let ahead = activityBetween(start, close)
    for (let at = start; ; ) {
      const lines = (expected * 30 + done) / (30 + begun)
      const pace = activityAt(at) * ((events - done) / lines / Math.max(ahead, activityAt(at) / 60))
      const next = at + (random.spread(gaps) / 1000 / pace) * HOUR
      ahead -= activityBetween(at, Math.min(next, close))
      at = next
      yield begin(Math.floor(at))
    }
  }

  for (const line of mergeByArrival(begins())) {
    yield line
    if (++done === events) return
  }
}

function readOptions({ events, seed, apps = APPS, days = 1, end = '2026-11-01' }: GenerateOptions) {
  if (!Number.isSafeInteger(events) || events < 1) {
    throw new RangeError(`events: expected a whole number from 1, got ${events}`)
  }
  if (!Number.isInteger(days) || days < 1 || days > 3660) {
    throw new RangeError(`days: expected a whole number from 1 to 3660, got ${days}`)
  }
  const unknown = apps.find(app => !(APPS as readonly string[]).includes(app))
  if (apps.length === 0 || unknown !== undefined) {
    throw new RangeError(`apps: expected ${APPS.join(', ')} or both, got ${unknown ?? 'none'}`)
  }
  const ends = Date.parse(end)
  if (!(ends >= days * DAY && ends < Date.UTC(2099, 0, 1))) {
    throw new RangeError(`end: expected a date such as 2026-11-01, from 1970 and the days on to 2098, got ${end}`)
  }
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new RangeError(`seed: expected a whole number or a text, got ${seed}`)
  }
  return { events, seed: deriveSeed(0, String(seed)), apps: new Set(apps), start: ends - days * DAY, end: ends }
}
