// What is put into carts, what is left in them, and what goes with what.
import { formatMoney, fraction, groupBy, orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import { dayOf, type Event, type Folder, firstOrders } from './folder.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const TYPES = ['product_added', 'product_removed', 'checkout_started', 'order_completed']

export function cartAbandonment({ all, people, from, to }: Folder, hours = 24): Answer {
  const [first, last] = [Date.parse(from) - hours * HOUR, Date.parse(to) + DAY + hours * HOUR]
  const events = all
    .filter(event => event.is_human && event.app === 'store' && TYPES.includes(event.event_type))
    .filter(event => event.occurred >= first && event.occurred < last)
  const newest = Math.max(...events.map(event => event.occurred))
  const carts = groupBy(events, event => [event.text('cart_id') ?? people.personOf(event)]).flatMap(([, theirs]) => {
    const added = Math.min(...theirs.filter(is('product_added')).map(event => event.occurred))
    if (added === Number.POSITIVE_INFINITY) return []
    const soon = theirs.filter(event => event.occurred >= added && event.occurred <= added + hours * HOUR)
    const is_ordered = soon.some(is('order_completed'))
    const is_open = !is_ordered && newest < added + hours * HOUR
    const is_checked_out = soon.some(is('checkout_started'))
    return [{ day: dayOf(added), is_checked_out, is_ordered, is_open, worth: weigh(soon) }]
  })
  const asked = carts.filter(cart => cart.day >= from && cart.day <= to)
  const rows = groupBy(asked, cart => [cart.day]).map(([key, theirs]) => {
    const left = theirs.filter(cart => !cart.is_ordered && !cart.is_open)
    const open = theirs.filter(cart => cart.is_open).length
    return [
      ...key,
      theirs.length,
      theirs.filter(cart => cart.is_checked_out).length,
      theirs.filter(cart => cart.is_ordered).length,
      open,
      left.length,
      fraction(left.length, theirs.length - open),
      formatMoney(left.reduce((sum, cart) => sum + cart.worth, 0n)),
    ]
  })
  return {
    columns: ['day', 'carts', 'checked_out', 'ordered', 'open', 'abandoned', 'abandonment', 'abandoned_value'],
    rows: orderBy(rows, 1),
  }
}

/** What was added less what was removed, of prices in dollars. */
function weigh(events: readonly Event[]): bigint {
  const amounts = events.map(event => {
    const amount = (event.money('price') ?? 0n) * BigInt(event.text('quantity') ?? 1)
    if (event.text('currency') !== 'USD') return 0n
    return { product_added: amount, product_removed: -amount }[event.event_type] ?? 0n
  })
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

export function productAffinity(folder: Folder, by: 'bought' | 'viewed' = 'bought', least = 3): Answer {
  const baskets = (by === 'bought' ? listOrders(folder) : listDays(folder)).filter(basket => basket.size <= 50)
  const names = new Map<string, string>()
  const alone = new Map<string, number>()
  const pairs = new Map<string, number>()
  for (const basket of baskets) {
    for (const [product, name] of basket) {
      if (name !== null && name > (names.get(product) ?? '')) names.set(product, name)
      alone.set(product, (alone.get(product) ?? 0) + 1)
      for (const other of basket.keys()) {
        if (other === product) continue
        const key = JSON.stringify([product, other])
        pairs.set(key, (pairs.get(key) ?? 0) + 1)
      }
    }
  }
  const rows = [...pairs]
    .filter(([, together]) => together >= least)
    .map(([key, together]) => {
      const [product, other] = JSON.parse(key) as [string, string]
      return [
        ...[product, names.get(product) ?? null, other, names.get(other) ?? null, together],
        fraction(together, baskets.length),
        fraction(together, alone.get(product)!),
        Math.round(((together * baskets.length) / alone.get(product)! / alone.get(other)!) * 10_000) / 10_000,
      ]
    })
  return {
    columns: [
      ...['product_id', 'product_name', 'other_product_id', 'other_product_name', 'together'],
      ...['support', 'confidence', 'lift'],
    ],
    rows: orderBy(rows, -8, -5, 1, 3).slice(0, 50),
  }
}

type Basket = ReadonlyMap<string, string | null>

function listOrders({ events }: Folder): Basket[] {
  return firstOrders(events.filter(event => event.is_human && event.app === 'store'))
    .map(order => {
      const items = order.list('items') as { product_id?: string; product_name?: string }[] | null
      const named = items ?? [{ product_id: order.text('product_id'), product_name: order.text('product_name') }]
      return new Map(named.filter(item => item.product_id).map(item => [item.product_id!, item.product_name ?? null]))
    })
    .filter(basket => basket.size > 0)
}

function listDays({ events, people }: Folder): Basket[] {
  const views = events.filter(event => event.is_human && event.app === 'store' && event.event_type === 'product_viewed')
  return groupBy(views, view => [people.personOf(view), dayOf(view.occurred)]).map(
    ([, theirs]) => new Map(theirs.map(view => [view.text('product_id')!, view.text('product_name')])),
  )
}

function is(event_type: string) {
  return (event: Event) => event.event_type === event_type
}
