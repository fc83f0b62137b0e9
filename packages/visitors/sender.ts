// What becomes of an event on its way: the line that arrives, when, and what went wrong.
import { breakEvent, type Fault, garbleLine } from './broken.ts'
import { formatTime } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Visitor } from './visitor.ts'

/** Something a visitor does. */
export interface Happening {
  /** When it truly happens, ms since 1970; a visit's happenings are in this order. */
  readonly at: number
  /** event_type and the fields that say more, in the order they are written. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The account they are logged in to. */
  readonly user_id?: string | null
}

/** A line of NDJSON on its way. */
export interface Line {
  /** ms since 1970 */
  readonly arrives: number
  readonly app: string
  readonly text: string
  /** What the contract will say against it; null when it is good. */
  readonly fault: Fault | null
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const latency = [20, 45, 60, 80, 110, 160, 240, 400, 1500]
const delay = [2 * SECOND, 5 * SECOND, 20 * SECOND, MINUTE, 5 * MINUTE]
const retry = [SECOND, 2 * SECOND, 5 * SECOND, 30 * SECOND, 5 * MINUTE, 20 * MINUTE]
const outage = [20 * MINUTE, HOUR, 2 * HOUR, 5 * HOUR, 11 * HOUR]

/** Sends a visitor's events: from their browser with its own clock, or from the app's server on their behalf. */
export class Sender {
  readonly app: string
  readonly visitor: Visitor
  #random: Random
  #faults: Faults
  #skew: number
  #canGoOffline: boolean
  #saysWhenSent: boolean
  #onlineAt = 0
  /** What every line of the visit says, as JSON without its braces. */
  #told: string

  constructor(app: string, visitor: Visitor, from: 'browser' | 'server', faults: Faults, random: Random) {
    const browser = from === 'browser'
    const old = browser && random.chance(faults.no_sent_at)
    this.app = app
    this.visitor = visitor
    this.#random = random
    this.#faults = faults
    this.#skew = browser ? visitor.skew : 0
    this.#canGoOffline = browser && visitor.agent.traffic === 'human'
    this.#saysWhenSent = !old
    const told = {
      ip: visitor.ip,
      user_agent: visitor.agent.user_agent,
      ...(browser ? { timezone: visitor.place.timezone } : {}),
      language: visitor.language,
      sdk: browser ? 'clickstream-web' : 'clickstream-node',
      sdk_version: old ? '0.9.8' : '1.4.2',
    }
    this.#told = JSON.stringify(told).slice(1, -1)
  }

  /** Hands over the line, or the two, that come of an event. */
  send({ at, fields, user_id }: Happening, deliver: (line: Line) => void): void {
    const random = this.#random
    const faults = this.#faults
    const event: Record<string, unknown> = { event_id: random.uuid(), app: this.app }
    if (!random.chance(faults.no_occurred_at)) event.occurred_at = formatTime(at + this.#skew)
    event.anonymous_id = this.visitor.anonymous_id
    if (user_id != null) event.user_id = user_id
    Object.assign(event, fields)
    const fault = random.chance(faults.broken) ? breakEvent(event, random) : null
    const body = JSON.stringify(event).slice(0, -1)

    if (this.#canGoOffline && at >= this.#onlineAt && random.chance(faults.offline)) {
      this.#onlineAt = at + random.spread(outage)
    }
    let leaves = Math.max(at, this.#onlineAt)
    if (random.chance(faults.delayed)) leaves += random.spread(delay)
    let arrives = leaves + random.spread(latency)
    if (random.chance(faults.garbled)) {
      deliver({ arrives, app: this.app, ...garbleLine(this.#write(body, leaves, arrives), random) })
      return
    }
    deliver({ arrives, app: this.app, text: this.#write(body, leaves, arrives), fault })
    if (!random.chance(faults.retried)) return
    leaves = arrives + random.spread(retry)
    arrives = leaves + random.spread(latency)
    deliver({ arrives, app: this.app, text: this.#write(body, leaves, arrives), fault })
  }

  #write(body: string, leaves: number, arrives: number): string {
    const sent = this.#saysWhenSent ? `,"sent_at":"${formatTime(leaves + this.#skew)}"` : ''
    return `${body},${this.#told}${sent},"received_at":"${formatTime(arrives)}"}`
  }
}
