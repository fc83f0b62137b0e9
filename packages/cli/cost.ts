// `clickstream cost`: what a month on AWS costs, and where something must change, before anything is deployed.
import { compareChoices, estimate } from '@clickstream/deployment/cost'
import { findLimits } from '@clickstream/deployment/limits'
import { type Load, usual } from '@clickstream/deployment/load'
import { figures } from '@clickstream/deployment/measured'
import { prices, regions } from '@clickstream/deployment/prices'
import { type Settings, settingsOf } from '@clickstream/deployment/settings'
import { readAmount } from './amount.ts'
import { showBill } from './bill.ts'
import { defineCommand, type Values } from './command.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import type { Reckoning } from './reckoning.ts'
import { showScales } from './scales.ts'

/** Events a day that stand side by side when none are given. */
const SCALES = [1e6, 1e7, 1e8, 1e9]

const options = {
  'events-per-day': {
    type: 'string',
    value: 'N',
    about: 'Events a day, such as 10M (default: four scales side by side)',
  },
  stage: { type: 'string', value: 'NAME', default: 'production', about: 'Whose settings count' },
  'event-bytes': { type: 'string', value: 'N', default: `${usual.event_bytes}`, about: "An event's JSON, bytes" },
  'events-per-request': {
    type: 'string',
    value: 'N',
    default: `${usual.events_per_request}`,
    about: 'Events that a request brings, on average',
  },
  peak: { type: 'string', value: 'N', default: `${usual.peak}`, about: 'The busiest second against the mean one' },
  'dashboard-views': {
    type: 'string',
    value: 'N',
    default: `${usual.views_per_day}`,
    about: 'Sheets opened a day, each asking Athena for all its tiles',
  },
  authors: {
    type: 'string',
    value: 'N',
    default: `${usual.authors}`,
    about: 'QuickSight authors, where a stage has it',
  },
  readers: { type: 'string', value: 'N', default: `${usual.readers}`, about: 'QuickSight readers, likewise' },
  region: { type: 'string', value: 'NAME', about: "The region (default: the stage's)" },
  json: { type: 'boolean', about: 'Every line, price, figure and limit as JSON' },
} as const

export const command = defineCommand({
  name: 'cost',
  about: 'Show what a month on AWS would cost, and when something must change',
  usage: '',
  details: `
Prices are a dated table of this program: US dollars in us-east-1, the first one
where there are several, before taxes, support and discounts. Look at the pages
of AWS before money rests on it. The lake is counted as it is after a year. What
every account has for nothing is not taken off, but said beside.`,
  options,
  examples: [
    ['cost', 'from a million events a day to a billion, side by side'],
    ['cost --events-per-day 10M', 'line by line, with what it rests on'],
    ['cost --events-per-day 500k --stage staging --dashboard-views 40', 'another stage, other readers'],
    ['cost --events-per-day 10M --json', 'the same for a program'],
  ],
  async run({ values }, { out }) {
    const settings = readStage(values.stage)
    checkRegion(values.region ?? settings.region)
    const load = readLoad(values)
    const chosen = values['events-per-day']
    const asked = chosen === undefined ? SCALES : [readAmount('events-per-day', chosen)]
    const reckonings = asked.map(events_per_day => reckon(settings, { ...load, events_per_day }))
    if (values.json) out.line(JSON.stringify(describe(values.stage, settings, reckonings), null, 2))
    else if (chosen === undefined) showScales(values.stage, settings, reckonings, out)
    else showBill(values.stage, settings, reckonings[0]!, out)
    return 0
  },
})

const reckon = (settings: Settings, load: Load): Reckoning => ({
  load,
  estimate: estimate(settings, load),
  limits: findLimits(settings, load),
})

function readStage(stage: string): Settings {
  try {
    return settingsOf(stage)
  } catch (error) {
    if (error instanceof RangeError) throw wrongUsage(`--${error.message}`)
    throw error
  }
}

function readLoad(values: Values<typeof options>): Omit<Load, 'events_per_day'> {
  return {
    event_bytes: readAmount('event-bytes', values['event-bytes'], 1),
    events_per_request: readAmount('events-per-request', values['events-per-request'], 1),
    peak: readAmount('peak', values.peak, 1),
    views_per_day: readAmount('dashboard-views', values['dashboard-views']),
    authors: readAmount('authors', values.authors),
    readers: readAmount('readers', values.readers),
    apps: usual.apps,
  }
}

function checkRegion(region: string): void {
  if (regions.includes(region)) return
  throw new CliError(
    `--region: expected one whose prices are known (${regions.join(', ')}), got ${JSON.stringify(region)}`,
    'Elsewhere most prices are higher, often by 5 to 30 %: --region us-east-1 is a beginning.',
    WRONG_USAGE,
  )
}

function describe(stage: string, settings: Settings, reckonings: readonly Reckoning[]) {
  return {
    stage,
    settings,
    estimates: reckonings.map(({ load, estimate: counted, limits }) => ({
      load,
      ...counted,
      choices: compareChoices(settings, load),
      limits,
    })),
    prices,
    figures,
  }
}
