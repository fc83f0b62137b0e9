// A tile as a file: the rows that it shows, and no more.
import { TestLake } from '@clickstream/query/test/lake'
import { Hono } from 'hono'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerCsv, answerParquet } from '../download.ts'
import type { Plan } from '../plan.ts'
import { Runner } from '../runner.ts'
import type { Env } from '../sources.ts'

const lake = new TestLake()
const titles = ['=1+1', 'naïve, "quoted"', 'plain', 'zzz']

beforeAll(() => lake.addEvents(titles.map(page_title => ({ occurred_at: '2026-01-15T07:00:00Z', page_title }))))
afterAll(() => lake[Symbol.asyncDispose]())

const column = { well: 'GroupBy', role: 'group', type: 'varchar' } as const
const plan: Plan = {
  statements: {
    main: {
      sql: 'with data as (select page_title, count(*) as n from events where app = ? group by 1)\nselect page_title, n, false as __other from data order by page_title limit 4',
      parameters: [{ name: 'app', type: 'string', value: 'store' }],
      columns: [
        { ...column, id: 'page_title', name: 'Title', column: 'page_title' },
        { ...column, id: 'n', name: 'Title', column: 'n', role: 'value', type: 'bigint' },
        { ...column, id: '__other', name: 'Other', column: '__other', role: 'other', type: 'boolean' },
      ],
      limit: 3,
    },
  },
  unfiltered: [],
  is_utc: true,
}

const app = new Hono<Env>()
const tile = {
  sources: { engine: lake.engine },
  runner: new Runner({ engine: lake.engine, catalog: lake.catalog, completeUpTo: async () => null }),
  plan,
  name: 'links-"all"/../titles',
}
app.get('/csv', c => answerCsv({ c, ...tile }))
app.get('/parquet', c => answerParquet({ c, ...tile }))

test('as CSV it has the names on the tile, each once, and nothing that a spreadsheet computes', async () => {
  const answer = await app.request('/csv')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="links-_all__.._titles.csv"')
  expect(await answer.text()).toBe('Title,Title 2\n\'=1+1,1\n"naïve, ""quoted""",1\nplain,1\n')
})

test('as Parquet it has the texts as they are', async () => {
  const answer = await app.request('/parquet')
  expect(answer.headers.get('content-disposition')).toMatch(/\.parquet"$/)
  const file = await answer.arrayBuffer()
  expect(answer.headers.get('content-length')).toBe(String(file.byteLength))
  expect(await parquetReadObjects({ file, compressors })).toEqual(
    titles.slice(0, 3).map(page_title => ({ page_title, n: 1n, __other: false })),
  )
})
