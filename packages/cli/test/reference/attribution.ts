import { countDistinct, formatMoney, groupBy, orderBy } from './arithmetic.ts'
import type { Answer, Value } from './csv.ts'
import { type Event, type Folder, firstOrders, inOrder } from './folder.ts'
import type { People } from './people.ts'

const CURRENCY = 'USD'
const DAY = 86_400_000

interface Touch {
  readonly event: Event
  readonly person: string
  readonly of: readonly Value[]
}

export function campaigns({ events, people }: Folder): Answer {
  const ours = events.filter(event => event.is_human && event.app === 'store')
  const touches = ours
    .map(event => ({ event, of: tagsOf(event) }))
    .filter(({ of }) => of[2] !== null)
    .map(({ event, of: [source, medium, campaign] }) => ({
      event,
      person: people.personOf(event),
      of: [source ?? '(none)', medium ?? '(none)', campaign!],
    }))
  const orders = attribute(ours, people, touches, Number.POSITIVE_INFINITY)
  const rows = groupBy(touches, touch => touch.of).map(([key, those]) => [
    ...key,
    countDistinct(those.map(touch => touch.person)),
    ...sumUp(orders.get(JSON.stringify(key)) ?? []),
  ])
  return {
    columns: ['utm_source', 'utm_medium', 'utm_campaign', 'visitors', 'orders', 'revenue'],
    rows: orderBy(rows, -4, 3, 1, 2),
  }
}

export function linkToOrder({ events, people }: Folder): Answer {
  const human = events.filter(event => event.is_human)
  const store = human.filter(event => event.app === 'store')
  const clicks: Touch[] = human
    .filter(event => event.app === 'shortener' && event.event_type === 'link_clicked')
    .map(event => ({ event, person: people.personIn('store', event.visitor), of: [event.text('short_code')] }))
  const views = new Map(
    groupBy(
      store.filter(event => event.event_type === 'page_viewed'),
      view => [people.personOf(view)],
    ).map(([key, theirs]) => [key[0], theirs]),
  )
  const orders = attribute(store, people, clicks, DAY)
  const rows = groupBy(clicks, click => click.of).map(([key, those]) => {
    const came = those.filter(({ event, person }) => (views.get(person) ?? []).some(view => isWithin(event, view, DAY)))
    return [
      ...key,
      those.length,
      countDistinct(came.map(click => click.person)),
      ...sumUp(orders.get(JSON.stringify(key)) ?? []),
    ]
  })
  return {
    columns: ['short_code', 'clicks', 'visits', 'orders', 'revenue'],
    rows: orderBy(rows, -4, -2, 1).slice(0, 50),
  }
}

/** Each order to its person's last touch before it; by what the touch is of. */
function attribute(
  events: readonly Event[],
  people: People,
  touches: readonly Touch[],
  within: number,
): Map<string, Event[]> {
  const byPerson = new Map(groupBy(touches, touch => [touch.person]).map(([key, theirs]) => [key[0], theirs]))
  const orders = new Map<string, Event[]>()
  for (const order of firstOrders(events)) {
    const last = (byPerson.get(people.personOf(order)) ?? [])
      .filter(({ event }) => isWithin(event, order, within))
      .toSorted((a, b) => inOrder(a.event, b.event))
      .at(-1)
    if (last === undefined) continue
    const key = JSON.stringify(last.of)
    orders.set(key, [...(orders.get(key) ?? []), order])
  }
  return orders
}

function isWithin(before: Event, after: Event, ms: number): boolean {
  return after.occurred >= before.occurred && after.occurred - before.occurred <= ms
}

/** How many orders, and their worth in one currency. */
function sumUp(orders: readonly Event[]): Value[] {
  const paid = orders.filter(order => order.text('currency') === CURRENCY)
  const revenue = paid.reduce((sum, order) => sum + (order.money('value') ?? 0n), 0n)
  return [orders.length, formatMoney(revenue)]
}

/** Source, medium, campaign: as sent, or else as the page's URL has them. */
export function tagsOf(event: Event): (string | null)[] {
  const page = event.text('page_url')
  const parameters = page === null || !URL.canParse(page) ? null : new URL(page).searchParams
  return ['utm_source', 'utm_medium', 'utm_campaign'].map(name => event.text(name) ?? (parameters?.get(name) || null))
}
