// What a month of a stage costs, line by line, as packages/deployment/settings.ts has it and the prices are known.
import type { Charge } from './charge.ts'
import { chargeArchive, chargeRejected } from './charges/archive.ts'
import { chargeCollect } from './charges/collect.ts'
import { chargeJobs } from './charges/jobs.ts'
import { chargeLake } from './charges/lake.ts'
import { chargeObserve } from './charges/observe.ts'
import { chargeQuery } from './charges/query.ts'
import { chargeReport } from './charges/report.ts'
import { chargeLive, chargeStream } from './charges/stream.ts'
import { chargeTransform } from './charges/transform.ts'
import { DAYS, type Load, MILLION } from './load.ts'
import { type PriceName, prices } from './prices.ts'
import type { Settings } from './settings.ts'

export interface Estimate {
  readonly charges: readonly Charge[]
  /** USD a month, at the prices of the table. */
  readonly usd: number
  /** USD a month that the allowances every account has for good take off, where nothing else uses them. */
  readonly free_usd: number
  /** USD for a million events; null where there are none. */
  readonly per_million_usd: number | null
}

/** A month of 730 hours, USD, in us-east-1. */
export function estimate(settings: Settings, load: Load): Estimate {
  const charges = [
    ...chargeCollect(settings, load),
    ...chargeStream(settings, load),
    ...chargeArchive(settings, load),
    ...chargeRejected(settings, load),
    ...chargeTransform(settings, load),
    ...chargeLake(settings, load),
    ...chargeJobs(settings, load),
    ...chargeLive(settings, load),
    ...chargeQuery(load),
    ...chargeReport(settings, load),
    ...chargeObserve(settings, load),
  ]
  const usd = charges.reduce((sum, line) => sum + line.usd, 0)
  const events = load.events_per_day * DAYS
  return {
    charges,
    usd,
    free_usd: freeOf(charges),
    per_million_usd: events === 0 ? null : usd / (events / MILLION),
  }
}

/** USD by service, in the order the data meets them. */
export function byService(charges: readonly Charge[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { service, usd } of charges) sums.set(service, (sums.get(service) ?? 0) + usd)
  return sums
}

function freeOf(charges: readonly Charge[]): number {
  const used = new Map<PriceName, number>()
  for (const { price, quantity } of charges) used.set(price, (used.get(price) ?? 0) + quantity)
  let usd = 0
  for (const [name, quantity] of used) {
    const { free, usd: each } = prices[name]
    usd += Math.min(free, quantity) * each
  }
  return usd
}

/** What the other choice of a switch would cost, all else the same. */
export interface Choice {
  readonly name: string
  readonly usd: number
  readonly is_set: boolean
}

/** The writers of the raw archive, and the stream's modes, at this load. */
export function compareChoices(settings: Settings, load: Load): Readonly<Record<'archive' | 'stream', Choice[]>> {
  const { archive, stream } = settings
  const usd = (changed: Partial<Settings>) => estimate({ ...settings, ...changed }, load).usd
  return {
    archive: (['firehose', 'lambda'] as const).map(writer => ({
      name: writer,
      usd: usd({ archive: { ...archive, writer } }),
      is_set: archive.writer === writer,
    })),
    stream: (['provisioned', 'on-demand'] as const).map(mode => ({
      name: mode,
      usd: usd({ stream: { ...stream, mode, shards: mode === stream.mode ? stream.shards : 1 } }),
      is_set: stream.mode === mode,
    })),
  }
}
