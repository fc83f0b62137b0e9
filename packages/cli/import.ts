// `clickstream import`: history, straight into the lake, each event keeping its own time of arrival.
import { stat } from 'node:fs/promises'
import { SLUG } from '@clickstream/events/tables'
import { defineCommand } from './command.ts'
import { CliError, FAILED, wrongUsage } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import { bytesOf, createProgressBar } from './progress.ts'
import { findRecordings } from './recording.ts'
import { readSettings } from './settings.ts'
import { showBytes, showCount, showMany } from './units.ts'

export const command = defineCommand({
  name: 'import',
  about: 'Bring history into the lake, each event at its time',
  usage: '<file or folder>…',
  details: `
Files are NDJSON (.ndjson, also .gz), an event a line: ours, or Segment's. They
go through the same contract and transform as live events. An event keeps
its received_at; without one its occurred_at counts. Importing a file again adds
nothing. This is the trusted way in: live events go to the collector.`,
  options: {
    format: { type: 'string', values: ['events', 'segment'], default: 'events', about: 'What a line is' },
    app: { type: 'string', value: 'APP', about: 'The app they are of (for events that do not say it)' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The summary as JSON' },
  },
  examples: [
    ['import 2026-*.ndjson.gz', 'a year of events, a file a day'],
    ['import export/ --format segment --app store', 'what a Segment warehouse export holds'],
  ],
  async run({ values, positionals }, { out, err }) {
    const { app, format } = values
    if (app !== undefined && !SLUG.regexp.test(app)) {
      throw wrongUsage(`--app: expected ${SLUG.words}, got ${JSON.stringify(app)}`)
    }
    if (format === 'segment' && app === undefined) {
      throw wrongUsage("--app: expected a value, as Segment's events do not say which app they are of")
    }
    const settings = readSettings({ data: values.data })
    const files = await findRecordings(positionals)
    const sizes = await Promise.all(files.map(async file => (await stat(file)).size))
    const size = sizes.reduce((sum, each) => sum + each, 0)
    const { openCatalog, openStore } = await import('@clickstream/lake/open')
    const { importFiles } = await import('@clickstream/transform/import')
    const store = openStore(settings.lake)
    const catalog = openCatalog(settings.catalog)
    const interrupt = catchInterrupt()
    const bar = createProgressBar(err, 'Importing', bytesOf)
    try {
      const summary = await importFiles(
        files,
        { store, catalog },
        {
          ...(app === undefined ? {} : { app }),
          ...(format === 'segment' ? { dialect: 'segment', readLine: await readSegment() } : {}),
          onProgress: ({ lines, bytes_read }) => bar.update(bytes_read, size, showMany(lines, 'line')),
          signal: interrupt.signal,
        },
      )
      bar.finish()
      if (values.json) out.line(JSON.stringify(summary))
      else {
        const { lines, stored, rejected, repeated } = summary
        const rate = summary.seconds > 0 ? lines / summary.seconds : 0
        out.line(
          `${showMany(lines, 'line')}: ${showCount(stored)} stored, ${showCount(rejected)} rejected, ${showCount(repeated)} repeated`,
        )
        out.line(
          out.style(
            'dim',
            `${summary.seconds.toFixed(1)} s, ${showCount(rate)} events/s, ${showMany(summary.files, 'file')} of ${showBytes(summary.bytes)} written`,
          ),
        )
        if (rejected === lines && lines > 0 && format === 'events') {
          err.line("Not one was an event. Lines of Segment's need --format segment --app APP.")
        }
        if (rejected > 0) err.line('clickstream rejected shows what was rejected and why.')
      }
      // Nothing of it is an event: whoever runs this in a script should notice.
      return summary.lines > 0 && summary.rejected === summary.lines ? FAILED : 0
    } catch (error) {
      bar.finish()
      const why = interrupt.signal.aborted ? 'broken off' : (error as Error).message
      throw new CliError(
        `the import ended early: ${why}`,
        'What was imported stays. Run the same again: it skips that and goes on.',
      )
    } finally {
      interrupt.release()
      await catalog.close()
    }
  },
})

/** A line of a Segment export as an event of ours. */
async function readSegment(): Promise<(value: unknown) => unknown> {
  const { convertMessage } = await import('@clickstream/collector/dialects/segment')
  return value => {
    const converted = convertMessage(value)
    // What is no message of Segment's goes on as it is: the contract says what is wrong with it.
    if (converted.reasons !== undefined) return value
    const { receivedAt } = value as { receivedAt?: unknown }
    return { ...(converted.event as object), ...(receivedAt === undefined ? {} : { received_at: receivedAt }) }
  }
}
