import { average, countDistinct, formatMoney, fraction, groupBy, orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import { dayOf, type Event, type Folder, firstOrders } from './folder.ts'

const human = ({ events }: Folder, ...types: readonly string[]) =>
  events.filter(event => event.is_human && types.includes(event.event_type))
const ofType = (events: readonly Event[], type: string) => events.filter(event => event.event_type === type)

const steps = [
  ['visited', 'page_viewed'],
  ['product_viewed', 'product_viewed'],
  ['product_added', 'product_added'],
  ['checkout_started', 'checkout_started'],
  ['order_completed', 'order_completed'],
] as const

export function storeFunnel(folder: Folder): Answer {
  const reached = steps.map(() => 0)
  const events = human(folder, ...steps.map(([, type]) => type)).filter(event => event.app === 'store')
  for (const [, theirs] of groupBy(events, event => [folder.people.personOf(event)])) {
    let since = Number.NEGATIVE_INFINITY
    for (const [i, [, type]] of steps.entries()) {
      const times = ofType(theirs, type).map(event => event.occurred)
      const next = Math.min(...times.filter(time => time >= since))
      if (next === Number.POSITIVE_INFINITY) break
      reached[i]!++
      since = next
    }
  }
  return {
    columns: ['step', 'name', 'visitors', 'of_previous', 'of_first'],
    rows: steps.map(([name], i) => [
      i + 1,
      name,
      reached[i]!,
      fraction(reached[i]!, reached[Math.max(0, i - 1)]!),
      fraction(reached[i]!, reached[0]!),
    ]),
  }
}

export function revenueByDay(folder: Folder): Answer {
  const events = human(folder, 'order_completed', 'order_refunded')
  const counted = new Set(firstOrders(events))
  const theirs = events.filter(event => event.event_type === 'order_refunded' || counted.has(event))
  const rows = groupBy(theirs, event => [dayOf(event.occurred), event.text('currency') ?? '(unknown)']).map(
    ([key, events]) => {
      const completed = ofType(events, 'order_completed')
      const orders = completed.length
      const revenue = completed.reduce((sum, event) => sum + (event.money('value') ?? 0n), 0n)
      const each = orders === 0 ? null : formatMoney(average(revenue, orders))
      return [...key, orders, formatMoney(revenue), each, ofType(events, 'order_refunded').length]
    },
  )
  return {
    columns: ['day', 'currency', 'orders', 'revenue', 'average_order', 'refunds'],
    rows: orderBy(rows, 1, 2),
  }
}

export function topProducts(folder: Folder): Answer {
  const events = human(folder, 'product_viewed', 'product_added')
  const rows = groupBy(events, event => [event.text('product_id')]).map(([key, theirs]) => {
    const viewed = ofType(theirs, 'product_viewed').length
    const added = ofType(theirs, 'product_added').length
    const names = theirs.map(event => event.text('product_name')).filter(name => name !== null)
    return [...key, names.toSorted().at(-1) ?? null, viewed, added, fraction(added, viewed)]
  })
  return {
    columns: ['product_id', 'product_name', 'viewed', 'added', 'conversion'],
    rows: orderBy(rows, -3, 1).slice(0, 20),
  }
}

export function searchTerms(folder: Folder): Answer {
  const rows = groupBy(human(folder, 'product_searched'), event => [
    event.text('search_query')!.trim().toLowerCase(),
  ]).map(([key, searches]) => [
    ...key,
    searches.length,
    countDistinct(searches.map(folder.people.personOf, folder.people)),
  ])
  return { columns: ['term', 'searches', 'visitors'], rows: orderBy(rows, -2, 1).slice(0, 50) }
}
