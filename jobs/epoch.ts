// How work that read the archive, or events, notices that somebody was forgotten since: it would bring their rows back.
import { randomUUID } from 'node:crypto'
import type { Catalog, Change } from '@clickstream/lake/catalog'
import { changeRegister, readRegister } from './register.ts'

const EPOCH = 'epoch'

/** The condition that no lines have gone from the archive since: for `commitVersions`. To be asked before it is read. */
export async function readEpoch(catalog: Catalog): Promise<Change> {
  const now = await readRegister(catalog, EPOCH)
  return changeRegister(EPOCH, now, now)
}

/** Whether no lines have gone from the archive since. */
export async function isEpoch(catalog: Catalog, { from }: Change): Promise<boolean> {
  return (await readRegister(catalog, EPOCH)) === from
}

/** After lines went from the archive: what was read of it before is not put in place any more. */
export async function beginEpoch(catalog: Catalog): Promise<void> {
  // Another forget that is quicker does as well.
  await catalog.swap([changeRegister(EPOCH, await readRegister(catalog, EPOCH), randomUUID())])
}
