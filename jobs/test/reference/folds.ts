// What identities, links, products and rollups are, told a second time in plain TypeScript.
import type { ReferenceEvent } from './sessions.ts'

type Row = Record<string, unknown>

export function computeIdentities(events: readonly ReferenceEvent[]): Row[] {
  const pairs = new Map<string, Row & { last_identified_at: number; user_id: string }>()
  for (const { app, anonymous_id, user_id, occurred_at } of inOrder(events)) {
    if (typeof anonymous_id !== 'string' || typeof user_id !== 'string') continue
    const key = JSON.stringify([app, anonymous_id, user_id])
    const first_identified_at = pairs.get(key)?.first_identified_at ?? Number(occurred_at)
    const last_identified_at = Number(occurred_at)
    pairs.set(key, { app, anonymous_id, user_id, first_identified_at, last_identified_at, is_current: false })
  }
  const current = new Map<string, Row>()
  for (const pair of [...pairs.values()].sort(
    (a, b) => a.last_identified_at - b.last_identified_at || compare(a.user_id, b.user_id),
  )) {
    current.set(JSON.stringify([pair.app, pair.anonymous_id]), pair)
  }
  for (const pair of current.values()) pair.is_current = true
  return [...pairs.values()]
}

export function computeLinks(events: readonly ReferenceEvent[]): Row[] {
  const links = new Map<string, Row>()
  for (const event of inOrder(events)) {
    if (event.event_type !== 'link_created') continue
    const { app, short_code, destination_url, properties, event_id: updated_by } = event
    const key = JSON.stringify([app, short_code])
    const title = (JSON.parse((properties as string) ?? '{}') as Row).title ?? null
    const updated_at = Number(event.occurred_at)
    const created_at = links.get(key)?.created_at ?? updated_at
    links.set(key, { app, short_code, destination_url, title, created_at, updated_at, updated_by })
  }
  return [...links.values()]
}

/** Without said_by. */
export function computeProducts(events: readonly ReferenceEvent[]): Row[] {
  const products = new Map<string, Row>()
  for (const event of inOrder(events)) {
    const { app, product_id } = event
    if ((product_id ?? null) === null) continue
    const key = JSON.stringify([app, product_id])
    const updated_at = Number(event.occurred_at)
    const before = products.get(key) ?? { product_name: null, category: null, price: null, currency: null }
    const isPriced = (event.price ?? null) !== null
    products.set(key, {
      app,
      product_id,
      product_name: event.product_name ?? before.product_name,
      category: event.category ?? before.category,
      price: isPriced ? event.price : before.price,
      currency: isPriced ? event.currency : before.currency,
      first_seen_at: before.first_seen_at ?? updated_at,
      updated_at,
    })
  }
  return [...products.values()]
}

const HOURLY = ['event_type', 'traffic', 'channel', 'country', 'device_type']
const DAILY = [...HOURLY, 'utm_campaign', 'referrer_host', 'short_code', 'product_id']

export function computeRollups(events: readonly ReferenceEvent[], by: 'hour' | 'day'): Row[] {
  const rows = new Map<string, Row & { events: number; orders: number; quantity: number; revenue: number }>()
  const seen = new Set<string>()
  for (const event of inOrder(events)) {
    const time = new Date(Number(event.occurred_at)).toISOString()
    const event_date = time.slice(0, 10)
    const order = JSON.stringify([event.app, event_date, event.order_id])
    const isOrder = event.event_type === 'order_completed' && !seen.has(order)
    if (isOrder) seen.add(order)
    const dimensions: Row = { app: event.app, event_date, currency: isOrder ? event.currency : null }
    if (by === 'hour') dimensions.hour_at = Date.parse(`${time.slice(0, 13)}:00:00Z`)
    for (const name of by === 'hour' ? HOURLY : DAILY) dimensions[name] = event[name] ?? null
    const key = JSON.stringify(dimensions)
    const row = rows.get(key) ?? { ...dimensions, events: 0, orders: 0, quantity: 0, revenue: 0 }
    row.events++
    row.quantity += Number(event.quantity ?? 0)
    if (isOrder) {
      row.orders++
      row.revenue = Math.round((row.revenue + Number(event.value ?? 0)) * 10_000) / 10_000
    }
    rows.set(key, row)
  }
  return [...rows.values()]
}

function inOrder(events: readonly ReferenceEvent[]): ReferenceEvent[] {
  return [...events].sort((a, b) => Number(a.occurred_at) - Number(b.occurred_at) || compare(a.event_id, b.event_id))
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
