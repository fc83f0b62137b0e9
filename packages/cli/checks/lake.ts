// The lake: whether catalog and files agree, what has come, whether it can be asked.
import { existsSync } from 'node:fs'
import { tables } from '@clickstream/events/tables'
import { DAY } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { landingOf, readLineage } from '@clickstream/lake/lineage'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { VERSIONS } from '@clickstream/lake/version'
import { localPath, type Settings } from '../settings.ts'
import { showAge, showBytes, showCount, showMany } from '../units.ts'
import type { Finding } from './finding.ts'

/** What is out of use is swept after a day; longer than this, nobody sweeps. */
const ORPHAN_MS = 3 * DAY

export async function checkLake(settings: Settings): Promise<Finding[]> {
  const path = localPath(settings.catalog)
  const lake = localPath(settings.lake)
  if (path !== undefined && !existsSync(path)) {
    if (lake !== undefined && existsSync(lake)) {
      return [
        { name: 'lake', state: 'bad', says: 'there are files, and no catalog', mend: 'clickstream catalog rebuild' },
      ]
    }
    return [{ name: 'lake', state: 'note', says: 'empty', mend: 'clickstream start fills it with a day of clicks.' }]
  }
  const catalog = openCatalog(settings.catalog)
  try {
    return [...(await checkFiles(catalog, openStore(settings.lake))), await checkFreshness(catalog)]
  } finally {
    await catalog.close()
  }
}

/** Every partition the catalog knows is there, and every file belongs to one, or did until lately. */
async function checkFiles(catalog: Catalog, store: Store): Promise<Finding[]> {
  const findings: Finding[] = []
  const seen = { partitions: 0, files: 0, bytes: 0 }
  const orphans: StoredObject[] = []
  for (const table of Object.keys(tables)) {
    const objects = [...(await store.list(`${table}/`)), ...(await store.list(`${VERSIONS}${table}/`))]
    const known = await catalog.partitions(table)
    const filled = new Set(objects.map(locate))
    const empty = known.filter(({ location }) => !filled.has(location))
    if (empty.length > 0) findings.push(tellEmpty(table, empty))
    const used = new Set(known.map(({ location }) => location))
    // Where a partition was before, files that its version has still to take over are no orphans.
    const left = new Set([...filled].filter(location => !used.has(location)).map(landingPlace))
    for (const partition of known.filter(({ location }) => location.startsWith(VERSIONS))) {
      if (!left.has(landingOf(partition))) continue
      const { places, answered } = await readLineage(store, partition)
      for (const { location } of places) {
        if (objects.some(object => locate(object) === location && !answered.has(object.key.slice(location.length)))) {
          used.add(location)
        }
      }
    }
    const parquet = objects.filter(({ key }) => key.endsWith('.parquet'))
    seen.partitions += known.length
    for (const object of parquet) {
      if (!used.has(locate(object))) orphans.push(object)
      seen.files++
      seen.bytes += object.size
    }
  }
  const says = `${showMany(seen.files, 'file')} in ${showMany(seen.partitions, 'partition')}, ${showBytes(seen.bytes)}`
  return [{ name: 'lake', state: 'good', says }, ...findings, ...tellOrphans(orphans)]
}

function tellEmpty(table: string, empty: readonly { readonly location: string }[]): Finding {
  const says = `${showMany(empty.length, 'partition')} of ${table} without files, such as ${empty[0]!.location}`
  // A landing place is made known before its first file is written there.
  const isLost = empty.some(({ location }) => location.startsWith(VERSIONS))
  const mend = isLost
    ? 'Files were removed by hand: put them back, or restore a backup (clickstream restore).'
    : 'A batch was broken off there, and runs again; if files were removed by hand, restore a backup.'
  return { name: 'lake', state: 'bad', says, mend }
}

function tellOrphans(orphans: readonly StoredObject[], now: number = Date.now()): Finding[] {
  if (orphans.length === 0) return []
  const bytes = orphans.reduce((sum, { size }) => sum + size, 0)
  const says = `${showMany(orphans.length, 'file')} that no query reads, ${showBytes(bytes)}`
  if (orphans.every(({ modified_at }) => now - modified_at < ORPHAN_MS)) {
    return [{ name: 'replaced', state: 'good', says: `${says}; swept a day after they were replaced` }]
  }
  const mend = 'clickstream job compact sweeps them; clickstream dev does it by itself.'
  return [{ name: 'replaced', state: 'note', says, mend }]
}

/** Where what lies at a location landed: a version lies in a folder of its own right below. */
function landingPlace(location: string): string {
  return location.startsWith(VERSIONS) ? location.slice(VERSIONS.length).replace(/[^/]+\/$/, '') : location
}

function locate({ key }: StoredObject): string {
  return key.slice(0, key.lastIndexOf('/') + 1)
}

async function checkFreshness(catalog: Catalog): Promise<Finding> {
  const { runs, rows_out, rejected, repeated, newest_at } = await catalog.totals('transform')
  const [last] = await catalog.runs('transform', 1)
  if (last === undefined) return { name: 'transform', state: 'note', says: 'has not run yet' }
  const counts = `${showCount(rows_out)} stored, ${showCount(rejected)} rejected, ${showCount(repeated)} repeated`
  const newest = newest_at === null ? '' : `; newest event ${showAge(Date.now() - newest_at)}`
  return { name: 'transform', state: 'good', says: `${showMany(runs, 'batch', 'batches')}: ${counts}${newest}` }
}

export async function checkEngine(settings: Settings): Promise<Finding[]> {
  const { askOnce } = await import('../engine.ts')
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
