// `clickstream view`: the dashboards, over what is in the lake, whether a pipeline runs or not.
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { isLoopbackHost } from '@clickstream/collector/client'
import { type Serving, serveApp } from '@clickstream/collector/server'
import { openCatalog } from '@clickstream/lake/open'
import { admitHere } from '@clickstream/viewer/access'
import { admitToken, LEAST_TOKEN, makeToken } from '@clickstream/viewer/token'
import { defineCommand } from './command.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import { mendListening } from './listening.ts'
import { isOnAws } from './local.ts'
import { findRunning, type Running } from './running.ts'
import { nameData, readSettings, type Settings } from './settings.ts'
import type { Paper } from './terminal.ts'
import { openViewer, preparePage } from './viewer.ts'

export const command = defineCommand({
  name: 'view',
  about: 'Dashboards of the lake, in a browser',
  usage: '',
  details: `
Draws the dashboards from the lake as it is, and again when it grows: links,
store, audience, acquisition, the pipeline itself. Beside them is a page for SQL
and one for what was rejected. clickstream dev and start have the same at their
own address; this is for a lake that no pipeline works on, or for other eyes.

It is for this machine's browser alone. With --host (or HOST) another address,
everybody who can reach it needs the token that is printed: VIEW_TOKEN, or a new
one each time. Nothing is encrypted: put a proxy with TLS in front.`,
  options: {
    port: { type: 'string', value: 'N', about: 'Port to listen on, 0 for any free one (default VIEW_PORT or 8081)' },
    host: { type: 'string', value: 'ADDRESS', about: 'Address to listen on (default HOST or 127.0.0.1)' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
  },
  examples: [
    ['view', 'and then look at http://localhost:8081'],
    ['view --port 0 --data /tmp/try', 'any free port, another folder'],
    ['view --host 0.0.0.0', 'for others, too, with a token'],
  ],
  async run({ values }, { err }) {
    const settings = readSettings(values)
    const port = values.port === undefined ? settings.viewPort : settings.port
    if (!settings.isDefaultData && !existsSync(settings.data)) {
      throw new CliError(`--data: expected a folder, ${settings.data} is not there`, 'Is it spelt right?', WRONG_USAGE)
    }
    const token = isLoopbackHost(bracket(settings.host)) ? undefined : readToken(settings.viewToken)
    // What is missing to read a lake on AWS is said here in a line, and not by each tile.
    if (isOnAws(settings)) await readVersion(settings)
    const interrupt = catchInterrupt()
    await preparePage(err)
    const log = (entry: object) => err.line(err.style('yellow', JSON.stringify(entry)))
    // --port is the viewer's own here.
    const own = isOnAws(settings) ? 'https://COLLECTOR' : `http://localhost:${readSettings({ data: values.data }).port}`
    const collector = settings.collector ?? findPipeline(settings)?.url ?? own
    const viewer = await openViewer(settings, token === undefined ? admitHere : admitToken(token), collector, log)
    let serving: Serving | undefined
    try {
      serving = await serveApp(viewer.app, { host: settings.host, port }).catch(error => {
        throw mendListening(error)
      })
      introduce(settings, writeAddress(settings.host, serving.port, token), err)
      await interrupt.asked
    } finally {
      await viewer.close()
      await serving?.close()
    }
    return 0
  },
})

/** @throws what keeps its catalog from being read */
async function readVersion(settings: Settings): Promise<number> {
  const catalog = openCatalog(settings.catalog)
  try {
    return await catalog.version()
  } finally {
    await catalog.close()
  }
}

function introduce(settings: Settings, address: string, err: Paper): void {
  const isAway = isOnAws(settings)
  for (const [name, value] of [['Viewer', address], isAway ? ['Lake', settings.lake] : ['Data', settings.data]]) {
    err.line(`  ${err.style('dim', name!.padEnd(12))} ${value}`)
  }
  if (!isAway && findPipeline(settings) === undefined) {
    err.line(err.style('dim', `  No pipeline works on it now: npx clickstream dev${nameData(settings)} runs one.`))
  }
  err.line(err.style('dim', '  Ctrl-C stops.'))
}

function findPipeline({ data }: Settings): Partial<Running> | undefined {
  return existsSync(data) ? findRunning(data) : undefined
}

/** @throws CliError (exit code 2) for a token that is easily guessed */
function readToken(given: string | undefined): string {
  if (given === undefined) return makeToken()
  if (given.length >= LEAST_TOKEN) return given
  throw wrongUsage(
    `VIEW_TOKEN: expected at least ${LEAST_TOKEN} characters, got ${given.length}`,
    'Leave it out for a new one each time, or make one: openssl rand -base64 24',
  )
}

/** An address that a browser can open: of this machine's, where it listens to all of them. */
function writeAddress(host: string, port: number, token: string | undefined): string {
  const own = Object.values(networkInterfaces()).flatMap(each => each ?? [])
  const outer = own.find(({ internal, family }) => !internal && family === 'IPv4')?.address
  const isAll = host === '0.0.0.0' || host === '::'
  const name = token === undefined ? 'localhost' : isAll ? (outer ?? 'localhost') : bracket(host)
  return `http://${name}:${port}/${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`
}

/** As an address of the web has it: IPv6 in brackets. */
function bracket(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
