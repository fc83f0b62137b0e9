// What led to orders: to the first, to the last, or a part to each.
import { formatMoney, groupBy, orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import { type Folder, firstOrders } from './folder.ts'
import { listVisits } from './visits.ts'

const DAY = 86_400_000
const CURRENCY = 'USD'

interface Touch {
  readonly id: string
  readonly at: number
  readonly person: string
  readonly name: string
}

interface Credit {
  readonly name: string
  readonly first: number
  readonly last: number
  /** Ten-thousandths of an order. */
  readonly part: bigint
  readonly value: bigint
  readonly part_value: bigint
}

export function attribution(folder: Folder, by: 'channel' | 'short_code' = 'channel', days = 30): Answer {
  const touches = by === 'channel' ? listChannels(folder) : listClicks(folder)
  const byPerson = Map.groupBy(touches, touch => touch.person)
  const orders = firstOrders(folder.events.filter(event => event.is_human && event.app === 'store'))
  const credits = orders.flatMap(order => {
    const led = (byPerson.get(folder.people.personOf(order)) ?? [])
      .filter(({ at }) => at <= order.occurred && at >= order.occurred - days * DAY)
      .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    const names = led.length === 0 ? ['(none)'] : led.map(touch => touch.name)
    const value = order.text('currency') === CURRENCY ? (order.money('value') ?? 0n) : 0n
    return names.map((name, i) => ({
      name,
      first: i === 0 ? 1 : 0,
      last: i === names.length - 1 ? 1 : 0,
      part: partOf(10_000n, i, names.length),
      value,
      part_value: partOf(value, i, names.length),
    }))
  })
  const rows = groupBy(credits, credit => [credit.name]).map(([key, theirs]) => [
    ...key,
    theirs.filter(credit => credit.first === 1).length,
    add(theirs, credit => (credit.first === 1 ? credit.value : 0n)),
    theirs.filter(credit => credit.last === 1).length,
    add(theirs, credit => (credit.last === 1 ? credit.value : 0n)),
    add(theirs, credit => credit.part),
    add(theirs, credit => credit.part_value),
  ])
  const columns = [
    'name',
    'first_orders',
    'first_revenue',
    'last_orders',
    'last_revenue',
    'linear_orders',
    'linear_revenue',
  ]
  const parts = new Map(rows.map(row => [row, Number(row[5])]))
  const sorted = orderBy(rows, -4, 1).toSorted((a, b) => Number(b[3]) - Number(a[3]) || parts.get(b)! - parts.get(a)!)
  return { columns, rows: sorted.slice(0, 50) }
}

/** The visits to the store, by how they came. */
function listChannels(folder: Folder): Touch[] {
  return listVisits(folder)
    .filter(visit => visit.app === 'store' && visit.is_human)
    .map(({ session_id: id, began: at, person, channel }) => ({ id, at, person, name: channel ?? '(unknown)' }))
}

/** The clicks on short links, of people as the store knows them. */
function listClicks({ all, people, to }: Folder): Touch[] {
  return all
    .filter(event => event.app === 'shortener' && event.event_type === 'link_clicked' && event.is_human)
    .filter(event => event.occurred < Date.parse(to) + DAY)
    .map(event => ({
      id: event.event_id,
      at: event.occurred,
      person: people.personIn('store', event.visitor),
      name: event.text('short_code')!,
    }))
}

/** The i-th of so many parts of an amount, so that they add up to it. */
function partOf(amount: bigint, i: number, count: number): bigint {
  const upTo = (n: number) => (2n * amount * BigInt(n) + BigInt(count)) / (2n * BigInt(count))
  return upTo(i + 1) - upTo(i)
}

function add(credits: readonly Credit[], amountOf: (credit: Credit) => bigint): string {
  return formatMoney(credits.reduce((sum, credit) => sum + amountOf(credit), 0n))
}
