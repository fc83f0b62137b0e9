import { readEvent } from '@clickstream/events/check'
import { usualFaults } from '@clickstream/visitors/faults'
import { Random } from '@clickstream/visitors/random'
import type { Line } from '@clickstream/visitors/sender'
import { mergeByArrival, type Visit } from '@clickstream/visitors/timeline'
import { Visitors } from '@clickstream/visitors/visitor'
import { expect, test } from 'vitest'
import { categories, products } from '../catalogue.ts'
import { arriveAtStore, visitStore } from '../day.ts'
import { drawSearch } from '../searches.ts'

const START = Date.UTC(2026, 0, 15)
const DAY = 86_400_000
const none = {
  ...usualFaults,
  retried: 0,
  delayed: 0,
  offline: 0,
  broken: 0,
  garbled: 0,
  no_occurred_at: 0,
  no_sent_at: 0,
}
const visitors = new Visitors(3, { size: 2000, start: START, wrongClocks: 0 })

interface Told {
  readonly event_type: string
  readonly occurred_at: string
  readonly anonymous_id: string
  readonly user_id?: string
  readonly session_id?: string
  readonly page_url: string
  readonly referrer_url?: string
  readonly product_id?: string
  readonly cart_id?: string
  readonly order_id?: string
  readonly value?: number
  readonly currency?: string
  readonly items?: { product_id: string; price: number; quantity: number }[]
  readonly properties?: Record<string, number>
  readonly user_agent: string
  readonly utm_campaign?: string
}

function play(n: number): Line[] {
  const random = new Random(3)
  function* visits(): Generator<Visit> {
    for (let i = 0; i < n; i++) {
      yield visitStore(START + Math.floor((i * DAY) / n), at => visitors.draw(at, random), none, new Random(1, i))
    }
  }
  return [...mergeByArrival(visits())]
}

const lines = play(5000)
const events = lines.map(line => JSON.parse(line.text) as Told)
const sessions = Map.groupBy(
  events.filter(event => event.session_id !== undefined),
  event => event.session_id,
)

test('the same seed tells the same day', () => {
  expect(play(100)).toEqual(play(100))
})

test('every line keeps the contract', () => {
  for (const { text, app } of lines) {
    const { received_at: _, ...event } = JSON.parse(text)
    expect(readEvent(event)).toMatchObject({ app })
  }
})

test('fewer and fewer go on: visit, product, cart, checkout, order', () => {
  const steps = ['page_viewed', 'product_viewed', 'product_added', 'checkout_started', 'order_completed']
  const people = steps.map(
    step =>
      new Set(
        [...sessions.values()]
          .flat()
          .filter(event => event.event_type === step)
          .map(event => event.anonymous_id),
      ).size,
  )
  const [visited, viewed, added, started, ordered] = people as [number, number, number, number, number]
  expect(viewed / visited).toBeGreaterThan(0.4)
  expect(viewed / visited).toBeLessThan(0.9)
  expect(added / viewed).toBeLessThan(0.5)
  expect(started / added).toBeLessThan(0.7)
  expect(ordered / started).toBeLessThan(0.85)
  expect(ordered / visited).toBeGreaterThan(0.02)
})

test('every type of event happens, and some of our own', () => {
  const types = new Set(events.map(event => event.event_type))
  for (const type of [
    'product_searched',
    'product_removed',
    'cart_viewed',
    'order_refunded',
    'recommendation_clicked',
    'user_identified',
    'review_submitted',
    'wishlist_added',
  ]) {
    expect(types).toContain(type)
  }
})

test('an order is worth its items and the shipping, in the currency of the place', () => {
  const orders = events.filter(event => event.event_type === 'order_completed')
  expect(orders.length).toBeGreaterThan(100)
  for (const { items, value, properties } of orders) {
    const sum = items!.reduce((total, { price, quantity }) => total + Math.round(price * 100) * quantity, 0)
    expect(Math.round(value! * 100)).toBe(sum + Math.round(properties!.shipping! * 100))
  }
  expect(new Set(orders.map(order => order.currency))).toEqual(new Set(['USD', 'EUR', 'GBP', 'INR']))
  expect(new Set(orders.map(order => order.order_id)).size).toBe(orders.length)
})

