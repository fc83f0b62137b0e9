// What becomes of the design at a load: shards, batches, files, seconds.
import { compactedFiles } from '@clickstream/deployment/charges/jobs'
import { viewBytes } from '@clickstream/deployment/charges/query'
import { flowOf, GIB } from '@clickstream/deployment/load'
import { prices } from '@clickstream/deployment/prices'
import type { Settings } from '@clickstream/deployment/settings'
import type { Reckoning } from './reckoning.ts'

/** Names with their units, of at most 32 characters, and the values, in the order that people ask for them. */
export function designOf(settings: Settings): readonly (readonly [string, (reckoning: Reckoning) => number])[] {
  const limit =
    (name: string) =>
    ({ limits }: Reckoning) =>
      limits.find(each => each.name === name)!.value
  return [
    ['events a second, at the peak', ({ load }) => flowOf(settings, load).peak_events],
    ['shards', ({ load }) => flowOf(settings, load).shards],
    ['collectors at once, at the peak', limit('collector at once')],
    ['events in a batch, at most', ({ load }) => flowOf(settings, load).batch_most],
    ['events in a batch, mean', ({ load }) => meanBatch(settings, load)],
    ['files that land a day', ({ load }) => flowOf(settings, load).landed_files],
    ['files after compaction, a day', ({ load }) => compactedFiles(load)],
    ['compacting the busiest hour, s', limit('compacting an hour')],
    ['sessions of a day, s', limit('sessions of a day')],
    ['GiB of Athena to open a sheet', ({ load }) => viewBytes(load) / GIB],
    ['US$ of it', ({ load }) => (viewBytes(load) / 1024 / GIB) * prices.athena_read.usd],
  ]
}

function meanBatch(settings: Settings, load: Reckoning['load']): number {
  const { events, batches } = flowOf(settings, load)
  return batches === 0 ? 0 : events / batches
}
