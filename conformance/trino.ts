// What this engine answers, against Trino itself, which Athena's engine is made of, over one lake: everything we ask of Athena by
// ourselves, the corpus, and statements nobody thought of.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Engine } from '@clickstream/query/engine'
import { writeLiterals } from '@clickstream/query/literals'
import { openEngine } from '@clickstream/query/open'
import { Missing, type Options, type Outcome } from './step.ts'
import { compareBytes } from './trino/bytes.ts'
import { ask } from './trino/client.ts'
import { answerOwn, compare, type Kept, keepAnswered, keepError, keepResult, readMarks } from './trino/compare.ts'
import { type Construct, listChapters, readAnswers, readChapter } from './trino/corpus.ts'
import { differences } from './trino/differences.ts'
import { generate } from './trino/generate.ts'
import type { Version } from './trino/install.ts'
import { fillLake, registerLake } from './trino/lake.ts'
import { settlePercentiles } from './trino/percentile.ts'
import { type Asked, listQuestions } from './trino/questions.ts'
import { type Server, startServer } from './trino/server.ts'
import { work } from './trino/work.ts'

const GENERATED = 2000

/** Asked of us, and something else of Trino: proof that another answer, another type, another error, and none, would be found. */
const WRONG = [
  ['select count(*) as n from events', 'select count(*) + 1 as n from events'],
  ['select count(*) as n from events', 'select cast(count(*) as double) as n from events'],
  ['select count(*) as n from events', 'select count(*) as m from events'],
  ['select count(*) as n from events', 'select nosuch(1) as n from events'],
  ['select nosuch(1) as n from events', 'select count(*) as n from events'],
  ['select nosuch(1) as n from events', 'select  nosuch(1) as n from events'],
  ['select x from (values 1, 2) as t (x) order by x', 'select x from (values 1, 2) as t (x) order by x desc'],
] as const

