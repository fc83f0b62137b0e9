// `clickstream generate`: a believable day at any size.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { defineCommand } from './command.ts'
import { CliError, wrongUsage } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import { checkOutfile } from './outfile.ts'
import { countOf, createProgressBar } from './progress.ts'
import { showDuration, showMany } from './units.ts'
import { APPS, generateEvents } from './world.ts'

/** Characters handed over at a time. */
const CHUNK = 64 * 1024

export const command = defineCommand({
  name: 'generate',
  about: 'Make up a believable day of events, at any size',
  usage: '',
  details: `
Visitors with sessions, links and products by a power law, funnels with
drop-off, campaigns, countries, devices, bots and link previews, retries, late
events, wrong clocks and some broken lines. The same seed and options give the
same bytes, on any machine. NDJSON for clickstream replay and import.`,
  options: {
    events: { type: 'string', value: 'N', default: '10000', about: 'How many lines' },
    seed: { type: 'string', value: 'S', default: '1', about: 'Another seed is another day' },
    apps: { type: 'string', value: 'A,B', default: APPS.join(','), about: 'Which apps send' },
    days: { type: 'string', value: 'D', default: '1', about: 'Over how many days' },
    end: { type: 'string', value: 'DATE', default: '2026-11-01', about: 'Where the days end' },
    out: { type: 'string', value: 'FILE', about: 'Write to a file (gzipped if it ends in .gz), not stdout' },
  },
  examples: [
    ['generate --events 5000 --out day.ndjson', 'a day of both apps'],
    ['generate --events 10000000 --days 30 --out month.ndjson.gz', 'a month, for a load test'],
    ['generate --apps store --seed 7 --events 3', 'three lines, to look at'],
  ],
  async run({ values }, { out, err }) {
    if (values.out !== undefined) checkOutfile(values.out)
    const events = readNumber('--events', values.events)
    const days = readNumber('--days', values.days)
    const lines = open({ ...values, events, days, apps: values.apps.split(',') })
    if (values.out === undefined) {
      for (const chunk of chunks(lines, () => {})) await out.write(chunk)
      return 0
    }
    const started = performance.now()
    const bar = createProgressBar(err, 'Generating', countOf('lines'))
    await write(
      values.out,
      chunks(lines, done => bar.update(done, events)),
    ).finally(() => bar.finish())
    err.line(`${showMany(events, 'line')} in ${values.out}, ${showDuration(performance.now() - started)}`)
    return 0
  },
})

function readNumber(option: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw wrongUsage(`${option}: expected a whole number from 1, got ${JSON.stringify(text)}`)
}

function open(options: Parameters<typeof generateEvents>[0]): Generator<string> {
  try {
    return generateEvents(options)
  } catch (error) {
    if (error instanceof RangeError) throw wrongUsage(`--${error.message}`)
    throw error
  }
}

function* chunks(lines: Iterable<string>, onProgress: (lines: number) => void): Generator<string> {
  let chunk = ''
  let done = 0
  for (const line of lines) {
    chunk += `${line}\n`
    done++
    if (chunk.length < CHUNK) continue
    onProgress(done)
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** The file appears when it is whole: a generation broken off leaves nothing that looks like one. */
async function write(file: string, text: Iterable<string>): Promise<void> {
  const beside = `${file}.${process.pid}.part`
  const interrupt = catchInterrupt()
  try {
    const steps = file.endsWith('.gz') ? [createGzip()] : []
    await pipeline([Readable.from(text), ...steps, createWriteStream(beside)], { signal: interrupt.signal })
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw new CliError(interrupt.signal.aborted ? 'broken off; nothing was written' : (error as Error).message)
  } finally {
    interrupt.release()
  }
}
