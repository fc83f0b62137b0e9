// Whatever the order in which events arrive, in whatever batches, and whatever runs between: the same rows in the end.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  checkTables,
  DAY,
  DERIVING,
  HOUR,
  happen,
  land,
  MINUTE,
  MONDAY,
  openLake,
  readRows,
  replaceEvents,
  runHere,
} from './derived.ts'

type Happening = ReturnType<typeof happen>

/** Times that lie where the rule bends: about midnight, about noon, and in runs that go on over both. */
const time = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(-0.5, 0, 6, 11.5, 12, 23), fc.integer({ min: 0, max: 70 }))
  .map(([day, hour, minute]) => day * DAY + hour * HOUR + minute * MINUTE)
const visitor = fc.constantFrom('a', 'b', 'c', null)
const user = fc.constantFrom({}, {}, { user_id: 'ann' }, { user_id: 'bob' })

const kinds = fc.constantFrom<Record<string, unknown>>(
  { event_type: 'page_viewed' },
  { event_type: 'product_viewed', product_id: 'p1', product_name: 'One', price: 5, currency: 'EUR' },
  { event_type: 'product_viewed', product_id: 'p1', category: 'shoes', quantity: 2 },
  { event_type: 'product_viewed', product_id: 'p1', product_name: 'One, new', price: 6 },
  { event_type: 'order_completed', order_id: 'o1', value: 9.99, currency: 'EUR' },
  { event_type: 'order_completed', order_id: 'o1', value: 8, currency: 'USD' },
  { event_type: 'order_completed', order_id: 'o2', value: 0.01, currency: 'USD', user_agent: 'curl/8.0' },
  { event_type: 'link_created', short_code: 's', destination_url: 'https://a.example/', properties: { title: 'A' } },
  { event_type: 'link_created', short_code: 's', destination_url: 'https://b.example/' },
)
const single = fc
  .tuple(time, visitor, user, kinds)
  .map(([at, who, more, kind]) => [{ at, who, more: { ...more, ...kind } }])
const chain = fc
  .tuple(time, visitor, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 26, max: 30 }))
  .map(([at, who, count, step]) =>
    Array.from({ length: count }, (_, i) => ({ at: at + i * step * MINUTE, who, more: { event_type: 'page_viewed' } })),
  )
const history = fc
  .tuple(fc.array(single, { minLength: 1, maxLength: 25 }), fc.array(chain, { maxLength: 3 }))
  .map(([singles, chains]) =>
    [...singles, ...chains].flat().map(({ at, who, more }, i) => happen(`e${(i * 7919) % 1000}`, who, at, more)),
  )

/** What happens between batches. */
const between = fc.constantFrom('run', 'run', 'merge', 'nothing')
const way = fc.record({
  turn: fc.integer({ min: 0, max: 4 }),
  between: fc.array(between, { minLength: 3, maxLength: 3 }),
})

function deal(events: readonly Happening[], batches: number, turn: number): Happening[][] {
  const dealt = Array.from({ length: batches }, (): Happening[] => [])
  for (const [i, event] of events.entries()) dealt[((i * (turn + 1)) >> 1) % batches]!.push(event)
  return turn % 2 === 0 ? dealt : dealt.reverse()
}

it('makes the same rows of the same events', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, way, async (events, { turn, between }) => {
      const lake = openLake()
      try {
        for (const [i, batch] of deal(events, 3, turn).entries()) {
          if (batch.length > 0) await land(lake, batch, MONDAY + 5 * DAY + ((i * turn) % 3) * HOUR)
          if (between[i] === 'run') for (const name of DERIVING) await runHere(lake, name)
          else if (between[i] === 'merge') await replaceEvents(lake, { is_same: true })
        }
        for (const name of DERIVING) await runHere(lake, name)
        await checkTables(lake)
        // Nothing is left to do, and from the beginning it would be the same.
        const rows_in = (await readRows(lake, 'events')).length
        for (const name of DERIVING) {
          expect(await runHere(lake, name)).toMatchObject({ rows_in: 0, rows_out: 0, files: 0 })
          expect(await runHere(lake, name, { full: true })).toMatchObject({ rows_in, rows_out: 0 })
        }
      } finally {
        await lake.close()
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 3) },
  )
})
