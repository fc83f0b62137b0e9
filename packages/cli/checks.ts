// What the doctor looks at, one check after the other; each only reads.
import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseKeys } from '@clickstream/collector/keys'
import { CONTRACT_VERSION, tables } from '@clickstream/events/tables'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { findRunning } from './running.ts'
import { localPath, type Settings, variables } from './settings.ts'
import { showAge, showBytes, showCount, showMany } from './units.ts'
import { readVersion } from './version.ts'

export interface Finding {
  readonly name: string
  /** bad: something does not work · note: it works, but look at it. */
  readonly state: 'good' | 'note' | 'bad'
  readonly says: string
  /** What to do. */
  readonly mend?: string
}

type Environment = Readonly<Record<string, string | undefined>>
type Check = (settings: Settings, env: Environment) => Promise<Finding[]>

/** Below this the collector refuses events. */
const LEAST_FREE = 256 * 1024 * 1024
const LITTLE_FREE = 2 * 1024 ** 3
/** A running pipeline has an event in the lake within seconds. */
const LATE_MS = 60_000

const checks: readonly (readonly [name: string, check: Check])[] = [
  ['versions', checkVersions],
  ['settings', checkSettings],
  ['disk', checkDisk],
  ['pipeline', checkPipeline],
  ['stream', checkStream],
  ['lake', checkLake],
  ['engine', checkEngine],
]

/** Every finding, in the order of the data's way. Never throws: a check that fails is a finding. */
export async function examine(settings: Settings, env: Environment): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, check] of checks) {
    try {
      findings.push(...(await check(settings, env)))
    } catch (error) {
      findings.push({ name, state: 'bad', says: `cannot be checked: ${(error as Error).message}` })
    }
  }
  return findings
}

async function checkVersions(): Promise<Finding[]> {
  const says = `clickstream ${readVersion()}, contract ${CONTRACT_VERSION}, Node ${process.versions.node}, SQLite ${process.versions.sqlite ?? '?'}`
  return [{ name: 'versions', state: 'good', says }]
}

async function checkSettings(settings: Settings, env: Environment): Promise<Finding[]> {
  const set = variables
    .filter(([name]) => env[name])
    .map(([name]) => (name === 'WRITE_KEYS' ? name : `${name}=${env[name]}`))
  const says = set.length === 0 ? 'the defaults: everything local, for this machine only' : set.join(' ')
  const findings: Finding[] = [
    { name: 'settings', state: 'good', says },
    { name: 'data', state: 'good', says: settings.data },
  ]
  try {
    const keys = parseKeys(settings.writeKeys)
    if (keys !== null) findings.push({ name: 'keys', state: 'good', says: `for ${keys.apps.join(', ')}` })
  } catch (error) {
    findings.push({ name: 'keys', state: 'bad', says: (error as Error).message })
  }
  return findings
}

async function checkDisk({ data }: Settings): Promise<Finding[]> {
  let folder = data
  while (!existsSync(folder)) folder = dirname(folder)
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const says = `${showBytes(free)} free`
  if (!isWritable)
    return [
      {
        name: 'disk',
        state: 'bad',
        says: `${folder} cannot be written to`,
        mend: 'Choose another folder with --data DIR.',
      },
    ]
  if (free < LEAST_FREE)
    return [{ name: 'disk', state: 'bad', says, mend: 'Free some: below 256 MiB the collector answers 503.' }]
  if (free < LITTLE_FREE)
    return [{ name: 'disk', state: 'note', says, mend: 'Free some soon: below 256 MiB the collector answers 503.' }]
  return [{ name: 'disk', state: 'good', says }]
}

