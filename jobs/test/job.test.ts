import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROKEN_OFF, FAILED } from '@clickstream/lake/catalog'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { expect, it, onTestFinished, vi } from 'vitest'
import { type Job, runJob, type Work } from '../job.ts'

function makeDeps() {
  const folder = mkdtempSync(join(tmpdir(), 'job-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const catalog = new SqliteCatalog(join(folder, 'catalog.sqlite'))
  onTestFinished(() => catalog.close())
  const store = new FileStore(join(folder, 'lake'))
  return { store, catalog, stream: 'sqlite:none', completeUpTo: async () => null }
}

const nothing = { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines: ['nothing to do'] }
const makeJob = (run: (work: Work) => Promise<unknown>): Job => ({
  name: 'job',
  about: '',
  options: {},
  examples: [],
  run: async (_, work) => {
    await run(work)
    return nothing
  },
})

it('leaves a record of a run, also of one that fails', async () => {
  const deps = makeDeps()
  let now = 1000
  const clock = () => now++
  await runJob(
    makeJob(async () => {}),
    {},
    { ...deps, clock },
  )
  const failing = makeJob(async () => Promise.reject(new Error('the disk is full')))
  await expect(runJob(failing, {}, { ...deps, clock })).rejects.toThrow('the disk is full')
  const runs = await deps.catalog.runs('job', 10)
  expect(runs.map(({ detail }) => detail)).toEqual([`${FAILED}the disk is full`, 'nothing to do'])
  for (const { started_at, finished_at } of runs) expect(finished_at).toBeGreaterThan(started_at)
})

it('that is told to stop breaks off the statement in hand, and its record says so', async () => {
  const deps = makeDeps()
  const controller = new AbortController()
  const endless = makeJob(async work => {
    const workshop = await work.workshop()
    setTimeout(() => controller.abort(), 50)
    // It would take hours.
    await workshop.rows('select count(*) from range(1e7::bigint) a, range(1e7::bigint) b where a.range * b.range = 7')
  })
  await expect(runJob(endless, {}, { ...deps, signal: controller.signal })).rejects.toThrow(/[Ii]nterrupt/)
  expect((await deps.catalog.runs('job', 1))[0]!.detail).toBe(BROKEN_OFF)
})

it('takes away what one that was killed left to itself, and nothing of one at work', async () => {
  const deps = makeDeps()
  const scratch = join(deps.store.root, '../scratch')
  mkdirSync(scratch)
  vi.stubEnv('TMPDIR', scratch)
  onTestFinished(() => void vi.unstubAllEnvs())
  const script = `
    const { openWorkshop } = await import(${JSON.stringify(new URL('../duckdb.ts', import.meta.url))})
    await openWorkshop({})
    process.kill(process.pid, 'SIGKILL')`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  expect(signal).toBe('SIGKILL')
  const [left] = readdirSync(scratch)
  const open = makeJob(async work => void (await work.workshop()))
  const outer = makeJob(async work => {
    await work.workshop()
    await runJob(open, {}, deps)
    expect(readdirSync(scratch)).toHaveLength(1)
    expect(readdirSync(scratch)).not.toContain(left)
  })
  await runJob(outer, {}, deps)
  expect(readdirSync(scratch)).toEqual([])
})
