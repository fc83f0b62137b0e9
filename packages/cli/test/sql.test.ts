// `clickstream sql` leaves tables, views and files behind; saved queries and exports do not.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fillLake } from './house.ts'
import { execute, makeFolder, root, run } from './run.ts'

test('a table that one process made is there for the next', async () => {
  const folder = makeFolder()
  await fillLake([`${root}/fixtures/retries-and-late/events.ndjson`], folder)
  const ask = async (sql: string, ...more: string[]) => {
    const { code, out, err } = await execute(['sql', sql, '--data', folder, '--format', 'csv', ...more])
    return { code, err, lines: out.trim().split(/\r?\n/) }
  }
  const counted = await ask('select app, count(*) as events from events group by app order by app')
  const sql =
    "create table per_app with (partitioned_by = array['app']) as select count(*) as events, app from events group by app"
  const { code, out, err } = await run(['sql', sql, '--data', folder, '--format', 'csv'])
  expect([code, out.trim().split(/\r?\n/)[1]?.replaceAll('"', '')]).toEqual([0, '2'])
  expect(err).toContain('2 rows')
  expect((await ask('select app, events from per_app order by app')).lines).toEqual(counted.lines)
  expect((await ask('show partitions per_app')).lines.slice(1).map(line => line.replaceAll('"', ''))).toEqual([
    'app=shortener',
    'app=store',
  ])

  const again = await ask(sql)
  expect([again.code, again.err]).toEqual([
    1,
    expect.stringContaining("Destination table 'awsdatacatalog.clickstream.per_app'"),
  ])

  const place = join(folder, 'lake/athena/reports')
  expect((await ask(`unload (select * from per_app) to '${place}/' with (format = 'JSON')`)).code).toBe(0)
  expect(readdirSync(place)).toEqual(['part-00000.json.gz'])
  const taken = await ask(`unload (select * from per_app) to '${place}/' with (format = 'JSON')`)
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('HIVE_PATH_ALREADY_EXISTS')])

  const exported = await ask(
    'create table other as select 1 as a',
    '--format',
    'parquet',
    '--out',
    join(folder, 'x.parquet'),
  )
  expect([exported.code, exported.err]).toEqual([1, expect.stringContaining('expected a select')])
  expect((await ask('drop table per_app')).code).toBe(0)
  expect((await ask('select * from per_app')).err).toContain('TABLE_NOT_FOUND')
})
