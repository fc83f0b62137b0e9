// The funnel of a few events, and of many drawn at random against every way there is.
import type { EventRow } from '@clickstream/events/tables'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Some, TestLake } from './lake.ts'
import { ask, askLake, at, event, PERIOD, someIdentity } from './saved.ts'

const HOUR = 3_600_000
const letters = (text: string, person = 'ann', day = 15): Some<EventRow>[] =>
  [...text].map((letter, i) => event(letter, '', { anonymous_id: person, occurred_at: at(`0${i}:00:00`, day) }))
/** The visitors of each step, for each of several questions to one lake. */
async function visitors(rows: Some<EventRow>[], ...questions: readonly Record<string, string>[]) {
  await using lake = new TestLake()
  await lake.addEvents(rows)
  const answers: unknown[][] = []
  for (const given of questions) {
    answers.push((await askLake(lake, 'funnel', { ...PERIOD, ...given })).slice(1).map(row => row[2]))
  }
  return answers
}

describe('funnel', () => {
  test('each step after the one before, with shares and the median wait', async () => {
    const rows = [
      ...letters('abc', 'all'),
      ...letters('axxb', 'slow'),
      ...letters('ba', 'backwards'),
      ...letters('bc', 'late'),
      ...letters('abc', 'bot').map(row => ({ ...row, traffic: 'bot' })),
      ...letters('abc', 'elsewhere').map(row => ({ ...row, app: 'other' })),
    ]
    expect(await ask('funnel', rows, { ...PERIOD, steps: 'a > b,c' })).toEqual([
      ['step', 'name', 'visitors', 'of_first', 'of_previous', 'median_seconds'],
      [1, 'a', 3, 1, null, null],
      [2, 'b', 2, 0.6667, 0.6667, 7200],
      [3, 'c', 1, 0.3333, 0.5, 3600],
    ])
    const [all, elsewhere] = await visitors(rows, { steps: 'a>b>c', traffic: 'all' }, { steps: 'a>b>c', app: 'other' })
    expect(all).toEqual([4, 3, 2])
    expect(elsewhere).toEqual([1, 1, 1])
  })

  test('a step that comes again wants another event', async () => {
    const rows = [...letters('ab', 'once'), ...letters('aab', 'twice'), ...letters('aba', 'around')]
    const eight = { steps: 'a>a>a>a>a>a>a>a' }
    expect(await visitors(rows, { steps: 'a>a>b' }, { steps: 'a>b>a' }, { steps: 'a>a' }, eight)).toEqual([
      [3, 2, 1],
      [3, 3, 1],
      [3, 2],
      [3, 2, 0, 0, 0, 0, 0, 0],
    ])
    expect(await visitors(letters('aaaaaaaa'), eight)).toEqual([[1, 1, 1, 1, 1, 1, 1, 1]])
  })

  test('the window runs from the first step, of whichever beginning gets furthest', async () => {
    const rows = letters('aaxxb')
    const steps = 'a>b'
    expect(await visitors(rows, { steps, hours: '3' }, { steps, hours: '2' })).toEqual([
      [1, 1],
      [1, 0],
    ])
    expect((await ask('funnel', rows, { ...PERIOD, steps: 'a>b', hours: '3' }))[2]!.at(-1)).toBe(3 * 3600)
    expect((await ask('funnel', rows, { ...PERIOD, steps: 'a>b', hours: '4' }))[2]!.at(-1)).toBe(4 * 3600)
  })

  test('filters on columns and properties, each of its own step', async () => {
    const rows = [
      event('a', '01:00:00', { country: 'NL', properties: '{"plan":"pro","n":2}' }),
      event('b', '02:00:00', { country: 'DE', product_name: 'Boots, Sand' }),
    ]
    const expected = [
      ['a[country=NL] > b', [1, 1]],
      ['a[ country = DE ] > b', [0, 0]],
      ['a[plan=pro] > b[country=DE]', [1, 1]],
      ['a[n=2] > b[plan=pro]', [1, 0]],
      ['a > b[product_name=Boots]', [1, 0]],
    ] as const
    expect(await visitors(rows, ...expected.map(([steps]) => ({ steps })))).toEqual(
      expected.map(([, counts]) => counts),
    )
  })

  test('people, not devices; at one moment events come in the order of the steps', async () => {
    const rows = [
      event('b', '01:00:00', { anonymous_id: 'desk', event_id: '1' }),
      event('a', '01:00:00', { anonymous_id: 'phone', event_id: '2' }),
    ]
    const who = [someIdentity('desk', 'u'), someIdentity('phone', 'u')]
    const steps = { ...PERIOD, steps: 'a>b' }
    expect((await ask('funnel', rows, steps, who)).slice(1).map(row => row[2])).toEqual([1, 1])
    expect(await visitors(rows, { steps: 'a>b' })).toEqual([[1, 0]])
  })

  test('more than eight steps are named and not counted', async () => {
    const counted = await visitors(letters('abcdefghi'), { steps: 'a>b>c>d>e>f>g>h>i' })
    expect(counted).toEqual([[1, 1, 1, 1, 1, 1, 1, 1, null]])
  })

  test('drawn at random, as far as any way there is goes', { timeout: 60_000 }, async () => {
    const type = fc.constantFrom('a', 'b', 'c')
    const person = fc.array(fc.record({ type, hour: fc.nat(12) }), { maxLength: 8 })
    const people = fc.array(person, { minLength: 6, maxLength: 10 })
    const steps = fc.array(type, { minLength: 2, maxLength: 5 })
    // A statement takes a while however few it is about: many people answer to one, and many worlds share a lake, each an
    // app of its own.
    const worlds = fc.array(fc.tuple(people, steps, fc.integer({ min: 1, max: 8 })), { minLength: 6, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(worlds, async drawn => {
        await using lake = new TestLake()
        const start = Date.parse(at('00:00:00'))
        await lake.addEvents(
          drawn.flatMap(([people], world) =>
            people.flatMap((events, who) =>
              events.map(({ type, hour }, i) => ({
                ...{ app: `w-${world}`, event_id: `${world}-${who}-${i}`, anonymous_id: `p${who}`, event_type: type },
                ...{ occurred_at: start + hour * HOUR },
              })),
            ),
          ),
        )
        for (const [world, [people, names, hours]] of drawn.entries()) {
          const given = { ...PERIOD, app: `w-${world}`, steps: names.join('>'), hours: String(hours) }
          const reached = people.map(events => furthest(order(events, names), names, hours, 0, null))
          const expected = names.map((_, i) => reached.filter(steps => steps > i).length)
          expect((await askLake(lake, 'funnel', given)).slice(1).map(row => row[2])).toEqual(expected)
        }
      }),
      { numRuns: 2 },
    )
  })
})

interface Happened {
  readonly type: string
  readonly hour: number
}

/** By time, and at one moment by the step it first is. */
function order(events: readonly Happened[], steps: readonly string[]): Happened[] {
  const sorted = events.toSorted((a, b) => a.hour - b.hour || steps.indexOf(a.type) - steps.indexOf(b.type))
  return sorted.filter(({ type }) => steps.includes(type))
}

/** The most steps that any choice of events in order takes, tried one by one. */
function furthest(
  events: readonly Happened[],
  steps: readonly string[],
  hours: number,
  taken: number,
  since: number | null,
): number {
  const [event, ...rest] = events
  if (event === undefined || taken === steps.length) return taken
  const without = furthest(rest, steps, hours, taken, since)
  if (event.type !== steps[taken] || (since !== null && event.hour - since > hours)) return without
  return Math.max(without, furthest(rest, steps, hours, taken + 1, since ?? event.hour))
}
