// Several loads side by side: what each service costs, what becomes of the design, and where something must change.
import { byService } from '@clickstream/deployment/cost'
import type { Settings } from '@clickstream/deployment/settings'
import { showAmount, showDigits, showDollars } from './amount.ts'
import { nameStage, showLimits, showNotes } from './bill.ts'
import { designOf } from './design.ts'
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
  for (const [name, of] of designOf(settings)) {
    out.line(
      line(
        name,
        reckonings.map(each => showDigits(of(each))),
      ),
    )
  }
  out.line()
  const [first] = reckonings
  if (first !== undefined) showLimits(first.limits, null, out)
  out.line()
  showNotes(out)
}
