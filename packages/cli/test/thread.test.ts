import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { startTransform } from '../thread.ts'
import { makeFolder } from './run.ts'

/** A thread that does as this text says. */
function startScript(text: string) {
  const folder = makeFolder()
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'\n${text}`)
  return startTransform(readSettings({ data: folder }, {}), {}, pathToFileURL(file))
}

test('a thread that dies is a failure, and nobody waits for it for ever', async () => {
  const thread = startScript(`
    parentPort.postMessage({ word: 'ready' })
    parentPort.on('message', () => { throw new Error('out of luck') })`)
  await thread.ready
  await expect(thread.drain()).rejects.toThrow('out of luck')
  await expect(thread.failure).rejects.toThrow('the transform ended: out of luck')
  await expect(thread.drain()).rejects.toThrow('out of luck')
  await thread.stop()
})

test('one that cannot start says why', async () => {
  const thread = startScript(`throw new Error('no lake')`)
  await expect(thread.ready).rejects.toThrow('no lake')
  await thread.stop()
})

test('one that is asked to stop is no failure', async () => {
  const thread = startScript(`
    parentPort.postMessage({ word: 'ready' })
    parentPort.on('message', () => parentPort.close())`)
  await thread.ready
  let failed = false
  thread.failure.catch(() => (failed = true))
  await thread.stop()
  expect(failed).toBe(false)
})

test('the real one says what is wrong with its stream', async () => {
  const folder = makeFolder()
  writeFileSync(
    join(folder, 'stream.sqlite'),
    'this is no database, and it is long enough to be read as one'.repeat(100),
  )
  const thread = startTransform(readSettings({ data: folder }, {}))
  await expect(thread.ready).rejects.toThrow(/stream\.sqlite|database/)
  await thread.stop()
})
