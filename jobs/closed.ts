// Partitions that nothing arrives in any more, and their order in time.
import { HOUR } from '@clickstream/events/time'
import type { Partition } from '@clickstream/lake/catalog'
import { landingOf } from '@clickstream/lake/lineage'

/** When a partition by hour or by day of arrival begins and ends, ms since 1970. */
export function extentOf({ values }: Pick<Partition, 'values'>): { readonly start: number; readonly end: number } {
  const { received_date, received_hour } = values
  const start = Date.parse(`${received_date}T${received_hour ?? '00'}:00:00Z`)
  return { start, end: start + (received_hour === undefined ? 24 : 1) * HOUR }
}

/** In the order of their time. */
export function inOrder(partitions: readonly Partition[]): Partition[] {
  return partitions.toSorted((a, b) => extentOf(a).start - extentOf(b).start || (landingOf(a) < landingOf(b) ? -1 : 1))
}

/** Those of the same app whose hour begins `from` to `to` hours after this one's; negative is before. */
export function neighbours(
  partitions: readonly Partition[],
  partition: Partition,
  from: number,
  to: number,
): Partition[] {
  const { start } = extentOf(partition)
  return partitions.filter(other => {
    const hours = (extentOf(other).start - start) / HOUR
    return other.values.app === partition.values.app && hours >= from && hours <= to
  })
}
