// A person is forgotten by the command line, and the exit code says whether the receipt holds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { execute } from './run.ts'

const line = (event_id: string, anonymous_id: string) =>
  JSON.stringify({
    event_id,
    anonymous_id,
    app: 'store',
    event_type: 'page_viewed',
    page_url: 'https://shop.example/',
    occurred_at: '2026-01-15T12:00:00Z',
  })

it('exits with 0 while the receipt holds, with 1 when a row came back, with 2 when it is asked wrongly', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forget-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'day.ndjson')
  const data = ['--data', join(folder, 'data')]
  writeFileSync(file, `${line('a1', 'ann-1')}\n${line('b1', 'bob-1')}\n`)
  await execute(['import', file, ...data])
  const forgotten = await execute(['job', 'forget', '--visitor', 'ann-1', '--json', ...data])
  expect(forgotten.code).toBe(0)
  const { receipt, removed } = JSON.parse(forgotten.out).data
  expect(removed).toMatchObject({ events: 1, raw: 1 })
  const good = await execute(['job', 'forget', '--verify', receipt, ...data])
  expect(good.out).toMatch(/^yes: /)
  expect(good.code).toBe(0)
  writeFileSync(file, `${line('a2', 'ann-1')}\n`)
  await execute(['import', file, ...data])
  const bad = await execute(['job', 'forget', '--verify', receipt, ...data])
  expect(bad.out).toMatch(/^no: /)
  expect(bad.out).toContain('found: 1 of events, 1 of raw')
  expect(bad.code).toBe(1)
  expect((await execute(['job', 'forget', ...data])).code).toBe(2)
  expect((await execute(['job', 'retain', '--days', 'x', ...data])).code).toBe(2)
})
