// What the lake is to hold, worked out from nothing but the list of what was sent.
import type { NewRecord } from '@clickstream/stream/stream'

export const NOON = Date.UTC(2026, 0, 15, 12)
const HOUR = 3_600_000
/** An event_id that comes again within so many hours of arrival is the same event. */
const WINDOW_HOURS = 24

interface Arrival {
  readonly number: number
  /** Hours since 1970. */
  readonly hour: number
}

type Row = Readonly<Record<string, unknown>>

/** The numbered event, as the collector puts it on the stream. Every eleventh breaks the contract. */
export function envelopeOf(number: number, received_at: number): NewRecord {
  const event = {
    event_id: `e${number}`,
    event_type: 'page_viewed',
    app: number % 3 === 0 ? 'shortener' : 'store',
    anonymous_id: visitorOf(number),
    ...(isBroken(number) ? {} : { page_url: `https://shop.example/${number}` }),
  }
  const data = Buffer.from(JSON.stringify({ received_at, dialect: 'events', event }))
  return { partition_key: event.anonymous_id, data }
}

function visitorOf(number: number): string {
  return `v${number % 5}`
}

function isBroken(number: number): boolean {
  return number % 11 === 10
}

export class Model {
  #arrivals: Arrival[] = []
  /** Events of which some arrivals were forgotten: what comes again of them may count as new, or as seen before. */
  readonly #open = new Set<string>()
  /** All that was sent was polled. */
  isPolled = true

  arrive(numbers: readonly number[], at: number): void {
    for (const number of numbers) this.#arrivals.push({ number, hour: Math.floor(at / HOUR) })
    this.isPolled = false
  }

  /** All that has arrived of a visitor is gone. */
  forget(visitor: string): void {
    const isTheirs = ({ number }: Arrival) => visitorOf(number) === visitor
    for (const arrival of this.#arrivals) if (isTheirs(arrival)) this.#open.add(`e${arrival.number}`)
    this.#arrivals = this.#arrivals.filter(arrival => !isTheirs(arrival))
  }

  /** What is wrong with the rows of `events`; nothing when each event is there once in its window. */
  judgeEvents(rows: readonly Row[]): string[] {
    const wrong: string[] = []
    const found = groupBy(rows, row => String(row.event_id))
    const sent = groupBy(
      this.#arrivals.filter(({ number }) => !isBroken(number)),
      ({ number }) => `e${number}`,
    )
    for (const id of found.keys()) if (!sent.has(id)) wrong.push(`${id}: never sent`)
    for (const [id, arrivals] of sent) {
      const hours = (found.get(id) ?? []).map(hourOf).sort((a, b) => a - b)
      for (const hour of hours) {
        if (!arrivals.some(arrival => arrival.hour === hour))
          wrong.push(`${id}: a row in hour ${hour}, sent in another`)
      }
      for (const [i, hour] of hours.entries()) {
        const before = hours[i - 1]
        if (before !== undefined && hour - before < WINDOW_HOURS) wrong.push(`${id}: counted in ${before} and ${hour}`)
      }
      if (!this.isPolled || this.#open.has(id)) continue
      for (const { hour } of arrivals) {
        const isThere = hours.some(each => Math.abs(each - hour) <= WINDOW_HOURS)
        if (!isThere) wrong.push(`${id}: sent in hour ${hour}, not there`)
      }
    }
    return wrong
  }

  /** What is wrong with the rows of `rejected`; nothing when each record that broke the contract has one. */
  judgeRejected(rows: readonly Row[]): string[] {
    const found = groupBy(rows, row => String(row.event_id))
    const sent = groupBy(
      this.#arrivals.filter(({ number }) => isBroken(number)),
      ({ number }) => `e${number}`,
    )
    const ids = new Set([...found.keys(), ...sent.keys()])
    return [...ids].flatMap(id => {
      const [is, should] = [found.get(id)?.length ?? 0, sent.get(id)?.length ?? 0]
      if (is === should || (!this.isPolled && is < should)) return []
      return [`${id}: expected ${should} rejected rows, got ${is}`]
    })
  }
}

function hourOf(row: Row): number {
  return Date.parse(`${row.received_date}T${row.received_hour}:00:00Z`) / HOUR
}

function groupBy<T>(list: Iterable<T>, keyOf: (each: T) => string): Map<string, T[]> {
  return Map.groupBy(list, keyOf)
}
