// A lake of the test's own and what is in it, read with another reader than the pipeline's.
import { join } from 'node:path'
import type { Catalog } from '@clickstream/lake/catalog'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import type { Store } from '@clickstream/lake/store'
import { listFiles } from '@clickstream/lake/version'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import type { SqliteStream } from '@clickstream/stream/sqlite'
import { createHandler } from '@clickstream/transform/handler'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

export interface TestLake {
  readonly store: Store
  readonly catalog: Catalog
  rows(table: string, columns?: string[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export function openLake(folder: string): TestLake {
  const store = new FileStore(join(folder, 'lake'))
  const catalog = new SqliteCatalog(join(folder, 'catalog.sqlite'))
  return {
    store,
    catalog,
    rows: (table, columns) => readRows({ store, catalog }, table, columns),
    close: () => catalog.close(),
  }
}

/** A table's rows where the catalog says they are, with their partition's values. */
export async function readRows(
  { store, catalog }: Pick<TestLake, 'store' | 'catalog'>,
  table: string,
  columns?: string[],
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  for (const { location, values } of await catalog.partitions(table)) {
    for (const { key } of await listFiles(store, location)) {
      const file = (await store.get(key)).slice().buffer as ArrayBuffer
      const options = columns === undefined ? { file, compressors } : { file, compressors, columns }
      for (const row of await parquetReadObjects(options)) rows.push({ ...row, ...values })
    }
  }
  return rows
}

/** Runs all that is in the stream through the transform. @throws Error when some of it is given up */
export async function drainInto({ store, catalog }: TestLake, stream: SqliteStream): Promise<void> {
  const checkpoints = await openCheckpoints(`sqlite:${stream.path}`)
  const handler = createHandler({ store, catalog }, { log: () => {} })
  const givenUp = Promise.withResolvers<never>()
  const poller = new Poller(
    { stream, checkpoints, handler, window_ms: 0, poll_ms: 5, backoff_ms: 10, backoff_cap_ms: 100 },
    { onBatch: ({ outcome, error }) => outcome === 'given_up' && givenUp.reject(error) },
  )
  poller.start()
  await Promise.race([poller.drain(), givenUp.promise])
  await poller.stop()
  await checkpoints.close()
}
