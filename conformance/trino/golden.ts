// node conformance/trino/golden.ts [--port 8435] [chapter…]: asks Trino 435 every file of the corpus, and keeps what it says. With
// --port, of the server there (serve.ts); else of one of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ask } from './client.ts'
import { type Kept, keepAnswered } from './compare.ts'
import { type Answers, type Construct, listChapters, readAnswers, readChapter, writeAnswers } from './corpus.ts'
import { fillLake, registerLake } from './lake.ts'
import { startServer } from './server.ts'

/** Asked side by side. */
const AT_ONCE = 4

/** Trino's answers by construct, in the order of their names; of what only Athena does, those that are kept. */
export async function askAll(
  url: string,
  constructs: readonly Construct[],
  kept: Answers = {},
): Promise<Record<string, Kept>> {
  const answers: Record<string, Kept> = Object.fromEntries(
    constructs.map(({ name }) => [name, kept[name] ?? { columns: [], rows: [] }]),
  )
  const left = constructs.filter(({ athena }) => athena === undefined)
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      answers[next.name] = keepAnswered(await ask(url, next.sql))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return answers
}

async function keep(url: string, wanted: readonly string[]): Promise<void> {
  const chapters = await listChapters()
  const unknown = wanted.filter(name => !chapters.includes(name))
  if (unknown.length > 0)
    throw new RangeError(`chapter: expected one of ${chapters.join(', ')}, got ${unknown.join(', ')}`)
  for (const chapter of wanted.length === 0 ? chapters : wanted) {
    const answers = await askAll(url, await readChapter(chapter), await readAnswers(chapter))
    await writeAnswers(chapter, answers)
    const wrong = Object.values(answers).filter(kept => 'error' in kept).length
    console.log(`${chapter}: ${Object.keys(answers).length} answers, ${wrong} of them errors`)
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true })
  if (values.port !== undefined) await keep(`http://127.0.0.1:${values.port}`, positionals)
  else {
    const lake = await mkdtemp(join(tmpdir(), 'clickstream-lake-'))
    await fillLake(lake)
    const server = await startServer('435')
    try {
      await registerLake(server.url, lake)
      await keep(server.url, positionals)
    } finally {
      await server.stop()
      await rm(lake, { recursive: true, force: true })
    }
  }
}
