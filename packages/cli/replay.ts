// `clickstream replay`: recorded events sent again, to any collector.
import { Bookmark } from './bookmark.ts'
import { chooseCollector } from './collector.ts'
import { defineCommand } from './command.ts'
import { CliError, wrongUsage } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import { type PlaybackSummary, playBack } from './playback.ts'
import { countOf, createProgressBar } from './progress.ts'
import { findRecordings } from './recording.ts'
import { Sender } from './sender.ts'
import { readSettings } from './settings.ts'
import type { Terminal } from './terminal.ts'
import { showCount, showDuration, showMany } from './units.ts'

export const command = defineCommand({
  name: 'replay',
  about: 'Send recorded events to a collector again, in order',
  usage: '<file or folder>…',
  details: `
Files are NDJSON (.ndjson, also .gz), an event a line, in order of arrival; a
folder stands for all of them within. Several are merged into one order.
Events keep their event_id, so a replay run twice adds nothing the second time
(within a day). One that was broken off goes on where it stopped.`,
  options: {
    to: { type: 'string', value: 'URL', about: 'The collector (default COLLECTOR, or the one on this machine)' },
    key: { type: 'string', value: 'KEY', about: 'A write key, where the collector asks for one' },
    speed: { type: 'string', value: '1|60|max', default: 'max', about: 'How many times as fast as it happened' },
    shift: {
      type: 'string',
      values: ['now', 'none'],
      default: 'now',
      about: 'Move the recorded time so that it ends now, or leave it',
    },
    'fresh-ids': { type: 'boolean', about: 'New event_ids, so that the events count as new ones' },
    restart: { type: 'boolean', about: 'Begin anew where an earlier replay was broken off' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The summary as JSON' },
  },
  examples: [
    ['replay fixtures/shortener-day', 'a day of short-link clicks, at once, ending now'],
    ['replay fixtures --speed 60 --fresh-ids', 'everything recorded, an hour a minute, as new events'],
    ['replay events.ndjson.gz --to https://collect.example.com --key K', 'to a collector elsewhere'],
  ],
  async run({ values, positionals }, terminal) {
    const settings = readSettings({ data: values.data })
    const speed = readSpeed(values.speed)
    const files = await findRecordings(positionals)
    const to = chooseCollector(values.to, settings)
    const freshIds = values['fresh-ids'] === true
    const sender = new Sender({ url: to, key: values.key })
    const bookmark = new Bookmark(settings.data, files, { to, speed: values.speed, shift: values.shift, freshIds })
    if (values.restart) bookmark.remove()
    const before = bookmark.read()
    if (before !== undefined) {
      terminal.err.line(`Going on after ${showMany(before.lines, 'line')} sent earlier (--restart begins anew).`)
    }
    const interrupt = catchInterrupt()
    const bar = createProgressBar(terminal.err, 'Replaying', countOf('events'))
    const summary = await playBack(files, sender, {
      speed,
      shift: values.shift === 'none' ? 'none' : 'now',
      freshIds,
      bookmark,
      signal: interrupt.signal,
      onProgress: ({ done, total }) => bar.update(done, total),
    }).finally(() => {
      bar.finish()
      interrupt.release()
    })
    showSummary(summary, values.json === true, terminal)
    if (!summary.finished) {
      throw new CliError(
        `broken off after ${showCount(summary.sent)} of ${showCount(summary.total)} lines`,
        'Run the same command again: it goes on from there.',
      )
    }
    return 0
  },
})

function readSpeed(text: string): number {
  const speed = text === 'max' ? Number.POSITIVE_INFINITY : Number(text)
  if (speed >= 1) return speed
  throw wrongUsage(`--speed: expected max or a number from 1 up, got ${JSON.stringify(text)}`)
}

function showSummary(summary: PlaybackSummary, json: boolean, { out }: Terminal): void {
  if (json) {
    out.line(JSON.stringify(summary))
    return
  }
  const fresh = summary.sent - summary.resumed
  const rate = summary.elapsed_ms > 0 ? (fresh / summary.elapsed_ms) * 1000 : 0
  out.line(
    `${showCount(summary.sent)} sent: ${showCount(summary.accepted)} accepted, ${showCount(summary.rejected)} rejected`,
  )
  out.line(
    out.style('dim', `${showDuration(summary.elapsed_ms)}, ${showCount(rate)} events/s`) +
      (summary.retries === 0 ? '' : out.style('dim', `, ${showMany(summary.retries, 'request')} tried again`)),
  )
}
