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
  const ask = (table: string) =>
    askOnce(readSettings({ data }, {}), `select * from ${table} order by event_id, received_at`).then(
      ({ rows }) => rows,
    )
  const before = [await ask('events'), await ask('rejected')]
  expect(Math.min(...before.map(rows => rows.length))).toBeGreaterThan(10)

  const lock = lockData(data)
  const refused = await execute(['catalog', 'rebuild', '--data', data])
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/the pipeline already runs/)])
  lock.release()
  for (const end of ['', '-wal', '-shm']) rmSync(join(data, `catalog.sqlite${end}`), { force: true })
  const { code, out, err } = await execute(['catalog', 'rebuild', '--data', data])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^\d+ partitions, 0 versions/)
  expect([await ask('events'), await ask('rejected')]).toEqual(before)
  expect((await execute(['catalog', 'mend'])).code).toBe(2)
})
