import { readEvent } from '@clickstream/events/check'
import { linkCampaigns } from '@clickstream/visitors/campaigns'
import { usualFaults } from '@clickstream/visitors/faults'
import { Random } from '@clickstream/visitors/random'
import { type Line, Sender } from '@clickstream/visitors/sender'
import { mergeByArrival, type Visit } from '@clickstream/visitors/timeline'
import { Visitors } from '@clickstream/visitors/visitor'
import { expect, test } from 'vitest'
import { type Arrival, visitShortener } from '../day.ts'
import { Links } from '../links.ts'

const START = Date.UTC(2026, 0, 15)
const DAY = 86_400_000
const none = { ...usualFaults, retried: 0, delayed: 0, broken: 0, garbled: 0, no_occurred_at: 0 }
const page = { url: 'https://www.store.example/c/shoes', title: 'Shoes' }

interface Told {
  readonly event_type: string
  readonly short_code: string
  readonly destination_url: string
  readonly referrer_url?: string
  readonly user_agent: string
  readonly anonymous_id: string
  readonly user_id?: string
  readonly properties: Record<string, unknown>
}

/** A day of n visits, 100 links to start with, with the people who went on to the partner. */
function play(n: number, partner = true) {
  const random = new Random(3)
  const links = new Links(3, 100, partner ? () => page : null)
  const visitors = new Visitors(3, { size: n, start: START, wrongClocks: 0 })
  const arrivals: Arrival[] = []
  const arrive = (arrival: Arrival): Visit => {
    arrivals.push(arrival)
    return { at: arrival.at, sender: new Sender('store', arrival.visitor, 'browser', none, random), story: [].values() }
  }
  function* visits(): Generator<Visit> {
    for (let i = 0; i < n; i++) {
      const at = START + Math.floor((i * DAY) / n)
      const draw = (when: number) => visitors.draw(when, random)
      yield visitShortener(at, links, draw, partner ? arrive : null, none, new Random(1, i))
    }
  }
  const lines = [...mergeByArrival(visits())]
  return { lines, arrivals, events: lines.map((line: Line) => JSON.parse(line.text) as Told) }
}

const { lines, arrivals, events } = play(4000)
const clicks = events.filter(event => event.event_type === 'link_clicked')

test('the same seed tells the same day', () => {
  expect(play(200).lines).toEqual(play(200).lines)
})

test('every line keeps the contract', () => {
  for (const { text, app } of lines) {
    const { received_at: _, ...event } = JSON.parse(text)
    expect(readEvent(event)).toMatchObject({ app })
  }
})

test('a few links take most of the clicks, and many have hardly any', () => {
  const counts = [...Map.groupBy(clicks, click => click.short_code).values()]
    .map(each => each.length)
    .sort((a, b) => b - a)
  const top = (n: number) => counts.slice(0, n).reduce((a, b) => a + b) / clicks.length
  expect(top(10)).toBeGreaterThan(0.4)
  expect(top(1)).toBeLessThan(0.25)
  expect(counts.filter(count => count <= 3).length).toBeGreaterThan(counts.length / 5)
})

test('a link always leads to the same place, and no two share a code', () => {
  const destinations = new Map<string, string>()
  for (const { short_code, destination_url } of events) {
    expect(destinations.get(short_code) ?? destination_url).toBe(destination_url)
    destinations.set(short_code, destination_url)
  }
  const links = new Links(3, 100, () => page)
  const codes = Array.from({ length: 20_000 }, (_, n) => links.get(n).short_code)
  expect(new Set(codes).size).toBe(codes.length)
})

test('new links are made by somebody, with a title, and are clicked only from then on', () => {
  const made = events.flatMap((event, i) => (event.event_type === 'link_created' ? [{ event, i }] : []))
  expect(made.length).toBeGreaterThan(80)
  for (const { event, i } of made) {
    expect(event.user_id).toMatch(/^m/)
    expect(event.properties.title).toBeTruthy()
    expect(events.slice(0, i).some(earlier => earlier.short_code === event.short_code)).toBe(false)
  }
  const codes = new Set(made.map(({ event }) => event.short_code))
  expect(clicks.filter(click => codes.has(click.short_code)).length).toBeGreaterThan(150)
})

test('people, robots and previews click', () => {
  const share = (pattern: RegExp) => clicks.filter(click => pattern.test(click.user_agent)).length / clicks.length
  expect(share(/Twitterbot|facebookexternalhit|WhatsApp|Slackbot-Link/)).toBeGreaterThan(0.03)
  expect(share(/bot\/|python|curl|Go-http/i)).toBeGreaterThan(0.05)
  expect(share(/Mobile\/15E148|Mobile Safari/)).toBeGreaterThan(0.3)
})

test('a partner’s link is tagged with its campaign, and who follows it arrives with their own id after the click', () => {
  expect(arrivals.length).toBeGreaterThan(300)
  const times = Map.groupBy(lines, line => (JSON.parse(line.text) as Told).anonymous_id)
  for (const { visitor, at, page_url } of arrivals) {
    const parameters = new URL(page_url).searchParams
    expect(parameters.get('cid')).toBe(visitor.anonymous_id)
    expect(linkCampaigns.map(campaign => campaign.utm_campaign)).toContain(parameters.get('utm_campaign'))
    const theirs = times.get(visitor.anonymous_id)!.map(line => JSON.parse(line.text))
    const click = theirs.find(({ destination_url, occurred_at }) => {
      const ms = at - Date.parse(occurred_at)
      return page_url.startsWith(`${destination_url}&cid=`) && ms > 1500 && ms < 20_000
    })
    expect(click).toBeDefined()
  }
})

test('without a partner no link leads there', () => {
  const alone = play(500, false)
  expect(alone.arrivals).toEqual([])
  expect(alone.events.filter(event => event.destination_url.includes('store.example'))).toEqual([])
})
