// Makes fixtures/ again: the days from the generator, the expected answers from the reference computation, which knows
// nothing of the pipeline. `npm run fixtures` writes them; a test compares them with what is checked in.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { manyFaults, usualFaults } from '@clickstream/visitors/faults'
import type { Line } from '@clickstream/visitors/sender'
import { answerAll } from '../packages/cli/test/reference/answers.ts'
import { formatCsv } from '../packages/cli/test/reference/csv.ts'
import { readFolder } from '../packages/cli/test/reference/folder.ts'
import { generateLines } from '../packages/cli/world.ts'

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))

/** The folders that say which of their lines are at fault; the reference can answer only for these. */
export function listFolders(): string[] {
  return readdirSync(fixtures, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(`${fixtures}/${entry.name}/faults.csv`))
    .map(entry => entry.name)
}

/** The generated folders' lines. The two days are one world, told by each app. */
function makeLines(): Map<string, Line[]> {
  const day = [
    ...generateLines(
      { events: 5200, seed: 2032, end: '2026-01-16' },
      { ...usualFaults, broken: 0.003, garbled: 0.0025 },
    ),
  ]
  return new Map([
    ['shortener-day', day.filter(line => line.app === 'shortener')],
    ['store-day', day.filter(line => line.app === 'store')],
    ['retries-and-late', [...generateLines({ events: 2000, seed: 'a', days: 3, end: '2026-01-17' }, manyFaults)]],
  ])
}

/**
 * The generated days and what is wrong with them, by path under fixtures/. bad-lines is made by hand: its events.ndjson and
 * its faults.csv are their own source.
 */
export function makeEvents(): Map<string, string> {
  const files = new Map<string, string>()
  for (const [folder, lines] of makeLines()) {
    files.set(`${folder}/events.ndjson`, lines.map(line => `${line.text}\n`).join(''))
    files.set(`${folder}/faults.csv`, formatCsv(listFaults(lines)))
  }
  return files
}

/** The expected answers to what events.ndjson and faults.csv on disk say, by path under fixtures/. */
export function makeAnswers(): Map<string, string> {
  const files = new Map<string, string>()
  for (const folder of listFolders()) {
    for (const [query, csv] of answerAll(readFolder(`${fixtures}/${folder}`))) {
      files.set(`${folder}/expected/${query}.csv`, csv)
    }
  }
  return files
}

function listFaults(lines: readonly Line[]) {
  return {
    columns: ['line', 'app', 'reason_code', 'field'],
    rows: lines.flatMap(({ fault }, i) => (fault === null ? [] : [[i + 1, fault.app, fault.reason_code, fault.field]])),
  }
}

function write(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(`${fixtures}/${path.slice(0, path.lastIndexOf('/'))}`, { recursive: true })
    writeFileSync(`${fixtures}/${path}`, text)
  }
}

if (import.meta.main) {
  write(makeEvents())
  const answers = makeAnswers()
  for (const folder of new Set([...answers.keys()].map(path => path.split('/')[0]))) {
    rmSync(`${fixtures}/${folder}/expected`, { recursive: true, force: true })
  }
  write(answers)
  for (const folder of listFolders()) {
    const lines = readFileSync(`${fixtures}/${folder}/events.ndjson`, 'utf8').split('\n').length - 1
    const expected = [...answers.keys()].filter(path => path.startsWith(`${folder}/`)).length
    console.log(`${folder}: ${lines} lines, ${expected} expected answers`)
  }
}
