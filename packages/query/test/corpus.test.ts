// Every construct of the corpus: this engine's answer is what Trino said when it was asked (conformance/trino/golden.ts), or a
// refusal that names what is refused.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOwn, compare } from '../../../conformance/trino/compare.ts'
import { listChapters, readAnswers, readChapter } from '../../../conformance/trino/corpus.ts'
import { fillLake } from '../../../conformance/trino/lake.ts'
import { DuckDbEngine } from '../duckdb.ts'

const folder = mkdtempSync(join(tmpdir(), 'clickstream-corpus-'))
const catalog = openCatalog(`sqlite:${folder}/catalog.sqlite`)
const engine = new DuckDbEngine({ store: openStore(`file:${folder}/lake`), catalog, memory: 1024 ** 3 })

beforeAll(() => fillLake(folder), 120_000)

afterAll(async () => {
  await engine.close()
  await catalog.close()
  rmSync(folder, { recursive: true, force: true })
})

for (const chapter of await listChapters()) {
  const [constructs, answers] = await Promise.all([readChapter(chapter), readAnswers(chapter)])
  describe(chapter, () => {
    it('has answers of Trino to its constructs, and to no others', () => {
      expect(Object.keys(answers)).toEqual(constructs.map(({ name }) => name))
    })

    for (const { name, about, refused, open, sql, marks } of constructs) {
      it(`${name}: ${about}`, async () => {
        const own = await answerOwn(engine, sql)
        // What is open is said to be, until it is no more.
        if (open !== undefined) expect(compare(answers[name]!, own, marks), 'mended: take -- open out').toBeDefined()
        else if (refused === undefined) expect(compare(answers[name]!, own, marks)).toBeUndefined()
        else
          expect(own).toMatchObject({
            error: { name: 'NOT_SUPPORTED_LOCALLY', message: expect.stringContaining(refused) },
          })
      }, 30_000)
    }
  })
}
