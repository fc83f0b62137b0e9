import { expect, test } from 'vitest'
import { readGlance } from '../../page/now/glance.ts'
import type { MinuteEntry, MinutesAnswer } from '../../wire-minutes.ts'

const entry = (minute: string, given: Partial<MinuteEntry> = {}): MinuteEntry => ({
  minute,
  events: [],
  visitors: [],
  rejected: 0,
  is_cut: false,
  ...given,
})

const answer: MinutesAnswer = {
  is_counted: true,
  minutes: [
    entry('2026-11-23T17:24:00.000Z', {
      events: [
        ['shortener', 'link_clicked', 10, 6],
        ['store', 'page_viewed', 5, 4],
        ['store', 'product_viewed', 2, 2],
      ],
      rejected: 2,
    }),
    entry('2026-11-23T17:25:00.000Z', {
      events: [['store', 'page_viewed', 3, 1]],
      visitors: [
        ['store', 3, 1],
        ['shortener', 2, 2],
      ],
      is_cut: true,
    }),
  ],
  links: [
    ['shortener', 'bots', 9, 0],
    ['shortener', 'a', 4, 4],
    ['other', 'b', 6, 5],
    ['shortener', null, 99, 99],
  ],
}

test('of people, over all apps', () => {
  expect(readGlance(answer, { apps: [], isHuman: true })).toEqual({
    bars: [
      { minute: '2026-11-23T17:24:00.000Z', events: 12 },
      { minute: '2026-11-23T17:25:00.000Z', events: 1 },
    ],
    current: { events: 1, visitors: 3, isCut: true },
    before: { events: 12, visitors: 0, isCut: false },
    rejected: 2,
    links: [
      { name: 'b', count: 5 },
      { name: 'a', count: 4 },
    ],
    steps: [
      { name: 'Pages viewed', count: 5 },
      { name: 'Products viewed', count: 2 },
      { name: 'Added to cart', count: 0 },
      { name: 'Checkouts started', count: 0 },
      { name: 'Orders', count: 0 },
    ],
  })
})

test('pages of an app without a store are no step in it', () => {
  const blog = entry('2026-11-23T17:26:00.000Z', {
    events: [
      ['blog', 'page_viewed', 40, 40],
      ['blog', 'product_viewed', 1, 0],
    ],
  })
  const minutes = [...answer.minutes, blog]
  const { steps, bars } = readGlance({ ...answer, minutes }, { apps: [], isHuman: true })
  expect(bars.at(-1)!.events).toBe(40)
  expect(steps[0]).toEqual({ name: 'Pages viewed', count: 5 })
})

test('of one app, with bots; a funnel that nobody entered is none', () => {
  const glance = readGlance(answer, { apps: ['shortener'], isHuman: false })
  expect(glance.bars.map(({ events }) => events)).toEqual([10, 0])
  expect(glance.current.visitors).toBe(2)
  expect(glance.links).toEqual([
    { name: 'bots', count: 9 },
    { name: 'a', count: 4 },
  ])
  expect(glance.steps).toEqual([])
})
