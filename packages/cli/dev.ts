// `clickstream dev`: the whole path in one process, until it is stopped.
import { defineCommand } from './command.ts'
import { catchInterrupt, type Interrupt } from './interrupt.ts'
import { expectHere } from './local.ts'
import { type Pipeline, startPipeline } from './pipeline.ts'
import { readSettings, type Settings } from './settings.ts'
import type { Terminal } from './terminal.ts'
import { showCount, showDuration } from './units.ts'
import { preparePage } from './viewer.ts'

export const command = defineCommand({
  name: 'dev',
  about: 'Run the collector and the pipeline here, until Ctrl-C',
  usage: '',
  details: `
Takes events over HTTP, keeps them on disk before it answers, and brings them to
the lake within about a second. Beside it the jobs run by themselves: sessions,
identities, rollups and dimensions a minute after something came, compact every
ten minutes, retain once a day if RETAIN is set. The dashboards are at the same
address, for this machine's browser. Ctrl-C finishes what is in hand
and stops; what was answered with 200 is never lost, however it ends.`,
  options: {
    port: { type: 'string', value: 'N', about: 'Port to listen on, 0 for any free one (default PORT or 8080)' },
    host: { type: 'string', value: 'ADDRESS', about: 'Address to listen on (default HOST or 127.0.0.1)' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    'no-jobs': { type: 'boolean', about: 'Leave the jobs to clickstream job' },
    json: { type: 'boolean', about: 'The log of every batch as JSON lines on stdout' },
  },
  examples: [
    ['dev', 'collector and dashboards at http://localhost:8080'],
    ['dev --port 0 --data /tmp/try', 'any free port, another folder'],
  ],
  async run({ values }, terminal) {
    const settings = readSettings(values)
    expectHere('dev', settings, 'On AWS `npx sst deploy` runs the pipeline.')
    const interrupt = catchInterrupt()
    const pipeline = await startPipeline(settings, watch(terminal, values.json === true))
    if (!values['no-jobs']) pipeline.jobs.begin()
    // Events are taken meanwhile.
    await preparePage(terminal.err)
    introduce(pipeline, settings, terminal)
    terminal.err.line(terminal.err.style('dim', '  Ctrl-C stops.'))
    await serveUntilStopped(pipeline, interrupt, terminal)
    return 0
  },
})

/** Says what runs where. */
export function introduce({ url }: Pipeline, settings: Settings, { err }: Terminal): void {
  const rows = [
    ['Viewer', `${url}/`],
    ['Collector', `${url}/v1/events`],
    ['Status page', `${url}/status`],
    ['Data', settings.data],
    [
      'Takes from',
      settings.writeKeys === undefined ? 'this machine only (WRITE_KEYS is not set)' : 'whoever has a write key',
    ],
  ]
  for (const [name, value] of rows) err.line(`  ${err.style('dim', name!.padEnd(12))} ${value}`)
}

/** Resolves once an interrupt has stopped the pipeline. @throws the pipeline's failure */
export async function serveUntilStopped(pipeline: Pipeline, interrupt: Interrupt, { err }: Terminal): Promise<void> {
  try {
    await Promise.race([interrupt.asked, pipeline.failure])
  } catch (error) {
    await pipeline.stop()
    throw error
  }
  err.line(err.style('dim', 'Finishing what is in hand …'))
  await pipeline.stop()
  err.line(err.style('dim', 'Stopped.'))
}

/** Batches as they are done: for a person on stderr, or as JSON lines on stdout. */
export function watch({ out, err }: Terminal, json: boolean) {
  return {
    onBatch(line: string) {
      if (json) {
        out.line(line)
        return
      }
      const { rows_out, rejected, repeated, files, elapsed_ms } = JSON.parse(line)
      const counts = [
        `${showCount(rows_out)} stored`,
        ...(rejected > 0 ? [err.style('yellow', `${showCount(rejected)} rejected`)] : []),
        ...(repeated > 0 ? [`${showCount(repeated)} repeated`] : []),
      ]
      const time = new Date().toLocaleTimeString('en-GB')
      const work = err.style('dim', `${files} ${files === 1 ? 'file' : 'files'}, ${showDuration(elapsed_ms)}`)
      err.line(`${err.style('dim', time)}  ${counts.join(', ')}  ${work}`)
    },
    onTrouble(text: string) {
      err.line(err.style('yellow', text))
    },
  }
}
