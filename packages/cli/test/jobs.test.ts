// The jobs' thread: the real one over a real lake, and ones that misbehave.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { type JobsEffects, startJobs } from '../jobs.ts'
import { deriving } from '../schedule.ts'
import { readSettings } from '../settings.ts'
import { execute, makeFolder, root } from './run.ts'

/** A thread that does as this text says. */
function startScript(text: string, effects: JobsEffects) {
  const folder = makeFolder()
  const file = join(folder, 'chores.mjs')
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'\n${text}`)
  const troubles: string[] = []
  const thread = startJobs(
    readSettings({ data: folder }, {}),
    trouble => troubles.push(trouble),
    pathToFileURL(file),
    effects,
  )
  onTestFinished(() => thread.stop())
  return { thread, troubles }
}

test('makes the derived tables when asked, says how far it is, and stops', async () => {
  const data = makeFolder()
  await execute(['import', join(root, 'fixtures/shortener-day/events.ndjson'), '--data', data])
  const troubles: string[] = []
  const settings = readSettings({ data }, {})
  const thread = startJobs(settings, trouble => troubles.push(trouble))
  const told = new Set<string>()
  await thread.run(deriving, job => told.add(job))
  await thread.stop()
  expect(troubles).toEqual([])
  expect(told).toContain('sessions')
  for (const table of ['sessions', 'rollups_hourly', 'rollups_daily', 'links']) {
    expect(Number((await askOnce(settings, `select count(*) from ${table}`)).rows[0]![0]), table).toBeGreaterThan(10)
  }
})

test('one that dies is told of and started again; who waited for it goes on', async () => {
  const { thread, troubles } = startScript(
    `parentPort.on('message', ({ order, id }) => {
      if (order === 'begin') parentPort.postMessage({ word: 'trouble', text: 'begun' })
      if (order === 'run') throw new Error('out of luck')
      if (order === 'stop') parentPort.close()
    })`,
    { begin_ms: 1, restart_ms: 1 },
  )
  thread.begin()
  await thread.run(['sessions'])
  while (troubles.filter(text => text === 'begun').length < 2) await new Promise(resolve => setTimeout(resolve, 5))
  expect(troubles[1]).toMatch(/out of luck/)
})

test('one that does not stop is stopped', async () => {
  const { thread } = startScript(`parentPort.on('message', () => {})`, { patience_ms: 10 })
  const asked = thread.run(['sessions'])
  await thread.stop()
  await asked
  // Nobody is there any more to ask.
  await thread.run(['sessions'])
})
