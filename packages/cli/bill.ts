// One load's bill, line by line, with what it rests on.
import type { Charge } from '@clickstream/deployment/charge'
import { compareChoices } from '@clickstream/deployment/cost'
import type { Limit } from '@clickstream/deployment/limits'
import { figures } from '@clickstream/deployment/measured'
import { prices } from '@clickstream/deployment/prices'
import { isKept, type Settings } from '@clickstream/deployment/settings'
import { showAmount, showDigits, showDollars, showQuantity } from './amount.ts'
import { designOf } from './design.ts'
import { wrap } from './help.ts'
import type { Reckoning } from './reckoning.ts'
import type { Paper } from './terminal.ts'

const WIDTH = 80
/** Lines below this part of the whole are added up, service by service. */
const SMALL = 0.003
/** Less than that is no cent. */
const CENT = 0.005

export function showBill(stage: string, settings: Settings, reckoning: Reckoning, out: Paper): void {
  const { load, estimate } = reckoning
  const { events_per_day, event_bytes, events_per_request, peak, views_per_day } = load
  out.line(out.style('bold', `${showAmount(events_per_day)} events a day, stage ${nameStage(stage)}: US$ a month`))
  for (const line of wrap(
    `Of ${showDigits(event_bytes)} bytes, ${showDigits(events_per_request)} a request, at most ${showDigits(peak)} times the mean rate; ${showDigits(views_per_day)} sheets opened a day.`,
    WIDTH,
  ))
    out.line(line)
  out.line()
  showCharges(estimate.charges, estimate.usd * SMALL, out)
  out.line(out.style('bold', row('', 'all', '', estimate.usd)))
  out.line(row('', 'less what every account has for nothing', '', estimate.usd - estimate.free_usd))
  if (estimate.per_million_usd !== null) out.line(row('', 'a million events', '', estimate.per_million_usd))
  out.line()
  heading('Choices', out)
  for (const [name, choices] of Object.entries(compareChoices(settings, load))) {
    const least = Math.min(...choices.map(({ usd }) => usd))
    const told = choices.map(({ name: way, usd, is_set }) => {
      const notes = [...(is_set ? ['as set'] : []), ...(usd === least ? ['the cheaper'] : [])]
      return `${way} ${showDollars(usd)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
    })
    out.line(`  ${name.padEnd(8)} ${told.join(', ')}`)
  }
  out.line()
  heading('What becomes of the design', out)
  for (const [name, of] of designOf(settings)) {
    out.line(`  ${name.padEnd(32)} ${showDigits(of(reckoning)).padStart(9)}`)
  }
  out.line()
  showLimits(reckoning.limits, events_per_day, out)
  out.line()
  heading('What it rests on', out)
  for (const { value, unit, what, basis } of Object.values(figures)) {
    out.line(`  ${basis.padEnd(9)} ${`${showDigits(value)} ${unit}`.padEnd(16)} ${what}`)
  }
  out.line()
  showNotes(out)
}

/** The nearest first: what is bound, by how much, and what to do beyond. With the load's own value where there is one load. */
export function showLimits(limits: readonly Limit[], events_per_day: number | null, out: Paper): void {
  heading('What must change, beyond how many events a day', out)
  for (const { name, unit, value, most, events_per_day: last, change } of limits) {
    if (last === null) continue
    const isBeyond = events_per_day !== null && last < events_per_day
    const now = events_per_day === null ? '' : `${showDigits(value)} of `
    const line = `${isBeyond ? '!' : ' '} ${showAmount(last).padStart(5)}  ${name.padEnd(20)} ${now}${showQuantity(most, unit)}`
    out.line(isBeyond ? out.style('yellow', line) : line)
    out.line(out.style('dim', `         ${change}`))
  }
}

/** What is said below every bill. */
export function showNotes(out: Paper): void {
  const months = [...new Set(Object.values(prices).map(({ known }) => known))].sort()
  const notes = [
    `Prices of us-east-1 as known in ${months.join(', ')}, the first step where there are several; not checked against an account's bill. Each price with its page: --json.`,
    "Beside it: AWS's own clickstream solution puts realtime at 10 requests a second (864,000 a day) at $2,214 a month in its documentation; it is no longer developed.",
  ]
  for (const note of notes) for (const line of wrap(note, WIDTH)) out.line(out.style('dim', line))
}

export function nameStage(stage: string): string {
  return isKept(stage) ? stage : `${stage} (a personal one)`
}

function showCharges(charges: readonly Charge[], least: number, out: Paper): void {
  const services = [...new Set(charges.map(({ service }) => service))]
  for (const service of services) {
    const own = charges.filter(charge => charge.service === service)
    const shown = own.filter(({ usd }) => usd >= least)
    const rest = own.filter(({ usd }) => usd < least)
    for (const [i, { what, quantity, unit, usd }] of shown.entries()) {
      out.line(row(i === 0 ? service : '', what, showQuantity(quantity, unit), usd))
    }
    const sum = rest.reduce((all, { usd }) => all + usd, 0)
    if (sum >= CENT) out.line(row(shown.length === 0 ? service : '', 'small things', '', sum))
  }
}

function row(service: string, what: string, quantity: string, usd: number): string {
  const money = showDollars(usd).padStart(10)
  const rest = `${what.padEnd(26)} ${quantity}`
  return `${service.padEnd(11)} ${rest.slice(0, 57).padEnd(57)} ${money}`
}

function heading(text: string, out: Paper): void {
  out.line(out.style('bold', `${text}:`))
}
