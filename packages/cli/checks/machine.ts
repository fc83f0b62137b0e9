// What the pipeline runs on: versions, settings, the disk.
import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseKeys } from '@clickstream/collector/keys'
import { CONTRACT_VERSION } from '@clickstream/events/tables'
import { isOnAws } from '../local.ts'
import { localPath, type Settings, variables } from '../settings.ts'
import { showBytes } from '../units.ts'
import { readVersion } from '../version.ts'
import type { Environment, Finding } from './finding.ts'

/** Below this the collector refuses events. */
const LEAST_FREE = 256 * 1024 * 1024
const LITTLE_FREE = 2 * 1024 ** 3
/** Variables whose values nobody should read over a shoulder. */
const SECRETS = ['WRITE_KEYS', 'VIEW_TOKEN']

export async function checkVersions(): Promise<Finding[]> {
  const says = `clickstream ${readVersion()}, contract ${CONTRACT_VERSION}, Node ${process.versions.node}, SQLite ${process.versions.sqlite ?? '?'}`
  return [{ name: 'versions', state: 'good', says }]
}

export async function checkSettings(settings: Settings, env: Environment): Promise<Finding[]> {
  const set = variables
    .filter(([name]) => env[name])
    .map(([name]) => (SECRETS.includes(name) ? name : `${name}=${env[name]}`))
  const says = set.length === 0 ? 'the defaults: everything local, for this machine only' : set.join(' ')
  const findings: Finding[] = [
    { name: 'settings', state: 'good', says },
    settings.isDefaultData || existsSync(settings.data)
      ? { name: 'data', state: 'good', says: settings.data }
      : { name: 'data', state: 'bad', says: `${settings.data} is not there`, mend: 'Is --data spelt right?' },
  ]
  if (isOnAws(settings)) findings.push(...checkAws(settings, env))
  try {
    const keys = parseKeys(settings.writeKeys)
    if (keys !== null) findings.push({ name: 'keys', state: 'good', says: `for ${keys.apps.join(', ')}` })
  } catch (error) {
    findings.push({ name: 'keys', state: 'bad', says: (error as Error).message })
  }
  return findings
}

/** The four belong together: a lake on AWS that a catalog here knows nothing of answers wrongly. */
function checkAws({ stream, lake, catalog, engine }: Settings, env: Environment): Finding[] {
  const findings: Finding[] = []
  const places = { STREAM: stream, LAKE: lake, CATALOG: catalog }
  const here = Object.entries(places).filter(([, url]) => localPath(url) !== undefined)
  if (here.length > 0) {
    const says = `${here.map(([name]) => name).join(' and ')} on this machine, the rest on AWS`
    const mend = 'Set STREAM, LAKE and CATALOG together: npx sst deploy prints them.'
    findings.push({ name: 'aws', state: 'bad', says, mend })
  }
  if (localPath(lake) === undefined && engine === 'duckdb:') {
    const mend = 'ENGINE=athena:<workgroup>/<database> asks Athena: npx sst deploy prints it.'
    findings.push({ name: 'aws', state: 'bad', says: `ENGINE is duckdb:, which cannot open ${lake}`, mend })
  }
  if (!env.AWS_REGION && !env.AWS_PROFILE) {
    const mend = 'Set AWS_REGION, and AWS_PROFILE where your credentials have a name.'
    findings.push({ name: 'aws', state: 'note', says: 'neither AWS_REGION nor AWS_PROFILE is set', mend })
  }
  return findings
}

export async function checkDisk({ data }: Settings): Promise<Finding[]> {
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
