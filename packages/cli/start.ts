// `clickstream start`, which is npm start: a day of clicks through the whole path, what they say, and a pipeline that stays.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineCommand } from './command.ts'
import { introduce, serveUntilStopped } from './dev.ts'
import { CliError } from './error.ts'
import { catchInterrupt, type Interrupt } from './interrupt.ts'
import { expectHere } from './local.ts'
import { type Pipeline, startPipeline } from './pipeline.ts'
import { playBack } from './playback.ts'
import { countOf, createProgressBar, type ProgressBar } from './progress.ts'
import { findRecordings } from './recording.ts'
import {
  answerHeadlines,
  countOutcome,
  countVisits,
  type Headline,
  isWhole,
  type Outcome,
  showReport,
  suggestNext,
  type Visits,
} from './report.ts'
import { deriving } from './schedule.ts'
import { Sender } from './sender.ts'
import { readSettings, type Settings } from './settings.ts'
import type { Paper } from './terminal.ts'
import { preparePage } from './viewer.ts'

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures')
const days = ['shortener-day', 'store-day'].map(name => join(fixtures, name))

export const command = defineCommand({
  name: 'start',
  about: 'Replay a recorded day through the whole path and report',
  usage: '',
  details: `
Starts what clickstream dev starts, sends the recorded day of both apps to it
over HTTP, waits until all of it is in the lake, makes sessions and the other
derived tables, and reports. Events keep their event_id: starting again within a
day stores no event twice, only what was rejected is kept each time.`,
  options: {
    exit: { type: 'boolean', about: 'End after the report; exit code 0 only if nothing is missing' },
    'fresh-ids': { type: 'boolean', about: 'New event_ids, so that the day counts again' },
    port: { type: 'string', value: 'N', about: 'Port to listen on, 0 for any free one (default PORT or 8080)' },
    host: { type: 'string', value: 'ADDRESS', about: 'Address to listen on (default HOST or 127.0.0.1)' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The report as JSON' },
  },
  examples: [
    ['start', 'and then look at http://localhost:8080'],
    ['start --exit --data /tmp/try', 'once, elsewhere'],
  ],
  async run({ values }, terminal) {
    const { out, err } = terminal
    // The recorded day is of two apps, and sent from here: keys are for clickstream dev.
    const settings = { ...readSettings(values), writeKeys: undefined, trustedProxyHeader: undefined }
    expectHere('start', settings, 'clickstream replay --to URL sends recorded days to a collector elsewhere.')
    const missing = days.find(day => !existsSync(day))
    if (missing !== undefined) throw new CliError(`${missing}: expected a folder of recorded events, there is none`)
    const interrupt = catchInterrupt()
    const pipeline = await startPipeline(settings, { onTrouble: text => err.line(err.style('yellow', text)) })
    await preparePage(err)
    introduce(pipeline, settings, terminal)
    err.line()
    const result = await replayAndReport(pipeline, settings, values['fresh-ids'] === true, interrupt, err).catch(
      async error => {
        await pipeline.stop()
        throw error
      },
    )
    if (result === undefined) {
      await pipeline.stop()
      throw new CliError('broken off', 'Run it again: what was sent already is not stored twice.')
    }
    const { outcome, visits, answers } = result
    if (values.json) out.line(JSON.stringify({ ...outcome, ...visits, answers }))
    else showReport(outcome, visits, answers, out)
    if (values.exit) {
      await pipeline.stop()
      return isWhole(outcome) ? 0 : 1
    }
    pipeline.jobs.begin()
    err.line()
    suggestNext(pipeline.url, settings, err)
    await serveUntilStopped(pipeline, interrupt, terminal)
    return 0
  },
})

/** Undefined when it was interrupted. */
async function replayAndReport(
  pipeline: Pipeline,
  settings: Settings,
  freshIds: boolean,
  interrupt: Interrupt,
  err: Paper,
): Promise<{ outcome: Outcome; visits: Visits; answers: Headline[] } | undefined> {
  // What an earlier run left in the stream is none of this run's.
  await pipeline.drain()
  const files = await findRecordings(days)
  const bar = createProgressBar(err, 'Replaying', countOf('events'))
  const since = Date.now()
  const summary = await playBack(files, new Sender({ url: pipeline.url }), {
    speed: Number.POSITIVE_INFINITY,
    shift: 'now',
    freshIds,
    signal: interrupt.signal,
    onProgress: ({ done, total }) => bar.update(done, total),
  }).finally(() => bar.finish())
  if (!summary.finished) return undefined
  await Promise.race([pipeline.drain(), pipeline.failure])
  const outcome = await countOutcome(pipeline.catalog, summary, since, Date.now())
  await deriveTables(pipeline, interrupt, err)
  const visits = await countVisits(settings, summary)
  return { outcome, visits, answers: await answerHeadlines(settings, summary) }
}

/** Sessions and their like, once now: after that they follow by themselves. */
async function deriveTables({ jobs }: Pipeline, { asked }: Interrupt, err: Paper): Promise<void> {
  let bar: ProgressBar | undefined
  let current = ''
  const derived = jobs.run(deriving, (job, { done, total, noun, note }) => {
    if (job !== current) {
      bar?.finish()
      bar = createProgressBar(err, job, countOf(noun))
      current = job
    }
    bar?.update(done, total, note)
  })
  await Promise.race([derived, asked])
  bar?.finish()
}
