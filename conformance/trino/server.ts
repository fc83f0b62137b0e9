// A Trino server on this machine's loopback, with one catalog: Hive's, its metastore a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Installed, install, type Version } from './install.ts'

export interface Server {
  readonly version: Version
  readonly url: string
  /** Also takes away all that it wrote. */
  stop(): Promise<void>
}

/** As Athena calls its own: the name is part of errors. */
export const CATALOG = 'awsdatacatalog'

const LONGEST_START = 180_000
const OPEN = ['java.lang', 'java.nio', 'java.util'].map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`)

/** @throws Missing where it cannot be installed; Error, with the end of its log, where it does not start */
export async function startServer(version: Version, wanted = 0): Promise<Server> {
  const installed = await install(version)
  const folder = await mkdtemp(join(tmpdir(), `clickstream-trino-${version}-`))
  const port = wanted === 0 ? await findPort() : wanted
  await writeSettings(folder, installed, port)
  const child = launch(folder, installed)
  const end = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', end)
  const stop = async () => {
    process.off('exit', end)
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await new Promise(resolve => child.once('exit', resolve))
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await waitFor(url, child)
  } catch (error) {
    const log = await readFile(join(folder, 'log'), 'utf8')
    await stop()
    const faults = log.split('\n').filter(line => /\sERROR\s|^Caused by|^\d+\) /.test(line))
    throw new Error([(error as Error).message, ...faults.slice(0, 20)].join('\n'))
  }
  return { version, url, stop }
}

async function writeSettings(folder: string, { plugins, version }: Installed, port: number): Promise<void> {
  const files: Record<string, Record<string, string | number | boolean>> = {
    'config.properties': {
      coordinator: true,
      'node-scheduler.include-coordinator': true,
      'http-server.http.port': port,
      'discovery.uri': `http://127.0.0.1:${port}`,
      'node.environment': 'conformance',
      'node.bind-ip': '127.0.0.1',
      'node.internal-address': '127.0.0.1',
      'plugin.dir': plugins,
      'catalog.config-dir': join(folder, 'catalog'),
      // Answers are read at once: nothing of a statement need stay.
      'query.max-history': 20,
      // Many small statements on few cores: no work is shared out.
      'task.concurrency': 1,
      'task.max-worker-threads': 4,
      'query.max-hash-partition-count': 1,
      'query.min-hash-partition-count': 1,
      'query.min-expire-age': '10s',
    },
    [`catalog/${CATALOG}.properties`]: {
      'connector.name': 'hive',
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': `local://${folder}/metastore`,
      'hive.allow-register-partition-procedure': true,
      'hive.timestamp-precision': 'MILLISECONDS',
      // Of a file the columns alone, so that the bytes read are those of bytes.ts.
      'parquet.small-file-threshold': '0B',
      'parquet.max-merge-distance': '0B',
      ...(version === '435' ? {} : { 'fs.native-local.enabled': true, 'local.location': '/' }),
    },
    'log.properties': { 'io.trino': 'WARN', 'io.airlift': 'WARN', 'org.hibernate': 'WARN', Bootstrap: 'WARN' },
  }
  await mkdir(join(folder, 'catalog'))
  for (const [name, settings] of Object.entries(files)) {
    const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`)
    await writeFile(join(folder, name), lines.join(''))
  }
}

/** C1 compiles at once what a statement runs once. */
function launch(folder: string, { java, classpath, version }: Installed): ChildProcess {
  const settings = [`-Dconfig=${folder}/config.properties`, `-Dlog.levels-file=${folder}/log.properties`]
  const jvm = [
    '-Xmx2g',
    '-XX:+UseG1GC',
    '-XX:TieredStopAtLevel=1',
    // Every statement's code is kept a while; C1's 48 MB are full after some thousands, and all then stands still.
    '-XX:ReservedCodeCacheSize=512m',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djdk.attach.allowAttachSelf=true',
  ]
  const args = [...jvm, '-Duser.timezone=UTC', ...OPEN, ...settings, '-cp', classpath]
  const log = openSync(join(folder, 'log'), 'w')
  const main = join(import.meta.dirname, 'Serve.java')
  const child = spawn(java, [...args, main, version], { cwd: folder, stdio: ['ignore', log, log] })
  closeSync(log)
  return child
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + LONGEST_START
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`Trino: expected it to run, got exit code ${child.exitCode}`)
    const answer = await fetch(`${url}/v1/info`).then(
      response => response.json() as Promise<{ starting?: boolean }>,
      () => undefined,
    )
    if (answer?.starting === false) return
    await sleep(200)
  }
  throw new Error(`Trino: expected it to have started within ${LONGEST_START / 1000} s`)
}

/** One that nobody listens on now. */
async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error(`port: expected a number, got ${address}`)
  return address.port
}
