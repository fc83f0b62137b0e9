import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@clickstream/lake/files'
import { expect, it, onTestFinished } from 'vitest'
import { cutSlices } from '../compacting/slices.ts'
import { openWorkshop } from '../duckdb.ts'

it('slices take every row once, one after the other in order, and are about as large', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slices-'))
  const workshop = await openWorkshop(new FileStore(folder), { threads: 1 })
  onTestFinished(async () => {
    await workshop.close()
    rmSync(folder, { recursive: true })
  })
  const rows = `select ['a', 'it''s', 'z'][1 + i % 3] as name, timestamp '2026-01-15 07:00:00' + to_milliseconds(i * 137) as happened_at
    from range(20000) t(i)`
  for (const order of [
    { group: 'name', time: 'happened_at' },
    { group: null, time: 'happened_at' },
  ]) {
    const slices = await cutSlices(workshop, rows, order, 16)
    expect(slices.length).toBeGreaterThan(12)
    let last = ''
    let sum = 0
    for (const slice of slices) {
      const key = `${order.group ?? `''`} || ' ' || strftime(happened_at, '%H:%M:%S.%g')`
      const [row] =
        await workshop.json(`select cast(count(*) as double) as rows, min(${key}) as least, max(${key}) as most
        from (${rows}) where ${slice}`)
      expect(row!.rows).toBeLessThan(20_000 / 8)
      expect(row!.least! > last).toBe(true)
      last = String(row!.most)
      sum += Number(row!.rows)
    }
    expect(sum).toBe(20_000)
  }
  expect(await cutSlices(workshop, rows, { group: null, time: 'happened_at' }, 1)).toEqual(['true'])
})