/** @param options seed: of the generated statements, another each time unless it is given; count: how many */
export async function compareTrino({ seed = Date.now() % 1_000_000, count = GENERATED }: Options): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'clickstream-trino-'))
  const server = await startServer('435')
  const catalog = openCatalog(`sqlite:${folder}/catalog.sqlite`)
  const engine = openEngine('duckdb:', { store: openStore(`file:${folder}/lake`), catalog })
  try {
    await fillLake(folder)
    await registerLake(server.url, folder)
    const corpus = (await Promise.all((await listChapters()).map(readChapter))).flat()
    const asked = await listQuestions()
    console.log(`  ${count} generated statements: --seed ${seed} makes the same`)
    const bytes = await compareBytes(server.url, folder)
    const faults = [
      ...bytes.faults,
      ...(await compareWrong(server, engine)),
      ...(await time('ours', () => compareQuestions(server, engine, asked))),
      ...(await time('corpus', () => compareCorpus(server, engine, corpus))),
      ...(await time('generated', () => compareGenerated(server, engine, seed, count))),
    ]
    await server.stop()
    const newer = await compareVersions('476', folder, corpus)
    const parts = [
      `${asked.length} statements of ours`,
      `${corpus.length} constructs`,
      `${count} generated (seed ${seed})`,
      `bytes of ${bytes.compared}`,
    ]
    return { compared: `${parts.join(', ')}, Trino 435; ${newer.compared}`, faults: [...faults, ...newer.faults] }
  } finally {
    await server.stop()
    await engine.close()
    await catalog.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function compareWrong({ url }: Server, engine: Engine): Promise<string[]> {
  return work(WRONG, async ([ours, theirs]) => {
    const [trino, own] = [keepAnswered(await ask(url, theirs)), await answerOwn(engine, ours)]
    return compare(trino, own, readMarks(ours)) === undefined ? `${theirs}: expected a fault, got none` : undefined
  })
}

async function compareQuestions({ url }: Server, engine: Engine, asked: readonly Asked[]): Promise<string[]> {
  return work(asked, async ({ name, sql, parameters }) => {
    const written = writeLiterals(sql, parameters)
    const trino = keepAnswered(await ask(url, written))
    if ('error' in trino) return `${name}: expected an answer, got ${JSON.stringify(trino.error)}`
    const own: Kept = await engine.run(sql, parameters).then(keepResult, keepError)
    const settled = await settlePercentiles(engine, { sql, parameters }, trino)
    return tell(name, compare(settled, own, readMarks(sql)))
  })
}

/** Ours against Trino's; and what is kept of Trino's against what it says now. */
async function compareCorpus({ url }: Server, engine: Engine, corpus: readonly Construct[]): Promise<string[]> {
  const kept = new Map(
    await Promise.all((await listChapters()).map(async name => [name, await readAnswers(name)] as const)),
  )
  return work(corpus, async ({ chapter, name, sql, refused, open, athena, marks }) => {
    const golden = kept.get(chapter)![name]
    // What is worked out by hand, Trino is not asked.
    const trino = athena !== undefined && golden !== undefined ? golden : keepAnswered(await ask(url, sql))
    const stale =
      golden === undefined ? 'expected an answer of Trino’s to be kept, got none' : compare(trino, golden, marks)
    if (stale !== undefined) return `${chapter}/${name}: answers.json: ${stale}`
    return refused === undefined && open === undefined
      ? tell(`${chapter}/${name}`, compare(trino, await answerOwn(engine, sql), marks))
      : undefined
  })
}

/** What is refused here by name is no fault, nor is what Trino itself breaks at; how many of each is told. */
async function compareGenerated({ url }: Server, engine: Engine, seed: number, count: number): Promise<string[]> {
  const tally = { 'refused by name': 0, 'broken in Trino': 0, 'of no rows': 0, errors: 0 }
  const faults = await work(generate(seed, count), async ({ name, sql, isOrdered }) => {
    const own = await answerOwn(engine, sql)
    if ('error' in own && own.error.name === 'NOT_SUPPORTED_LOCALLY') {
      tally['refused by name']++
      return undefined
    }
    const trino = keepAnswered(await ask(url, sql))
    if ('error' in trino && BROKEN.test(`${trino.error.name}: ${trino.error.message}`)) {
      tally['broken in Trino']++
      return undefined
    }
    if ('error' in trino) tally.errors++
    else if (trino.rows.length === 0) tally['of no rows']++
    const fault = compare(trino, own, { ...readMarks(sql), isUnordered: !isOrdered })
    return fault === undefined ? undefined : `${name}: ${fault}\n    ${sql}`
  })
  for (const [what, times] of count > 0 ? Object.entries(tally) : [])
    console.log(`  ${what}: ${times} of ${count} (${((100 * times) / count).toFixed(1)} %)`)
  return faults
}

/** At the code that it makes of a statement, not at the statement. */
const BROKEN = /^COMPILER_ERROR: |^GENERIC_INTERNAL_ERROR: .*java\.lang\.InternalError/

/** What a newer Trino says of the corpus, against what is kept of 435. */
async function compareVersions(version: Version, lake: string, corpus: readonly Construct[]): Promise<Outcome> {
  let server: Server
  try {
    server = await startServer(version)
  } catch (error) {
    if (error instanceof Missing) return { compared: `not Trino ${version}: ${error.message}`, faults: [] }
    throw error
  }
  try {
    await registerLake(server.url, lake)
    const kept = new Map(
      await Promise.all((await listChapters()).map(async name => [name, await readAnswers(name)] as const)),
    )
    const compareOne = async ({ chapter, name, sql, athena, marks }: Construct) => {
      if (athena !== undefined) return undefined
      const place = `${chapter}/${name}`
      const golden = kept.get(chapter)![name]
      if (golden === undefined) return undefined
      const fault = compare(golden, keepAnswered(await ask(server.url, sql)), marks)
      if (!Object.hasOwn(differences, place)) return tell(`${place}: Trino ${version}`, fault)
      return fault === undefined ? `${place}: expected Trino ${version} to differ from 435, got the same` : undefined
    }
    const faults = await time(`Trino ${version}`, () => work(corpus, compareOne))
    return {
      compared: `the same of Trino ${version} but for ${Object.keys(differences).length} known differences`,
      faults,
    }
  } finally {
    await server.stop()
  }
}

/** It takes minutes: a line when each part is done. */
async function time(part: string, run: () => Promise<string[]>): Promise<string[]> {
  const started = performance.now()
  const faults = await run()
  console.log(`  ${part}: ${Math.round((performance.now() - started) / 1000)} s, ${faults.length} faults`)
  return faults
}

function tell(name: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${name}: ${fault}`
}
