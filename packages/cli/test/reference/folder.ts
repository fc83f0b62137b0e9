// A fixture folder as plain objects: what each good line says once times are corrected and repeats are gone. Nothing here
// knows of the pipeline: it states again, simply, what the pipeline should come to.
import { readFileSync } from 'node:fs'
import { agentOf } from '@clickstream/visitors/agents'
import type { Fault } from '@clickstream/visitors/broken'
import { countryOf } from '@clickstream/visitors/places'
import { parseCsv } from './csv.ts'
import { People } from './people.ts'

/** An event as the answers need it; what a line leaves out, or leaves empty, is null. */
export interface Event {
  readonly event_id: string
  readonly event_type: string
  readonly app: string
  /** Corrected, ms since 1970. */
  readonly occurred: number
  /** ms since 1970 */
  readonly received: number
  /** anonymous_id, or user_id where there is none. */
  readonly visitor: string
  readonly is_human: boolean
  readonly traffic: 'human' | 'bot' | 'preview'
  readonly device: { readonly device_type: string | null; readonly os: string | null; readonly browser: string | null }
  readonly country: string | null
  /** The text of a field as it was sent. */
  text(field: string): string | null
  /** What stands in properties. */
  property(name: string): string | null
  /** A field that was sent as a list. */
  list(field: string): readonly unknown[] | null
  /** A field of money in ten-thousandths, exact. */
  money(field: string): bigint | null
}

export interface Rejection extends Fault {
  readonly received: number
}

export interface Folder {
  /** Those that happened on the days asked about. */
  readonly events: readonly Event[]
  /** All that are in the lake. */
  readonly all: readonly Event[]
  readonly people: People
  readonly rejections: readonly Rejection[]
  /** The first and the last UTC day of the good lines' arrival, YYYY-MM-DD. */
  readonly from: string
  readonly to: string
}

const DAY = 86_400_000
const LATE_DAYS = 3

/** Reads events.ndjson and faults.csv, which names the lines (from 1) that the contract rejects, and why. */
export function readFolder(path: string): Folder {
  const faults = parseCsv(readFileSync(`${path}/faults.csv`, 'utf8')).map(row => ({
    line: Number(row.line),
    fault: { app: row.app || null, reason_code: row.reason_code!, field: row.field || null },
  }))
  return readLines(
    readFileSync(`${path}/events.ndjson`, 'utf8').split('\n'),
    new Map(faults.map(({ line, fault }) => [line, fault])),
  )
}

/** The same from lines; `faults` by line number, from 1. Blank lines say nothing. */
export function readLines(lines: readonly string[], faults: ReadonlyMap<number, Fault>): Folder {
  const events: Event[] = []
  const rejections: { fault: Fault; received: number | null }[] = []
  const firstSeen = new Set<string>()
  let lastReceived: number | null = null
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const fault = faults.get(i + 1)
    if (fault !== undefined) {
      lastReceived = arrivalOf(line) ?? lastReceived
      rejections.push({ fault, received: lastReceived })
      continue
    }
    const event = readEvent(JSON.parse(line))
    lastReceived = event.received
    const key = `${event.app} ${event.event_id}`
    if (!firstSeen.has(key)) events.push(event)
    firstSeen.add(key)
  }
  const arrivals = events.map(event => event.received)
  const [first, last] = [Math.min(...arrivals), Math.max(...arrivals)].map(at => Math.floor(at / DAY) * DAY)
  const isAsked = (event: Event) => event.occurred >= first! && event.occurred < last! + DAY
  const isRead = (event: Event) => event.received < last! + (1 + LATE_DAYS) * DAY
  return {
    events: events.filter(event => isAsked(event) && isRead(event)),
    all: events,
    people: new People(events),
    rejections: rejections.map(({ fault, received }) => ({ ...fault, received: received ?? arrivals[0]! })),
    from: dayOf(first!),
    to: dayOf(last!),
  }
}

/** `2026-01-15` */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function readEvent(fields: Record<string, unknown>): Event {
  const text = (field: string) => {
    const value = fields[field]
    return value === undefined || value === null || value === '' ? null : String(value)
  }
  const received = timeOf(fields.received_at)!
  const userAgent = text('user_agent')
  const agent = userAgent === null ? nobody : agentOf(userAgent)
  if (agent === undefined)
    throw new Error(`user agent of ${text('event_id')}: expected one of agents.ts, got ${userAgent}`)
  const ip = text('ip')
  return {
    event_id: text('event_id')!,
    event_type: text('event_type')!,
    app: text('app')!,
    occurred: correct(timeOf(fields.occurred_at), timeOf(fields.sent_at), received),
    received,
    visitor: text('anonymous_id') ?? text('user_id')!,
    is_human: agent.traffic === 'human',
    traffic: agent.traffic,
    device: agent,
    country: ip === null ? null : countryOf(ip),
    text,
    property: name => {
      const value = (fields.properties as Record<string, unknown> | undefined)?.[name]
      return value === undefined || value === null || typeof value === 'object' ? null : String(value)
    },
    list: field => (Array.isArray(fields[field]) ? fields[field] : null),
    money: field => {
      const value = text(field)
      return value === null ? null : BigInt(Math.round(Number(value) * 10_000))
    },
  }
}

const nobody = { device_type: null, os: null, browser: null, traffic: 'human' } as const

/** The client's clock is as wrong when it sends as when it happened: the difference is what counts. */
function correct(occurred: number | null, sent: number | null, received: number): number {
  if (occurred === null) return received
  const time = sent === null ? occurred : received - (sent - occurred)
  return time > received || time < 0 ? received : time
}

function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.floor(value)
  return typeof value === 'string' && value !== '' ? Date.parse(value) : null
}

/** When a rejected line arrived, if it is JSON and says so. */
function arrivalOf(line: string): number | null {
  try {
    return timeOf(JSON.parse(line)?.received_at)
  } catch {
    return null
  }
}

/** By time, then event_id. */
export function inOrder(a: Event, b: Event): number {
  return a.occurred - b.occurred || (a.event_id < b.event_id ? -1 : 1)
}

/** Each order's first order_completed, by time and then event_id: a page loaded again sends its order again. */
export function firstOrders(events: readonly Event[]): Event[] {
  const first = new Map<string, Event>()
  for (const event of events.filter(each => each.event_type === 'order_completed')) {
    const key = `${event.app} ${event.text('order_id')}`
    const other = first.get(key)
    const isEarlier =
      other === undefined ||
      event.occurred < other.occurred ||
      (event.occurred === other.occurred && event.event_id < other.event_id)
    if (isEarlier) first.set(key, event)
  }
  return [...first.values()]
}