test('a session tells its steps in order: nothing is bought that was not added, refunded that was not ordered', () => {
  for (const theirs of sessions.values()) {
    const cart = new Set<string>()
    const ordered = new Set<string>()
    const told = theirs.toSorted((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at))
    expect(told[0]!.event_type).toBe('page_viewed')
    let checkedOut = false
    for (const { event_type, product_id, items, order_id } of told) {
      if (event_type === 'product_added') cart.add(product_id!)
      if (event_type === 'product_removed') expect(cart.delete(product_id!)).toBe(true)
      if (event_type === 'checkout_started') checkedOut = true
      if (event_type === 'order_refunded') expect(ordered).toContain(order_id)
      if (event_type !== 'order_completed') continue
      expect(checkedOut).toBe(true)
      expect(new Set(items!.map(item => item.product_id))).toEqual(cart)
      ordered.add(order_id!)
    }
  }
})

test('one who logs in is known from then on', () => {
  let logins = 0
  for (const theirs of sessions.values()) {
    const login = theirs.findIndex(event => event.event_type === 'user_identified')
    if (login === -1) continue
    logins++
    expect(theirs[login]!.user_id).toMatch(/^u/)
    for (const event of theirs.slice(0, login)) expect(event.user_id).toBeUndefined()
    for (const event of theirs.slice(login)) expect(event.user_id).toBe(theirs[login]!.user_id)
  }
  expect(logins).toBeGreaterThan(30)
})

test('some buy again', () => {
  const orders = events.filter(event => event.event_type === 'order_completed')
  expect(
    Math.max(...[...Map.groupBy(orders, order => order.anonymous_id).values()].map(each => each.length)),
  ).toBeGreaterThan(1)
})

test('a few products are seen most', () => {
  const counts = [
    ...Map.groupBy(
      events.filter(event => event.event_type === 'product_viewed'),
      event => event.product_id,
    ).values(),
  ]
    .map(each => each.length)
    .sort((a, b) => b - a)
  const all = counts.reduce((a, b) => a + b)
  expect(counts.slice(0, 16).reduce((a, b) => a + b) / all).toBeGreaterThan(0.4)
  expect(counts.length).toBeGreaterThan(100)
})

test('the catalogue: ids once, prices above nothing, a page each', () => {
  expect(new Set(products.map(product => product.product_id)).size).toBe(products.length)
  expect(new Set(products.map(product => product.page_url)).size).toBe(products.length)
  expect(categories.length).toBeGreaterThanOrEqual(10)
  for (const { cents, page_url } of products) {
    expect(Number.isInteger(cents) && cents > 500).toBe(true)
    expect(URL.canParse(page_url)).toBe(true)
  }
})

test('searches repeat, with capitals and spaces', () => {
  const random = new Random(1)
  const typed = Array.from({ length: 2000 }, () => drawSearch(random))
  const counts = [...Map.groupBy(typed, text => text.trim().toLowerCase()).values()]
    .map(each => each.length)
    .sort((a, b) => b - a)
  expect(counts[0]).toBeGreaterThan(100)
  expect(counts.length).toBeGreaterThan(60)
  expect(new Set(typed).size).toBeGreaterThan(counts.length + 20)
})

test('advertisements are tagged, in the URL always and in fields for some', () => {
  const landings = events.filter(
    event => event.page_url.includes('utm_campaign=') && event.event_type === 'page_viewed',
  )
  expect(landings.length).toBeGreaterThan(300)
  const said = landings.filter(event => event.utm_campaign !== undefined)
  expect(said.length / landings.length).toBeGreaterThan(0.35)
  expect(said.length / landings.length).toBeLessThan(0.65)
  for (const event of said) expect(new URL(event.page_url).searchParams.get('utm_campaign')).toBe(event.utm_campaign)
})

test('who comes through a link lands on it as who they are', () => {
  const visitor = visitors.get(0, 5)
  const page_url = `${products[3]!.page_url}?utm_source=a&utm_medium=b&utm_campaign=c&cid=${visitor.anonymous_id}`
  const arrival = { visitor, at: START, page_url, referrer_url: 'https://t.co/' }
  const [first, second] = [...mergeByArrival([arriveAtStore(arrival, none, new Random(1))].values())].map(line =>
    JSON.parse(line.text),
  )
  expect(first).toMatchObject({
    event_type: 'page_viewed',
    page_url,
    referrer_url: 'https://t.co/',
    anonymous_id: visitor.anonymous_id,
  })
  expect(second).toMatchObject({ event_type: 'product_viewed', product_id: products[3]!.product_id, page_url })
})