async function checkPipeline({ data }: Settings): Promise<Finding[]> {
  const running = findRunning(data)
  if (running === undefined) {
    return [{ name: 'pipeline', state: 'note', says: 'not running', mend: 'clickstream dev starts it.' }]
  }
  const where = `process ${running.pid}, ${running.url}`
  const health = await fetch(`${running.url}/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  if (health?.ok) return [{ name: 'pipeline', state: 'good', says: `running (${where})` }]
  const says = `does not answer well (${where}, ${health === undefined ? 'no answer' : `${health.status}`})`
  return [
    {
      name: 'pipeline',
      state: 'bad',
      says,
      mend: `Stop process ${running.pid} and start it again; nothing acked is lost.`,
    },
  ]
}

async function checkStream(settings: Settings): Promise<Finding[]> {
  const path = localPath(settings.stream)
  if (path === undefined) throw new Error(`expected sqlite:<file>, got ${settings.stream}`)
  if (!existsSync(path)) return [{ name: 'stream', state: 'note', says: 'empty: no event was ever taken' }]
  const stream = new SqliteStream(path)
  const checkpoints = await openCheckpoints(settings.stream)
  try {
    const { records, bytes } = await stream.stats()
    const backlog = await stream.backlog()
    const failures = await checkpoints.countFailures('transform')
    const age = backlog.oldest_arrived_at === null ? 0 : Date.now() - backlog.oldest_arrived_at
    const isLate = age > LATE_MS
    return [
      { name: 'stream', state: 'good', says: `${showMany(records, 'record')} kept, ${showBytes(bytes)}` },
      {
        name: 'backlog',
        state: isLate ? 'note' : 'good',
        says: backlog.records === 0 ? 'none' : `${showMany(backlog.records, 'record')}, the oldest ${showAge(age)}`,
        ...(isLate ? { mend: 'clickstream dev brings them to the lake; watch what it says.' } : {}),
      },
      ...(failures === 0
        ? []
        : [
            {
              name: 'given up',
              state: 'bad',
              says: showMany(failures, 'batch', 'batches'),
              mend: 'The next start of clickstream dev tries them again.',
            } as const,
          ]),
    ]
  } finally {
    await checkpoints.close()
    await stream.close()
  }
}

async function checkLake(settings: Settings): Promise<Finding[]> {
  const path = localPath(settings.catalog)
  if (path !== undefined && !existsSync(path)) {
    return [{ name: 'lake', state: 'note', says: 'empty', mend: 'clickstream start fills it with a day of clicks.' }]
  }
  const catalog = openCatalog(settings.catalog)
  try {
    return [...(await checkFiles(catalog, settings)), await checkFreshness(catalog)]
  } finally {
    await catalog.close()
  }
}

/** Every partition the catalog knows has its files, and every file a partition that is known. */
async function checkFiles(catalog: Catalog, settings: Settings): Promise<Finding[]> {
  const store = openStore(settings.lake)
  const findings: Finding[] = []
  let partitions = 0
  let files = 0
  let bytes = 0
  for (const table of Object.keys(tables)) {
    const known = await catalog.partitions(table)
    const found = (await store.list(`${table}/`)).filter(object => object.key.endsWith('.parquet'))
    const filled = new Set(found.map(object => object.key.slice(0, object.key.lastIndexOf('/') + 1)))
    const empty = known.filter(partition => !filled.has(partition.location))
    if (empty.length > 0) {
      const says = `${showMany(empty.length, 'partition')} of ${table} without files, such as ${empty[0]!.location}`
      findings.push({
        name: 'lake',
        state: 'bad',
        says,
        mend: 'Files were removed by hand: put them back, or begin a new data folder.',
      })
    }
    partitions += known.length
    files += found.length
    bytes += found.reduce((sum, object) => sum + object.size, 0)
  }
  const says = `${showMany(files, 'file')} in ${showMany(partitions, 'partition')}, ${showBytes(bytes)}`
  return [{ name: 'lake', state: 'good', says }, ...findings]
}

async function checkFreshness(catalog: Catalog): Promise<Finding> {
  const { runs, rows_out, rejected, repeated, newest_at } = await catalog.totals('transform')
  const [last] = await catalog.runs('transform', 1)
  if (last === undefined) return { name: 'transform', state: 'note', says: 'has not run yet' }
  const counts = `${showCount(rows_out)} stored, ${showCount(rejected)} rejected, ${showCount(repeated)} repeated`
  const newest = newest_at === null ? '' : `; newest event ${showAge(Date.now() - newest_at)}`
  return { name: 'transform', state: 'good', says: `${showMany(runs, 'batch', 'batches')}: ${counts}${newest}` }
}

async function checkEngine(settings: Settings): Promise<Finding[]> {
  const { askOnce } = await import('./engine.ts')
  const { rows, receipt } = await askOnce(settings, 'select 1')
  const isRight = rows[0]?.[0] === 1
  return [
    {
      name: 'engine',
      state: isRight ? 'good' : 'bad',
      says: isRight ? `${receipt.engine} answers` : `${receipt.engine} gives a wrong answer`,
    },
  ]
}
