// A viewer over events of the past, in processes of its own, as a person would start it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const clickstream = join(root, 'packages/cli/bin/clickstream.js')
const DERIVED = ['identities', 'sessions', 'rollups', 'dimensions']

/** The day that fixtures/ records. */
export const DAY = '2026-01-15'

export interface House {
  /** Without a slash at its end. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Imports the recorded days, each event at its own time, derives what the jobs derive, and opens the viewer on a free port.
 * @param also more events, of any day
 */
export function openHouse(also: readonly object[] = []): Promise<House> {
  return build('view', async data => {
    const more = join(data, 'more.ndjson')
    await writeFile(more, also.map(event => `${JSON.stringify(event)}\n`).join(''))
    const days = ['shortener-day', 'store-day'].map(day => `fixtures/${day}/events.ndjson`)
    await fill(data, [...days, more], DERIVED)
  })
}

/** The same over a month that is made up; the same each time. */
export function openMonth(events: number): Promise<House> {
  return build('view', async data => {
    const file = join(data, 'month.ndjson')
    await run([
      'generate',
      '--events',
      String(events),
      '--days',
      '30',
      '--end',
      '2026-01-31',
      '--seed',
      '7',
      '--out',
      file,
    ])
    await fill(data, [file], DERIVED)
  })
}

/** A pipeline that runs, and has just taken the recorded days as if they were of today. */
export function openPipeline(): Promise<House> {
  return build('start')
}

async function build(command: 'view' | 'start', fillLake?: (data: string) => Promise<void>): Promise<House> {
  const data = await mkdtemp(join(tmpdir(), 'clickstream-browser-'))
  try {
    await fillLake?.(data)
    const server = start([command, '--port', '0', '--data', data])
    const url = await hear(server, READY[command])
    return {
      url,
      async stop() {
        const ended = new Promise(resolve => server.once('exit', resolve))
        server.kill('SIGTERM')
        await ended
        await rm(data, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(data, { recursive: true, force: true })
    throw error
  }
}

/** What says that it is ready, with its address. */
const READY = { view: /Viewer\s+(http:\/\/[^\s/]+)/, start: /Links, as a dashboard\s+(http:\/\/[^\s/]+)/ }

async function fill(data: string, files: readonly string[], jobs: readonly string[]): Promise<void> {
  await run(['import', ...files, '--data', data])
  for (const job of jobs) await run(['job', job, '--data', data])
}

function start(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [clickstream, ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function run(words: readonly string[]): Promise<void> {
  const child = start(words)
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', text => (output += text))
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`clickstream ${words.join(' ')}: expected exit code 0, got ${code}\n${output}`)
}

/** What a process says, once it says it; what it says later is read and dropped. */
function hear(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (text: Buffer) => {
      output += text
      const found = pattern.exec(output)
      if (found !== null) resolve(found[1]!)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.once('exit', code => reject(new Error(`clickstream: expected ${pattern}, ended with ${code}:\n${output}`)))
  })
}
