import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listChapters, readChapter } from '../../../conformance/trino/corpus.ts'
import { renewConstructs } from '../../../conformance/trino/matrix.ts'

test('docs/athena.md says of every construct what the corpus says', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../docs/athena.md'), 'utf8')
  expect(text, 'stale: run npm run docs').toBe(await renewConstructs(text))
})

test('at least 400 constructs, and at most one in twenty refused', async () => {
  const constructs = (await Promise.all((await listChapters()).map(readChapter))).flat()
  expect(constructs.length).toBeGreaterThanOrEqual(400)
  const refused = constructs.filter(each => each.refused !== undefined)
  expect(refused.length / constructs.length).toBeLessThanOrEqual(0.05)
})
