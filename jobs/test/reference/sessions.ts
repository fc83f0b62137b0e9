// What a session is, told a second time: event by event, in plain TypeScript, sharing nothing with the job.

/** An event as any reader gives it: times as Date, text or ms, decimals as numbers or text. */
export interface ReferenceEvent {
  readonly app: string
  readonly event_id: string
  readonly event_type: string
  readonly occurred_at: Date | string | number | bigint
  readonly traffic: string
  readonly [column: string]: unknown
}

/** A row of the table sessions; times in ms since 1970, revenue in units of currency. */
export type ReferenceSession = Record<string, string | number | boolean | null> & {
  app: string
  session_date: string
  session_id: string
  visitor_id: string
  started_at: number
  ended_at: number
  events: number
  orders: number
  revenue: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
// biome-ignore format: a list
const FIRST_THAT_HAS_ONE = [
  'short_code', 'channel', 'utm_source', 'utm_medium', 'utm_campaign', 'referrer_host', 'country', 'device_type', 'os',
  'browser', 'language',
]

/** The sessions of these events, by app, visitor and start. */
export function computeSessions(events: Iterable<ReferenceEvent>, idle_minutes = 30): ReferenceSession[] {
  const byVisitor = new Map<string, ReferenceEvent[]>()
  for (const event of events) {
    const visitor = (event.anonymous_id ?? event.user_id) as string | null | undefined
    if (visitor === null || visitor === undefined) continue
    const key = JSON.stringify([event.app, visitor])
    const theirs = byVisitor.get(key)
    if (theirs === undefined) byVisitor.set(key, [event])
    else theirs.push(event)
  }
  const sessions: ReferenceSession[] = []
  for (const [key, theirs] of [...byVisitor].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [app, visitor] = JSON.parse(key) as [string, string]
    for (const visit of splitVisits(theirs, idle_minutes * MINUTE)) sessions.push(describe(app, visitor, visit))
  }
  return sessions
}

function splitVisits(events: readonly ReferenceEvent[], idle: number): ReferenceEvent[][] {
  const ordered = [...events].sort(
    (a, b) => timeOf(a) - timeOf(b) || Buffer.compare(Buffer.from(a.event_id), Buffer.from(b.event_id)),
  )
  const visits: ReferenceEvent[][] = []
  for (const event of ordered) {
    const visit = visits.at(-1)
    if (visit === undefined || timeOf(event) - timeOf(visit.at(-1)!) >= idle) visits.push([event])
    else {
      const nextNoon = Math.floor(timeOf(visit[0]!) / DAY) * DAY + DAY + 12 * HOUR
      if (timeOf(event) >= nextNoon) visits.push([event])
      else visit.push(event)
    }
  }
  return visits
}

function describe(app: string, visitor_id: string, events: readonly ReferenceEvent[]): ReferenceSession {
  const started_at = timeOf(events[0]!)
  const ended_at = timeOf(events.at(-1)!)
  const orders = new Map<string, ReferenceEvent>()
  for (const event of events) {
    const id = event.order_id as string | null
    if (event.event_type === 'order_completed' && id !== null && !orders.has(id)) orders.set(id, event)
  }
  const currency = ([...orders.values()][0]?.currency ?? null) as string | null
  // In ten-thousandths, so that no order of adding them up can make a difference.
  const revenue = [...orders.values()]
    .filter(order => currency !== null && order.currency === currency)
    .reduce((sum, order) => sum + Math.round(Number(order.value ?? 0) * 10_000), 0)
  const first = (column: string) => (events.find(event => isThere(event[column]))?.[column] ?? null) as string | null
  const last = (column: string) => (events.findLast(event => isThere(event[column]))?.[column] ?? null) as string | null
  return {
    app,
    session_date: new Date(started_at).toISOString().slice(0, 10),
    session_id: `${visitor_id}-${started_at}`,
    visitor_id,
    user_id: last('user_id'),
    started_at,
    ended_at,
    duration_seconds: Math.floor((ended_at - started_at) / 1000),
    events: events.length,
    pages: events.filter(event => event.event_type === 'page_viewed').length,
    entry_page: first('page_path'),
    exit_page: last('page_path'),
    ...Object.fromEntries(FIRST_THAT_HAS_ONE.map(column => [column, first(column)])),
    converted: orders.size > 0,
    orders: orders.size,
    revenue: revenue / 10_000,
    currency,
    is_bot: events.some(event => event.traffic !== 'human'),
  }
}

function timeOf({ occurred_at }: ReferenceEvent): number {
  if (typeof occurred_at === 'bigint') return Number(occurred_at)
  return typeof occurred_at === 'number' ? occurred_at : new Date(occurred_at).getTime()
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined
}
