// How work that read the archive, or events, notices that somebody was forgotten since: it would bring their rows back.
import { randomUUID } from 'node:crypto'
import type { Catalog, Change } from '@clickstream/lake/catalog'

/** Kept where partitions are, as they alone can be a condition of a change. It is in no table that anybody reads. */
const EPOCH = { table: 'forget', values: { epoch: 'forget' } } as const

/** The condition that no lines have gone from the archive since: for `commitVersions`. To be asked before it is read. */
export async function readEpoch(catalog: Catalog): Promise<Change> {
  const now = await locate(catalog)
  return { ...EPOCH, from: now, to: now }
}

/** Whether no lines have gone from the archive since. */
export async function isEpoch(catalog: Catalog, { from }: Change): Promise<boolean> {
  return (await locate(catalog)) === from
}

/** After lines went from the archive: what was read of it before is not put in place any more. */
export async function beginEpoch(catalog: Catalog): Promise<void> {
  const to = randomUUID()
  // Another forget that is quicker does as well.
  await catalog.swap([{ ...EPOCH, from: await locate(catalog), to }])
}

async function locate(catalog: Catalog): Promise<string | null> {
  const found = (await catalog.partitions(EPOCH.table)).find(({ values }) => values.epoch !== undefined)
  return found?.location ?? null
}
