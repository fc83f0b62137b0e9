// Where everything is: from the environment and the flags, local under .clickstream/ when neither says anything.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wrongUsage } from './error.ts'

export interface Settings {
  /** The data folder, absolute: what is local is kept here. */
  readonly data: string
  /** Whether nobody named the folder, so that other commands find it by themselves. */
  readonly isDefaultData: boolean
  /** URLs, such as sqlite:/…/stream.sqlite and file:/…/lake. */
  readonly stream: string
  readonly lake: string
  readonly catalog: string
  readonly engine: string
  readonly live: string
  readonly host: string
  readonly port: number
  /** Write keys per app as WRITE_KEYS has them; undefined: none, events come from this machine only. */
  readonly writeKeys: string | undefined
  readonly trustedProxyHeader: string | undefined
  /** As RATE_LIMIT has it. */
  readonly rateLimit: string | undefined
  /** Origins whose pages may send; undefined: any. */
  readonly allowedOrigins: readonly string[] | undefined
  /** What DuckDB may take for a job, bytes. */
  readonly jobMemory: number
  /** Where replay sends; undefined: to the collector of this machine. */
  readonly collector: string | undefined
  /** Days that what arrived is kept, as RETAIN has it: raw=90,rejected=30; undefined: for good. */
  readonly retain: string | undefined
  /** Port of clickstream view. */
  readonly viewPort: number
  /** What clickstream view asks others for, as VIEW_TOKEN has it; undefined: a new one each time. */
  readonly viewToken: string | undefined
}

/** Where the saved questions are. */
export const libraryFolder: string = fileURLToPath(new URL('../../queries', import.meta.url))

type Environment = Readonly<Record<string, string | undefined>>

/** The environment variables there are and what each is for, in the order of the data. */
export const variables: readonly (readonly [name: string, standard: string, about: string])[] = [
  ['HOST', '127.0.0.1', 'Address the collector listens on'],
  ['PORT', '8080', 'Port of the collector, the viewer and the status page'],
  ['WRITE_KEYS', '', 'Write keys per app; none: events are taken from this machine only'],
  ['TRUSTED_PROXY_HEADER', '', "Header in which your proxy puts the client's address"],
  ['RATE_LIMIT', '20000/60000', 'Events a second, and burst, that a write key may send; off for no limit'],
  ['ALLOWED_ORIGINS', '', 'Origins whose pages may send, by commas; none: any'],
  ['COLLECTOR', '', 'Collector that replay sends to; none: the one of this machine'],
  ['STREAM', 'sqlite:.clickstream/stream.sqlite', 'Where accepted events wait'],
  ['LAKE', 'file:.clickstream/lake', 'Where the Parquet files rest'],
  ['CATALOG', 'sqlite:.clickstream/catalog.sqlite', 'What knows which partition is where'],
  ['ENGINE', 'duckdb:', 'What answers SQL'],
  ['LIVE', 'sqlite:.clickstream/live.sqlite', 'Where the counts of each minute are, for the Live sheet'],
  ['JOB_MEMORY', '1024', 'MiB of memory a job may take; beyond it uses the disk'],
  ['RETAIN', '', 'Days that dev keeps of what, such as raw=90,rejected=30; none: for good'],
  ['VIEW_PORT', '8081', 'Port of clickstream view'],
  ['VIEW_TOKEN', '', 'What clickstream view asks other machines for; none: a new one each time'],
]

/**
 * Flags beat the environment, which beats the defaults: with `--data` everything is in that folder, whatever STREAM,
 * LAKE, CATALOG and ENGINE say.
 * @throws CliError for a port that is none.
 */
export function readSettings(
  flags: { data?: string | undefined; port?: string | undefined; host?: string | undefined },
  env: Environment = process.env,
  cwd: string = process.cwd(),
): Settings {
  const data = flags.data === undefined ? join(findProject(cwd) ?? cwd, '.clickstream') : resolve(cwd, flags.data)
  const choose = (name: string, standard: string) => (flags.data === undefined && env[name]) || standard
  return {
    data,
    isDefaultData: flags.data === undefined,
    stream: choose('STREAM', `sqlite:${join(data, 'stream.sqlite')}`),
    lake: choose('LAKE', `file:${join(data, 'lake')}`),
    catalog: choose('CATALOG', `sqlite:${join(data, 'catalog.sqlite')}`),
    engine: choose('ENGINE', 'duckdb:'),
    live: choose('LIVE', `sqlite:${join(data, 'live.sqlite')}`),
    host: flags.host ?? (env.HOST || '127.0.0.1'),
    port: readPort(flags.port ?? (env.PORT || '8080'), flags.port === undefined ? 'PORT' : '--port'),
    writeKeys: env.WRITE_KEYS || undefined,
    trustedProxyHeader: env.TRUSTED_PROXY_HEADER || undefined,
    rateLimit: env.RATE_LIMIT || undefined,
    allowedOrigins: env.ALLOWED_ORIGINS?.split(',').flatMap(origin => origin.trim() || []) || undefined,
    jobMemory: readCount('JOB_MEMORY', env.JOB_MEMORY || '1024', 64) * 1024 * 1024,
    collector: (flags.data === undefined && env.COLLECTOR) || undefined,
    retain: env.RETAIN || undefined,
    viewPort: readPort(env.VIEW_PORT || '8081', 'VIEW_PORT'),
    viewToken: env.VIEW_TOKEN || undefined,
  }
}

/** What another command needs to find the same data: ` --data DIR`, ready for a shell, or nothing. */
export function nameData({ data, isDefaultData }: Pick<Settings, 'data' | 'isDefaultData'>): string {
  if (isDefaultData) return ''
  return ` --data ${/^[\w./@%+=:,-]+$/.test(data) ? data : `'${data.replaceAll("'", "'\\''")}'`}`
}

/** The nearest folder at or above `from` that is a checkout of this project. */
function findProject(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && isProject(file)) return folder
    if (dirname(folder) === folder) return undefined
  }
}

function isProject(file: string): boolean {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).name === 'clickstream'
  } catch {
    return false
  }
}

function readPort(text: string, subject: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw wrongUsage(`${subject}: expected a port from 0 (any free one) to 65535, got ${JSON.stringify(text)}`)
}

function readCount(subject: string, text: string, least: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text)
  throw wrongUsage(`${subject}: expected a whole number from ${least}, got ${JSON.stringify(text)}`)
}

/** The path of a `sqlite:` or `file:` URL; undefined for what is not on this machine. */
export function localPath(url: string): string | undefined {
  const [, path] = /^(?:sqlite|file):(?:\/\/(?=\/))?(.+)$/.exec(url) ?? []
  return path
}
