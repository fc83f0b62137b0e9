// The data sets of the dashboards on recorded days: what is counted of their rows in the period is what the events come to
// when they are counted apart from the pipeline (reference/), and with it what the saved queries answer.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '@clickstream/lake/open'
import { type Answer, QueryError } from '@clickstream/query/engine'
import { bindParameters, loadLibrary } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { withEngine } from '../engine.ts'
import { deriveTables } from './derive.ts'
import { fillLake } from './house.ts'
import { countDistinct, formatMoney } from './reference/arithmetic.ts'
import { type Event, type Folder, firstOrders, readFolder } from './reference/folder.ts'
import { listVisits } from './reference/visits.ts'
import { makeFolder } from './run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const datasets = await loadLibrary(join(root, 'dashboards/datasets'))

/** A row of answers: of these rows of a data set, and of these events. */
type Check = readonly [name: string, time: string, select: string, expected: (folder: Folder) => Answer[]]

const HOUR = 3_600_000
const human = ({ events }: Folder, ...types: readonly string[]) =>
  events.filter(event => event.is_human && (types.length === 0 || types.includes(event.event_type)))
const persons = ({ people }: Folder, events: readonly Event[]) => countDistinct(events.map(people.personOf, people))
const sum = (amounts: readonly (bigint | null)[]) => amounts.reduce<bigint>((all, each) => all + (each ?? 0n), 0n)
const money = (amounts: readonly (bigint | null)[]) =>
  amounts.every(each => each === null) ? null : formatMoney(sum(amounts))
const inDollars = (event: Event) => (event.text('currency') === 'USD' ? event.money('value') : null)
const PEOPLE = "count_if(traffic = 'human')"
const OF_PEOPLE = "count(distinct case when traffic = 'human' then person end)"

const checks: readonly Check[] = [
  [
    'events',
    'occurred_at',
    `count(*), ${PEOPLE}, ${OF_PEOPLE}, count(distinct visitor_id), count_if(country = 'US'), count_if(traffic = 'human' and device_type = 'mobile')`,
    folder => [
      folder.events.length,
      human(folder).length,
      persons(folder, human(folder)),
      countDistinct(folder.events.map(event => event.text('anonymous_id'))),
      folder.events.filter(event => event.country === 'US').length,
      human(folder).filter(event => event.device.device_type === 'mobile').length,
    ],
  ],
  [
    'clicks',
    'occurred_at',
    `count(*), ${PEOPLE}, ${OF_PEOPLE}, count(distinct short_code), count(title), count(distinct short_code || title)`,
    folder => {
      const clicks = folder.events.filter(event => event.event_type === 'link_clicked')
      const theirs = human(folder, 'link_clicked')
      const titles = new Map<string, string | null>()
      const made = folder.all.filter(event => event.event_type === 'link_created')
      for (const event of made.toSorted((a, b) => a.occurred - b.occurred)) {
        titles.set(`${event.app} ${event.text('short_code')}`, event.property('title'))
      }
      const titleOf = (event: Event) => titles.get(`${event.app} ${event.text('short_code')}`) ?? null
      const titled = clicks.filter(event => titleOf(event) !== null)
      return [
        clicks.length,
        theirs.length,
        persons(folder, theirs),
        countDistinct(clicks.map(event => event.text('short_code'))),
        titled.length,
        countDistinct(titled.map(event => `${event.text('short_code')}${titleOf(event)}`)),
      ]
    },
  ],
  [
    'arrivals',
    'received_at',
    'count(*), count_if(is_late), sum(delay_seconds), count(distinct dialect)',
    ({ all, from, to }) => {
      const came = all.filter(event => isBetween(event.received, from, to))
      return [
        came.length,
        came.filter(event => event.received > event.occurred + HOUR).length,
        came.reduce((total, event) => total + Math.floor((event.received - event.occurred) / 1000), 0),
        1,
      ]
    },
  ],
  [
    'visits',
    'started_at',
    `count(*), ${PEOPLE}, ${OF_PEOPLE}, sum(pages), sum(duration_seconds), count_if(converted), count_if(channel = 'direct')`,
    folder => {
      const visits = listVisits(folder).filter(visit => isBetween(visit.began, folder.from, folder.to))
      const theirs = visits.filter(visit => visit.is_human)
      return [
        visits.length,
        theirs.length,
        countDistinct(theirs.map(visit => visit.person)),
        visits.reduce((total, { pages }) => total + pages, 0),
        visits.reduce((total, { seconds }) => total + seconds, 0),
        visits.filter(visit => visit.converted).length,
        visits.filter(visit => visit.channel === 'direct').length,
      ]
    },
  ],
  [
    'orders',
    'occurred_at',
    `${PEOPLE}, ${OF_PEOPLE}, sum(case when traffic = 'human' and currency = 'USD' then value end)`,
    folder => {
      const orders = firstOrders(human(folder, 'order_completed'))
      return [orders.length, persons(folder, orders), money(orders.map(inDollars))]
    },
  ],
  [
    'shopping',
    'occurred_at',
    `count_if(traffic = 'human' and event_type = 'product_viewed'), count_if(traffic = 'human' and event_type = 'product_added'),
     count(distinct case when traffic = 'human' and event_type = 'product_viewed' then product_id end),
     coalesce(sum(case when traffic = 'human' and event_type = 'order_completed' then coalesce(quantity, 1) end), 0),
     count(distinct case when traffic = 'human' and event_type = 'order_completed' then product_id end)`,
    folder => {
      const [viewed, added] = [human(folder, 'product_viewed'), human(folder, 'product_added')]
      const items = firstOrders(human(folder, 'order_completed')).flatMap(event => itemsOf(event))
      return [
        viewed.length,
        added.length,
        countDistinct(viewed.map(event => event.text('product_id'))),
        items.reduce((total, { quantity }) => total + (quantity ?? 1), 0),
        countDistinct(items.map(({ product_id }) => product_id)),
      ]
    },
  ],
  [
    'searches',
    'occurred_at',
    `${PEOPLE}, ${OF_PEOPLE}, count(distinct search_query), count_if(results = 0), count_if(has_results)`,
    folder => {
      const searches = folder.events.filter(event => event.event_type === 'product_searched')
      const theirs = human(folder, 'product_searched')
      const results = searches.map(event => event.property('results')).filter(each => /^\d+$/.test(each ?? ''))
      return [
        theirs.length,
        persons(folder, theirs),
        countDistinct(searches.map(event => event.text('search_query')!.trim().toLowerCase())),
        results.filter(each => each === '0').length,
        results.filter(each => each !== '0').length,
      ]
    },
  ],
  [
    'rejections',
    'received_at',
    'count(*), count(distinct reason_code), count(field)',
    ({ rejections, from, to }) => {
      const came = rejections.filter(({ received }) => isBetween(received, from, to))
      return [
        came.length,
        countDistinct(came.map(({ reason_code }) => reason_code)),
        came.filter(({ field }) => field !== null).length,
      ]
    },
  ],
]

