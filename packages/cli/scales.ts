// Several loads side by side: what each service costs, what becomes of the design, and where something must change.
import { compactedFiles } from '@clickstream/deployment/charges/jobs'
import { viewBytes } from '@clickstream/deployment/charges/query'
import { byService } from '@clickstream/deployment/cost'
import { flowOf, GIB } from '@clickstream/deployment/load'
import { prices } from '@clickstream/deployment/prices'
import type { Settings } from '@clickstream/deployment/settings'
import { showAmount, showDigits, showDollars } from './amount.ts'
import { nameStage, showLimits, showNotes } from './bill.ts'
import type { Reckoning } from './reckoning.ts'
import type { Paper } from './terminal.ts'

const LEFT = 32
const COLUMN = 11

export function showScales(stage: string, settings: Settings, reckonings: readonly Reckoning[], out: Paper): void {
  const bills = reckonings.map(({ estimate }) => byService(estimate.charges))
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(LEFT)}${cells.map(cell => cell.padStart(COLUMN)).join('')}`
  out.line(
    out.style(
      'bold',
      line(
        'events a day',
        reckonings.map(({ load }) => showAmount(load.events_per_day)),
      ),
    ),
  )
  out.line(out.style('dim', `stage ${nameStage(stage)}, US$ a month`))
  for (const service of new Set(bills.flatMap(bill => [...bill.keys()]))) {
    out.line(
      line(
        `  ${service}`,
        bills.map(bill => showDollars(bill.get(service) ?? 0)),
      ),
    )
  }
  const money = (of: (reckoning: Reckoning) => number) => reckonings.map(each => showDollars(of(each)))
  out.line(
    out.style(
      'bold',
      line(
        'all',
        money(({ estimate }) => estimate.usd),
      ),
    ),
  )
  out.line(
    line(
      'less what is free for every one',
      money(({ estimate }) => estimate.usd - estimate.free_usd),
    ),
  )
  out.line(
    line(
      'a million events',
      money(({ estimate }) => estimate.per_million_usd ?? 0),
    ),
  )
  out.line()
  for (const [name, of] of designed(settings))
    out.line(
      line(
        name,
        reckonings.map(each => showDigits(of(each))),
      ),
    )
  out.line()
  const [first] = reckonings
  if (first !== undefined) showLimits(first.limits, null, out)
  out.line()
  showNotes(out)
}

/** What the design comes to, as people ask for it. */
function designed(settings: Settings): readonly (readonly [string, (reckoning: Reckoning) => number])[] {
  const limit =
    (name: string) =>
    ({ limits }: Reckoning) =>
      limits.find(each => each.name === name)!.value
  return [
    ['shards', ({ load }) => flowOf(settings, load).shards],
    ['collectors at once, at the peak', limit('collector at once')],
    ['events in a batch, mean', ({ load }) => load.events_per_day / flowOf(settings, load).batches],
    ['files that land a day', ({ load }) => flowOf(settings, load).landed_files],
    ['files after compaction, a day', ({ load }) => compactedFiles(load)],
    ['compacting the busiest hour, s', limit('compacting an hour')],
    ['sessions of a day, s', limit('sessions of a day')],
    ['GiB of Athena to open a sheet', ({ load }) => viewBytes(load) / GIB],
    ['US$ of it', ({ load }) => (viewBytes(load) / 1024 / GIB) * prices.athena_read.usd],
  ]
}
