// `clickstream job`: the work that keeps the lake right, by hand.
import { existsSync } from 'node:fs'
import { type Job, JobError, runJob } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { defineCommand, type Options } from './command.ts'
import { readCompleteUpTo } from './complete.ts'
import { CliError, FAILED, WRONG_USAGE, wrongUsage } from './error.ts'
import { wrap } from './help.ts'
import { catchInterrupt } from './interrupt.ts'
import { nearest } from './nearest.ts'
import { countOf, createProgressBar, type ProgressBar } from './progress.ts'
import { readSettings, type Settings } from './settings.ts'
import type { Paper, Terminal } from './terminal.ts'
import { showBytes, showDuration } from './units.ts'

const own = {
  list: { type: 'boolean', about: 'The jobs there are' },
  data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
  memory: {
    type: 'string',
    value: 'MIB',
    about: 'What DuckDB may take, in MiB; beyond it uses the disk (default JOB_MEMORY or 1024)',
  },
  json: { type: 'boolean', about: 'The summary as JSON' },
} as const satisfies Options

export const command = defineCommand({
  name: 'job',
  about: 'Run a job on the lake: compact, sessions, forget …',
  usage: '[name]',
  details: `
clickstream dev runs the regular ones by itself. Each can be broken off and run
again, or run twice at once, also while events come in; clickstream doctor shows
when each ran last. clickstream job <name> --help tells what one takes.`,
  options: own,
  examples: [
    ['job --list', 'what there is'],
    ['job compact', 'many small files to few large ones'],
  ],
  async moreOptions({ positionals }) {
    return (await findJob(positionals[0]))?.options ?? {}
  },
  async topic({ positionals }) {
    const job = await findJob(positionals[0])
    return job && { ...job, without: ['list'] }
  },
  async run({ values, positionals: [name] }, terminal) {
    if (values.list) {
      await listJobs(terminal.out)
      return 0
    }
    const job = await findJob(name)
    if (job === undefined) {
      const near = nearest(name ?? '', Object.keys(jobs))
      const guess = near === undefined ? '' : `Did you mean ${near}? `
      const got = name === undefined ? 'nothing' : JSON.stringify(name)
      throw wrongUsage(`job: expected a name, got ${got}`, `${guess}clickstream job --list shows them all.`)
    }
    const settings = readSettings({ data: values.data })
    if (!settings.isDefaultData && !existsSync(settings.data)) {
      throw new CliError(`--data: expected a folder, ${settings.data} is not there`, 'Is it spelt right?', WRONG_USAGE)
    }
    return runHere(job, values, settings, terminal)
  },
})

async function findJob(name: string | undefined): Promise<Job | undefined> {
  return name !== undefined && Object.hasOwn(jobs, name) ? jobs[name]!() : undefined
}

async function runHere(
  job: Job,
  { memory, json, list: _, data: __, ...values }: Readonly<Record<string, string | boolean | undefined>>,
  settings: Settings,
  { out, err }: Terminal,
): Promise<number> {
  const bytes = memory === undefined ? settings.jobMemory : Number(memory) * 1024 * 1024
  if (!Number.isInteger(bytes) || bytes < 64 * 1024 * 1024) {
    throw wrongUsage(`--memory: expected 64 or more MiB, got ${JSON.stringify(memory)}`)
  }
  const catalog = openCatalog(settings.catalog)
  const interrupt = catchInterrupt()
  const started = performance.now()
  let bar: ProgressBar | undefined
  let counted: string | undefined
  try {
    const summary = await runJob(job, values, {
      store: openStore(settings.lake),
      catalog,
      stream: settings.stream,
      completeUpTo: consumer => readCompleteUpTo(settings.stream, consumer, settings.catalog),
      memory: { bytes },
      signal: interrupt.signal,
      onProgress({ done, total, noun, note }) {
        // A job may go through one thing after another: each has its own count and rate.
        if (bar === undefined || noun !== counted) {
          bar?.finish()
          bar = createProgressBar(err, job.name, countOf(noun))
          counted = noun
        }
        bar.update(done, total, note)
      },
    })
    bar?.finish()
    if (json) out.line(JSON.stringify({ job: job.name, ...summary }))
    else {
      for (const line of summary.lines) out.line(line)
      const took = showDuration(performance.now() - started)
      out.line(out.style('dim', `${took}, ${showBytes(summary.bytes)} written`))
    }
    return summary.is_failed === true ? FAILED : 0
  } catch (error) {
    bar?.finish()
    if (interrupt.signal.aborted) throw new CliError(`${job.name}: broken off`, 'Run it again: it goes on from there.')
    if (error instanceof JobError) throw new CliError(error.message, undefined, WRONG_USAGE)
    throw error
  } finally {
    interrupt.release()
    await catalog.close()
  }
}

async function listJobs(out: Paper): Promise<void> {
  const width = Math.max(0, ...Object.keys(jobs).map(name => name.length))
  for (const [name, load] of Object.entries(jobs)) {
    const [first, ...rest] = wrap((await load()).about, Math.min(out.columns, 120) - width - 2)
    out.line(`${out.style('cyan', name.padEnd(width))}  ${first}`)
    for (const line of rest) out.line(' '.repeat(width + 2) + line)
  }
}
