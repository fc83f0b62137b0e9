import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { lockData } from '../running.ts'
import { readSettings } from '../settings.ts'
import { execute, makeFolder, root } from './run.ts'

test('catalog rebuild: queries answer as before, and nothing may run meanwhile', async () => {
  const data = makeFolder()
  await execute(['import', join(root, 'fixtures/bad-lines/events.ndjson'), '--data', data])
  const ask = async (table: string, order: string) =>
    (await askOnce(readSettings({ data }, {}), `select * from ${table} order by ${order}`)).rows
  const jobs = ['compact --margin 0 --grace 0', 'sessions', 'identities', 'rollups']
  for (const job of jobs) expect((await execute(['job', ...job.split(' '), '--data', data])).code, job).toBe(0)
  const askAll = async () => [
    await ask('events', 'event_id, received_at'),
    await ask('rejected', 'event_id, received_at, reason, payload'),
    await ask('sessions', 'session_id'),
    await ask('rollups_hourly', 'app, hour_at, event_type, traffic, channel, country, device_type, currency'),
  ]
  const before = await askAll()
  expect(Math.min(...before.map(rows => rows.length))).toBeGreaterThan(10)

  const lock = lockData(data)
  const refused = await execute(['catalog', 'rebuild', '--data', data])
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/the pipeline already runs/)])
  lock.release()
  for (const end of ['', '-wal', '-shm']) rmSync(join(data, `catalog.sqlite${end}`), { force: true })
  const { code, out, err } = await execute(['catalog', 'rebuild', '--data', data])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^\d+ partitions, [1-9]\d* versions/)
  expect(await askAll()).toEqual(before)
  // What the jobs had noted is lost: they make the same again.
  for (const job of jobs) expect((await execute(['job', ...job.split(' '), '--data', data])).code, job).toBe(0)
  expect(await askAll()).toEqual(before)
  expect((await execute(['catalog', 'mend'])).code).toBe(2)
})
