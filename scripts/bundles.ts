// npm run bundles: every Lambda function built as SST builds it, its size and the time of its import held to their bounds,
// and one event handed from the first to the last. Exits with 1 where one is not as it must be.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Door, doors } from '@clickstream/deployment/doors'
import { type Bundle, buildDoor } from './bundles/build.ts'
import { folder, Place, path, type Stop } from './bundles/path.ts'
import { runBundle } from './bundles/run.ts'

const MIB = 1024 * 1024
/** Imports in a process of their own each, of which the quickest counts: the others waited for who else works here … */
const IMPORTS = 7
/** … and so many where none was quick enough. */
const MOST_IMPORTS = 30
/** Packages that no function may have in its code: DuckDB's is native, and SST's is for the deploy. */
const FORBIDDEN = ['@duckdb/node-api', '@duckdb/node-bindings', 'sst', 'dt-sql-parser', 'antlr4ng']
/** Who lists SQL's functions for people; the translator is in nobody else's code, and its grammar in nobody's. */
const LISTING = 'view'

const widths = [-10, 9, 9, 8, 9, 8, 11]
const writeRow = (cells: readonly string[]) =>
  console.log(cells.map((cell, i) => (widths[i]! < 0 ? cell.padEnd(-widths[i]!) : cell.padStart(widths[i]!))).join(' '))

const home = await mkdtemp(join(tmpdir(), 'clickstream-bundles-'))
const place = new Place(home)
writeRow(['function', 'code', 'unzipped', 'at most', 'import', 'at most', 'one event'])
try {
  for (const stop of path) {
    const faults = await examine(stop, doors[stop.door])
    for (const fault of faults) console.log(`  ✗ ${fault}`)
    if (faults.length > 0) process.exitCode = 1
  }
} finally {
  await rm(home, { recursive: true, force: true })
}

/** Builds it, tries it, writes its row. Never throws: what fails is a fault. */
async function examine(stop: Stop, door: Door): Promise<string[]> {
  try {
    const bundle = await buildDoor(door, join(folder, stop.door))
    const env = { ...place.env, ...filesOf(door, bundle), ...stop.env?.(place) }
    const import_ms = await timeImport(bundle, env, door.bound.import_ms)
    const fault = await tryEvent(stop, bundle, env)
    const { code, all } = bundle.bytes
    const size = [`${(code / 1024).toFixed(0)} KiB`, `${(all / MIB).toFixed(1)} MiB`, `${door.bound.mib} MiB`]
    const time = [`${import_ms.toFixed(0)} ms`, `${door.bound.import_ms} ms`]
    writeRow([stop.door, ...size, ...time, fault === undefined ? 'as it must' : 'not'])
    return [...findFaults(stop.door, bundle, import_ms), ...(fault === undefined ? [] : [fault])]
  } catch (error) {
    writeRow([stop.door, '', '', '', '', '', 'not built'])
    return [(error as Error).message]
  }
}

/** As stacks/ says it where the files lie beside the code. */
function filesOf({ files }: Door, bundle: Bundle): Record<string, string> {
  const countries = files?.find(({ to }) => to.endsWith('.mmdb'))
  return countries === undefined ? {} : { COUNTRY_DATABASE: join(bundle.folder, countries.to) }
}

async function timeImport(bundle: Bundle, env: Readonly<Record<string, string>>, bound: number): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY
  for (let i = 0; i < IMPORTS || (quickest > bound && i < MOST_IMPORTS); i++) {
    quickest = Math.min(quickest, (await runBundle(bundle, env, null)).import_ms)
  }
  return quickest
}

async function tryEvent(stop: Stop, bundle: Bundle, env: Readonly<Record<string, string>>) {
  try {
    const { answer } = await runBundle(bundle, env, await stop.event(place))
    return await stop.check(answer as never, place)
  } catch (error) {
    return (error as Error).message
  }
}

function findFaults(name: Stop['door'], { bytes, packages, files }: Bundle, import_ms: number): string[] {
  const { bound } = doors[name]
  const faults: string[] = []
  if (bytes.all > bound.mib * MIB) faults.push(`unzipped: expected at most ${bound.mib} MiB, got ${bytes.all} bytes`)
  if (import_ms > bound.import_ms) {
    faults.push(`import: expected at most ${bound.import_ms} ms, got ${import_ms.toFixed(0)}`)
  }
  const found = packages.filter(name => FORBIDDEN.includes(name))
  if (found.length > 0) faults.push(`packages: expected none of ${FORBIDDEN.join(', ')}, got ${found.join(', ')}`)
  const translator = files.find(file => /^packages\/query\/(dist|trino)\//.test(file))
  if (translator !== undefined && (name !== LISTING || translator.includes('/dist/'))) {
    faults.push(`code: expected nothing that translates SQL, got ${translator}`)
  }
  return faults
}
