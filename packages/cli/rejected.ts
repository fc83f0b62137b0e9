// `clickstream rejected`: what broke the contract, why, and sending it again once that is mended.

import {
  countReasons,
  type ReasonCount,
  type Rejected,
  type RejectedFilter,
  readExamples,
} from '@clickstream/query/rejections'
import { chooseCollector } from './collector.ts'
import { defineCommand } from './command.ts'
import { withEngine } from './engine.ts'
import { wrongUsage } from './error.ts'
import { readMoment } from './moment.ts'
import { nameData, readSettings } from './settings.ts'
import type { Paper, Terminal } from './terminal.ts'
import { showCount, showMany } from './units.ts'
import { showText } from './width.ts'

export const command = defineCommand({
  name: 'rejected',
  about: 'Show what was rejected and why; send it again after a fix',
  usage: '',
  details: `
Nothing that broke the contract is lost: it is kept whole, with its reasons.
--replay sends those again that the contract now accepts, each once, at its own
time; what the lake has already is left out, so it can be run again.`,
  options: {
    reason: { type: 'string', value: 'CODE', about: 'Only this reason, with more examples' },
    app: { type: 'string', value: 'APP', about: 'Only this app' },
    since: { type: 'string', value: 'DATE', about: 'Arrived on this day or later: 2026-01-31, 7d, today' },
    limit: { type: 'string', value: 'N', about: 'Examples of each reason (default 1; 10 with --reason)' },
    replay: { type: 'boolean', about: 'Send them again' },
    to: { type: 'string', value: 'URL', about: 'With --replay: the collector (default COLLECTOR, or the one here)' },
    key: { type: 'string', value: 'KEY', about: 'With --replay: a write key, where one is asked for' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'As JSON' },
  },
  examples: [
    ['rejected', 'how many for which reason, with an example of each'],
    ['rejected --reason missing --since 7d', 'what lacked a field in the last week'],
    ['rejected --replay', 'those the contract now accepts, to the collector here'],
  ],
  async run({ values }, terminal) {
    const { reason, app, since, limit, replay, to, key, data } = values
    const json = values.json === true
    const filter = { reason, app, since: readSince(since) }
    if (!replay && (to !== undefined || key !== undefined)) throw wrongUsage('--to and --key go with --replay')
    const settings = readSettings({ data })
    if (!replay) {
      await showRejected(settings, filter, readLimit(limit, reason === undefined ? 1 : 10), json, terminal)
      return 0
    }
    const { Sender } = await import('./sender.ts')
    const { resend } = await import('./resend.ts')
    const url = chooseCollector(to, settings)
    const summary = await withEngine(settings, engine => resend(engine, filter, new Sender({ url, key })))
    if (json) terminal.out.line(JSON.stringify(summary))
    else showResent(summary, terminal.out)
    return 0
  },
})

async function showRejected(
  settings: Parameters<typeof withEngine>[0],
  filter: RejectedFilter,
  limit: number,
  json: boolean,
  { out, err }: Terminal,
): Promise<void> {
  const [counts, examples] = await withEngine(settings, async engine => [
    await countReasons(engine, filter),
    await readExamples(engine, filter, limit),
  ])
  const examplesOf = Map.groupBy(examples, example => example.reason_code)
  if (json) {
    out.line(JSON.stringify(counts.map(count => ({ ...count, examples: examplesOf.get(count.reason_code) ?? [] }))))
    return
  }
  for (const count of counts) showReason(count, examplesOf.get(count.reason_code) ?? [], out)
  const total = counts.reduce((sum, count) => sum + count.count, 0)
  err.line(
    total === 0
      ? sayNothing(filter, nameData(settings))
      : err.style('dim', `${showMany(total, 'payload')} rejected in all.`),
  )
}

function sayNothing({ reason, app, since }: RejectedFilter, data: string): string {
  const isAll = reason === undefined && app === undefined && since === undefined
  return isAll ? 'Nothing was rejected.' : `Nothing of that was rejected; npx clickstream rejected${data} shows all.`
}

function showReason({ reason_code, count, last_at }: ReasonCount, examples: readonly Rejected[], out: Paper): void {
  const last = last_at.slice(0, 19).replace('T', ' ')
  out.line(`${out.style('bold', reason_code)}  ${showCount(count)}  ${out.style('dim', `last ${last} UTC`)}`)
  const width = out.isTerminal ? out.columns - 4 : Number.POSITIVE_INFINITY
  for (const { reason, payload } of examples) {
    out.line(`  ${showText(reason, width)}`)
    out.line(`    ${out.style('dim', showText(payload, Math.min(width, 400) - 2))}`)
  }
  out.line()
}

function showResent(
  { rejected, accepted, known, repeated, imported, still }: Awaited<ReturnType<typeof import('./resend.ts').resend>>,
  out: Paper,
): void {
  out.line(`${showCount(accepted)} accepted now, of ${showMany(rejected, 'rejected payload')}`)
  const rest: [number, string][] = [
    [known, 'are in the lake already'],
    [repeated, 'say an event that another payload says too'],
    [imported, 'came by an import: import their file again'],
    ...Object.entries(still).map(([code, count]): [number, string] => [count, `still rejected: ${code}`]),
  ]
  for (const [count, what] of rest) if (count > 0) out.line(`  ${showCount(count)} ${what}`)
}

function readSince(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const day = readMoment(text, 'date', Date.now())
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))) return day
  throw wrongUsage(`--since: expected a day such as 2026-01-31, 7d or today, got ${JSON.stringify(text)}`)
}

function readLimit(text: string | undefined, standard: number): number {
  if (text === undefined) return standard
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 0 && limit <= 10_000) return limit
  throw wrongUsage(`--limit: expected a whole number from 0 to 10000, got ${JSON.stringify(text)}`)
}
