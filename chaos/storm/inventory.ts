// What lies in a lake and belongs there, found out from the catalog alone; and what is in the archive.
import { gunzipSync } from 'node:zlib'
import { findStale } from '@clickstream/lake/bundle'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'

/** Objects that no partition of the catalog holds, and that are neither archive, receipts nor a bundle of what is there. */
export async function findOrphans(lake: { store: Store; catalog: Catalog }, tables: Iterable<string>) {
  const { store, catalog } = lake
  const stale = new Set((await findStale(lake)).map(({ key }) => key))
  const locations: string[] = []
  for (const table of tables) for (const { location } of await catalog.partitions(table)) locations.push(location)
  const isHeld = (key: string) =>
    key.startsWith('raw/') ||
    key.startsWith('receipts/') ||
    (key.startsWith('bundles/') && !stale.has(key)) ||
    locations.some(location => key.startsWith(location))
  return (await store.list('')).map(({ key }) => key).filter(key => !isHeld(key))
}

/** app/event_id of each event in the raw archive, and the visitors named there. */
export async function readArchive(store: Store): Promise<{ events: Set<string>; visitors: Set<string> }> {
  const events = new Set<string>()
  const visitors = new Set<string>()
  for (const { key } of await store.list('raw/')) {
    const lines = gunzipSync(await store.get(key))
      .toString()
      .split('\n')
    for (const line of lines) {
      if (line === '') continue
      const { app, event } = JSON.parse(line) as { app?: string; event?: Record<string, unknown> }
      if (typeof event !== 'object' || event === null) continue
      events.add(`${app ?? event.app}/${event.event_id}`)
      if (typeof event.anonymous_id === 'string') visitors.add(event.anonymous_id)
    }
  }
  return { events, visitors }
}
