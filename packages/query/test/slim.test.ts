// What slim.ts leaves out, and what it must not: seen by whether identities are read, and by answers worked out by hand.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parameter, TestLake } from './lake.ts'
import { at, click, someIdentity } from './saved.ts'

const lake = new TestLake()
beforeAll(async () => {
  await lake.addEvents([
    click('a', '10:00:00', { anonymous_id: 'ann' }),
    click('b', '11:00:00', { anonymous_id: 'ann' }),
    click('b', '12:00:00', { anonymous_id: 'bob', occurred_at: at('12:00:00') }),
  ])
  // Two rows of one visitor, as a join that is not grouped would show.
  await lake.addDerived('identities', [
    someIdentity('ann', 'u1', { app: 'shortener' }),
    someIdentity('ann', 'u2', { app: 'shortener', is_current: false }),
  ])
})
afterAll(() => lake[Symbol.asyncDispose]())

const KNOWN = 'known as (select app, anonymous_id, max(user_id) as user_id from identities group by app, anonymous_id)'
const JOIN = `left join known on known.app = clicks.app and known.anonymous_id = clicks.anonymous_id`
const PEOPLE = `clicks as (select * from events where received_date = '2026-01-15'), ${KNOWN},
  people as (select clicks.short_code, coalesce(known.user_id, clicks.anonymous_id) as person from clicks ${JOIN})`
const DATA = `with data as (with ${PEOPLE} select * from people)`

// Three hours of events.
const isRead = async (sql: string) => (await lake.run(sql)).receipt.files_read! > 3

test.each([
  ['counted', `${DATA} select count(*) from data`, [[3]]],
  [
    'grouped',
    `${DATA} select short_code, count(*) as n from data group by short_code order by 1`,
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'narrowed on the way',
    `${DATA}, few as (select * from data where short_code = 'b') select count(*) as n from few`,
    [[2]],
  ],
  ['with a name for the table', `${DATA} select max(d.short_code) from data as d`, [['b']]],
  ['in a subquery', `${DATA} select n from (select count(*) as n from data) as counted`, [[3]]],
  [
    'a union of the two',
    `${DATA} select short_code from data where short_code = 'a' union all select 'c'`,
    [['a'], ['c']],
  ],
])('a join whose columns nobody reads is not made: %s', async (_, sql, rows) => {
  expect(await lake.ask(sql)).toEqual(rows)
  expect(await isRead(sql)).toBe(false)
})

test.each([
  ['selected', `${DATA} select person from data order by person`, [['bob'], ['u2'], ['u2']]],
  ['counted', `${DATA} select count(distinct person) from data`, [[2]]],
  ['compared', `${DATA} select count(*) from data where person = 'u2'`, [[2]]],
  ['grouped by', `${DATA} select count(*) as n from data group by person order by n`, [[1], [2]]],
  ['ordered by', `${DATA} select short_code from data order by person, short_code`, [['b'], ['a'], ['b']]],
  ['in a star', `${DATA} select * from data where short_code = 'a'`, [['a', 'u2']]],
  [
    'in a star of two',
    `${DATA} select * from data cross join (values (1)) as one (n) where short_code = 'a'`,
    [['a', 'u2', 1]],
  ],
  ['in a star further on', `${DATA}, few as (select * from data) select count(distinct few.person) from few`, [[2]]],
  ['in a subquery', `${DATA} select short_code from data where person in (select 'bob')`, [['b']]],
  [
    'in a union',
    `${DATA} select * from data where short_code = 'a' union all select * from data where short_code = 'a'`,
    [
      ['a', 'u2'],
      ['a', 'u2'],
    ],
  ],
  [
    'made distinct',
    `with ${PEOPLE}, d as (select distinct short_code, person from people) select count(*) from d`,
    [[3]],
  ],
  [
    'where it is made',
    `with ${PEOPLE.replace(JOIN, `${JOIN} where known.user_id is not null`)} select count(*) from people`,
    [[2]],
  ],
  [
    'by a name alone',
    `with ${PEOPLE.replace('known.user_id, clicks.anonymous_id', 'user_id_2, clicks.anonymous_id').replace('max(user_id) as user_id', 'max(user_id) as user_id_2')} select count(distinct person) from people`,
    [[2]],
  ],
  // Not one row for each.
  [
    'not grouped',
    `with ${PEOPLE.replace(KNOWN, 'known as (select app, anonymous_id, user_id from identities)')} select count(*) from people`,
    [[5]],
  ],
  [
    'grouped finer',
    `with ${PEOPLE.replace('group by app, anonymous_id', 'group by app, anonymous_id, user_id')} select count(*) from people`,
    [[5]],
  ],
  [
    'compared on less',
    `with ${PEOPLE.replace('known.app = clicks.app and ', '').replace('where received', "where app <> 'x' and received").replace('from identities', "from (select app, anonymous_id, user_id from identities union all select 'x', 'ann', 'u3') as two")} select count(*) from people`,
    [[5]],
  ],
  ['an inner join', `with ${PEOPLE.replace('left join', 'inner join')} select count(*) from people`, [[2]]],
])('a join that is needed is made: %s', async (_, sql, rows) => {
  expect(await lake.ask(sql)).toEqual(rows)
  expect(await isRead(sql)).toBe(true)
})

test('what is wrong in what nobody reads is an error all the same', async () => {
  const ask = (from: string, to: string) => lake.ask(`with ${PEOPLE.replace(from, to)} select count(*) from people`)
  await expect(ask('known.user_id', 'known.user_idd')).rejects.toThrow('user_idd')
  await expect(ask('clicks.anonymous_id) as person', 'clicks.anonymous_idd) as person')).rejects.toThrow(
    'anonymous_idd',
  )
  await expect(ask('coalesce(known', 'read_text(known')).rejects.toThrow('read_text')
})

test('parameters stay bound in their order', async () => {
  const sql = `with ${PEOPLE.replace("= '2026-01-15'", '= ?').replace(JOIN, `${JOIN} and known.user_id <> ?`)}
    select count(*) from people where short_code = ?`
  const given = ['2026-01-15', 'u9', 'b'].map(value => parameter('string', value))
  expect(await lake.ask(sql, ...given)).toEqual([[2]])
})
