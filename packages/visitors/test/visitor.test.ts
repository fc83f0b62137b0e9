import { expect, test } from 'vitest'
import { linkCampaigns, storeCampaigns, tagUrl } from '../campaigns.ts'
import { countryOf, places } from '../places.ts'
import { Random } from '../random.ts'
import { channelOf, referrers } from '../referrers.ts'
import { activityAt, activityBetween, drawPlace } from '../rhythm.ts'
import { drawProgram, Visitors } from '../visitor.ts'

const START = Date.UTC(2026, 0, 15)
const HOUR = 3_600_000
const visitors = new Visitors(7, { size: 2000, start: START, wrongClocks: 0.1 })

test('a visitor is always the same', () => {
  const again = new Visitors(7, { size: 2000, start: START, wrongClocks: 0.1 })
  for (let n = 0; n < 50; n++) expect(again.get(3, n)).toEqual(visitors.get(3, n))
  expect(new Visitors(8, { size: 2000, start: START, wrongClocks: 0.1 }).get(3, 0)).not.toEqual(visitors.get(3, 0))
})

test('visitors are who they say: address, language and device fit their place', () => {
  let hidden = 0
  for (const [i, place] of places.entries()) {
    for (let n = 0; n < 40; n++) {
      const { ip, language, agent } = visitors.get(i, n)
      if (countryOf(ip) === null) hidden++
      else expect(countryOf(ip)).toBe(place.country)
      expect(place.languages).toContain(language)
      expect(agent.traffic).toBe('human')
    }
  }
  expect(hidden).toBeGreaterThan(0)
  expect(hidden).toBeLessThan(40)
})

test('two devices can share an account, anonymous ids are never shared', () => {
  const all = Array.from({ length: 1000 }, (_, n) => visitors.get(0, n))
  expect(new Set(all.map(visitor => visitor.anonymous_id)).size).toBe(1000)
  const accounts = all.flatMap(visitor => visitor.user_id ?? [])
  const shared = accounts.length - new Set(accounts).size
  expect(accounts.length).toBeGreaterThan(450)
  expect(shared).toBeGreaterThan(15)
  expect(shared).toBeLessThan(100)
})

test('some come often, most seldom', () => {
  const random = new Random(1)
  const visits = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const { anonymous_id } = visitors.draw(START + i * 10_000, random)
    visits.set(anonymous_id, (visits.get(anonymous_id) ?? 0) + 1)
  }
  const counts = [...visits.values()].sort((a, b) => b - a)
  expect(counts[0]).toBeGreaterThan(15)
  expect(counts.filter(count => count <= 3).length / counts.length).toBeGreaterThan(0.5)
})

test('programs have an address with a country and no history', () => {
  const random = new Random(1)
  for (const kind of ['preview', 'crawler', 'script'] as const) {
    const [one, other] = [drawProgram(kind, random), drawProgram(kind, random)]
    expect(one.anonymous_id).not.toBe(other.anonymous_id)
    expect(one.agent.traffic).toBe(kind === 'preview' ? 'preview' : 'bot')
    expect(countryOf(one.ip)).toBe(one.place.country)
    expect(one.user_id).toBeNull()
  }
})

test('each country sleeps at its own night', () => {
  const random = new Random(1)
  const share = (hour: number, country: string) => {
    let count = 0
    for (let i = 0; i < 4000; i++) if (drawPlace(START + hour * HOUR, random).country === country) count++
    return count / 4000
  }
  // 15:00 UTC is half past eight in the evening in India; 22:00 UTC is half past three at night.
  expect(share(15, 'IN')).toBeGreaterThan(4 * share(22, 'IN'))
  // 01:00 UTC is the evening in America; 09:00 UTC its night.
  expect(share(1, 'US')).toBeGreaterThan(2 * share(9, 'US'))
})

test('the activity between two instants adds up', () => {
  const whole = activityBetween(START, START + 48 * HOUR)
  expect(
    activityBetween(START, START + 7.3 * HOUR) + activityBetween(START + 7.3 * HOUR, START + 48 * HOUR),
  ).toBeCloseTo(whole, 3)
  const hours = Array.from({ length: 48 }, (_, hour) => activityAt(START + hour * HOUR))
  expect(hours.reduce((a, b) => a + b)).toBeCloseTo(whole, 3)
  expect(Math.max(...hours) / Math.min(...hours)).toBeGreaterThan(1.3)
})

test('referrers: every channel that a referrer can stand for, each URL once', () => {
  expect(new Set(referrers.map(({ url }) => url)).size).toBe(referrers.length)
  expect(new Set(referrers.map(({ channel }) => channel))).toEqual(
    new Set(['direct', 'search', 'social', 'email', 'ai', 'referral']),
  )
  expect(channelOf(null)).toBe('direct')
  expect(channelOf('https://chatgpt.com/')).toBe('ai')
  expect(channelOf('https://elsewhere.example/')).toBeUndefined()
  for (const { url } of referrers) if (url !== null) expect(URL.canParse(url)).toBe(true)
})

test('campaigns can be read back from a tagged URL', () => {
  for (const campaign of [...storeCampaigns, ...linkCampaigns]) {
    const { searchParams } = new URL(tagUrl('https://www.store.example/search?q=a', campaign))
    const { weight: _, referrer_url: __, ...tags } = campaign
    expect(Object.fromEntries(searchParams)).toEqual({ q: 'a', ...tags })
  }
})
