import { join } from 'node:path'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { queryable } from '@clickstream/events/tables'
import { loadLibrary, type SavedQuery } from '@clickstream/query/library'
import { countParameters } from '@clickstream/query/statement'
import { readTokens } from '@clickstream/query/tokens'
import { expect, test } from 'vitest'
import { makeDashboard, makeDataSet, makeDataSource, type Report, toInputColumn } from '../quicksight.ts'
import { findMappings } from '../quicksight-mapping.ts'
import { writeCustomSql } from '../quicksight-sql.ts'

const root = join(import.meta.dirname, '../../..')
const libraries = await Promise.all(['dashboards/datasets', 'queries'].map(folder => loadLibrary(join(root, folder))))
const queries = new Map(libraries.flat().map((each): [string, SavedQuery] => [each.name, each]))
const place = { database: 'clickstream_test', tables: new Set(Object.keys(queryable)) }
const report: Report = {
  stage: 'test',
  account: '123456789012',
  region: 'eu-central-1',
  principal: 'arn:aws:quicksight:eu-central-1:123456789012:group/default/analysts',
  workgroup: 'clickstream-test',
  role: 'arn:aws:iam::123456789012:role/quicksight',
  place,
  tags: { app: 'clickstream' },
}
const sets = [...findMappings(dashboards)].map(([name, mapped]) => makeDataSet(report, queries.get(name)!, mapped))
const sqlOf = (set: (typeof sets)[number]) => Object.values(set.PhysicalTableMap!)[0]!.CustomSql!

function query(sql: string, header: Partial<SavedQuery> = {}): SavedQuery {
  return { name: 'q', title: 'Q', about: 'Q.', parameters: [], positions: [], sql, text: sql, ...header }
}

test('each data set of a dashboard is made, and each dashboard names those that are made, in its own region', () => {
  const ids = sets.map(({ DataSetId }) => DataSetId!)
  for (const [name, definition] of Object.entries(dashboards)) {
    const made = makeDashboard(report, name, definition)
    for (const { DataSetArn } of made.Definition!.DataSetIdentifierDeclarations!) {
      expect(DataSetArn).toMatch(/^arn:aws:quicksight:eu-central-1:123456789012:dataset\//)
      expect(ids).toContain(DataSetArn!.split('dataset/')[1])
    }
    // All else is the definition as our viewer draws it.
    const { DataSetIdentifierDeclarations: _, ...deployed } = made.Definition!
    const { DataSetIdentifierDeclarations: __, ...drawn } = definition
    expect(deployed).toEqual(drawn)
  }
  const { DataSourceId } = makeDataSource(report)
  for (const set of sets) expect(sqlOf(set).DataSourceArn).toMatch(new RegExp(`:datasource/${DataSourceId}$`))
})

test.each(sets.map(set => [sqlOf(set).Name!, set] as const))(
  '%s reads its tables by their database, and has no ?',
  (name, set) => {
    const { SqlQuery, Columns } = sqlOf(set)
    const sql = SqlQuery!.replaceAll(/<<\$\w+>>/g, "'x'")
    expect(countParameters(sql)).toBe(0)
    const tokens = readTokens(sql)
    const steps = new Set(
      tokens.filter((_, i) => tokens[i + 1]?.text === 'as' && tokens[i + 2]?.text === '(').map(({ text }) => text),
    )
    const read = tokens.filter((_, i) => ['from', 'join'].includes(tokens[i - 1]?.text ?? '')).map(({ text }) => text)
    for (const each of read) expect([...steps, '"clickstream_test"', '(', 'unnest']).toContain(each)
    expect(read).toContain('"clickstream_test"')
    expect(Columns!.map(column => column.Name)).toEqual(queries.get(name)!.columns!.map(column => column.name))
    // What is declared is used, and what is used is declared.
    const declared = (set.DatasetParameters ?? []).map(each => Object.values(each)[0].Name)
    const used = new Set([...SqlQuery!.matchAll(/<<\$(\w+)>>/g)].map(([, used]) => used))
    expect([...used].sort()).toEqual(declared)
  },
)

test('a parameter of a dashboard is one of QuickSight; the others stay as the header has them', () => {
  const parameters = [
    { name: 'since', type: 'date', default: '7 days before from' },
    { name: 'from', type: 'date', default: '30 days before to' },
    { name: 'to', type: 'date', default: 'today' },
    { name: 'app', type: 'string', default: "o'store" },
    { name: 'limit', type: 'integer', default: '-5' },
  ] as const
  const q = query('select ? , ?, ?, ?, ? -- ?', { parameters, positions: parameters.map(({ name }) => name) })
  // QuickSight puts parentheses around it: a comment at its end would swallow one.
  expect(writeCustomSql(q, new Set(['to', 'app']), place)).toBe(
    "select date_add('day', -7, date_add('day', -30, cast(substr(cast(<<$to>> as varchar), 1, 10) as date))) , " +
      "date_add('day', -30, cast(substr(cast(<<$to>> as varchar), 1, 10) as date)), " +
      'cast(substr(cast(<<$to>> as varchar), 1, 10) as date), <<$app>>, (-5)',
  )
  expect(writeCustomSql(q, new Set(), place)).toBe(
    "select date_add('day', -7, date_add('day', -30, current_date)) , date_add('day', -30, current_date), current_date, " +
      "'o''store', (-5)",
  )
})

test('a step of the statement that is called as a table is the step, once it is made', () => {
  const sql =
    "with runs as (select runs from runs join events on 'from events' <> ''), x as (select 1 from RUNS) select * from x"
  expect(writeCustomSql(query(sql), new Set(), place)).toBe(
    'with runs as (select runs from "clickstream_test"."runs" join "clickstream_test"."events" on ' +
      "'from events' <> ''), x as (select 1 from RUNS) select * from x",
  )
})

// biome-ignore format: a table reads as a table
test.each([
  ['limit', 'integer', '5', true, 'limit: expected a date or string that a dashboard gives, got a integer'],
  ['from', 'date', null, false, 'from: expected a default, or a value from each dashboard, got neither'],
  ['from', 'date', 'yesterday', false, 'from: expected a default that is the same every day, today, or days before another, got yesterday'],
] as const)('%s of type %s with default %s cannot be written', (name, type, typed, isMapped, message) => {
  const q = query('select ?', { parameters: [{ name, type, default: typed }], positions: [name] })
  expect(() => writeCustomSql(q, new Set(isMapped ? [name] : []), place)).toThrow(message)
})

test('dashboards that give a data set different parameters are an error, as QuickSight has one kind for each', () => {
  const other = JSON.parse(
    JSON.stringify(dashboards.links).replaceAll('"TimeGranularity":"DAY"', '"TimeGranularity":"HOUR"'),
  )
  expect(() => findMappings({ links: dashboards.links!, other })).toThrow(
    /^other: expected parameters of clicks as other/,
  )
})

test('columns are of types that QuickSight has', () => {
  expect(toInputColumn({ name: 'price', type: 'decimal(18,4)' })).toEqual({
    Name: 'price',
    Type: 'DECIMAL',
    SubType: 'FIXED',
  })
  expect(() => toInputColumn({ name: 'list', type: 'array(varchar)' })).toThrow(
    'list: expected a type that QuickSight has',
  )
})