function isBetween(ms: number, from: string, to: string): boolean {
  return ms >= Date.parse(from) && ms < Date.parse(to) + 24 * HOUR
}

function itemsOf(event: Event): { product_id: string | null; quantity?: number }[] {
  const items = event.list('items') as { product_id: string; quantity?: number }[] | null
  const all = items ?? [{ product_id: event.text('product_id') }]
  return all.filter(({ product_id }) => product_id !== null)
}

test.each(['shortener-day', 'store-day', 'retries-and-late', 'bad-lines'])(
  '%s: rows of the data sets come to what the events come to',
  async name => {
    const path = join(root, 'fixtures', name)
    const { settings, from, to } = await fillLake([join(path, 'events.ndjson')], makeFolder())
    await deriveTables(settings, ['identities', 'sessions', 'dimensions'])
    const folder = readFolder(path)
    expect([folder.from, folder.to]).toEqual([from, to])
    await withEngine(settings, async engine => {
      for (const [dataset, time, select, expected] of checks) {
        const query = datasets.find(each => each.name === dataset)!
        const sql = `with data as (${query.sql}) select ${select} from data
          where ${time} >= timestamp '${from} 00:00:00' and ${time} < timestamp '${to} 00:00:00' + interval '1' day`
        const { rows } = await engine.run(sql, bindParameters(query, { from, to }))
        expect.soft(rows[0], `${name}: ${dataset}`).toEqual(expected(folder))
      }
    })
  },
  120_000,
)

test('rows of runs and files are those of the pipeline itself', async () => {
  const { settings, from, to, accepted } = await fillLake(
    [join(root, 'fixtures/retries-and-late/events.ndjson')],
    makeFolder(),
  )
  expect(accepted).toBeGreaterThan(0)
  await withEngine(settings, async engine => {
    const ask = async (name: string, select: string) => {
      const query = datasets.find(each => each.name === name)!
      const given = name === 'runs' ? { from: from < to ? from : to } : {}
      return (await engine.run(`with data as (${query.sql}) ${select}`, bindParameters(query, given))).rows[0]
    }
    const [events] = await Promise.all([engine.run('select count(*) from events', [])])
    const files = await ask('files', "select count(*), sum(bytes) from data where table_name = 'events'")
    const landed = (await openStore(settings.lake).list('events/')).filter(({ key }) => key.endsWith('.parquet'))
    expect(files).toEqual([events.receipt.files_read, landed.reduce((sum, { size }) => sum + size, 0)])
    const runs = await ask('runs', 'select sum(rows_out) from data')
    expect(Number(runs![0])).toBeGreaterThanOrEqual(Number(events.rows[0]![0]))
    await expect(ask('files', 'select nobody from data')).rejects.toThrow(QueryError)
  })
})
