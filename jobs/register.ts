// A word that the jobs share and change on condition. Kept where partitions are, as they alone can be changed so; it is in
// no table that anybody reads.
import type { Catalog, Change } from '@clickstream/lake/catalog'

const TABLE = 'forget'

/** The word now; null when there is none. */
export async function readRegister(catalog: Catalog, name: string): Promise<string | null> {
  return (await catalog.partitions(TABLE)).find(({ values }) => values[name] !== undefined)?.location ?? null
}

/** One word put in another's place, or, of `to` the same, the condition that it still stands: for `catalog.swap`. */
export function changeRegister(name: string, from: string | null, to: string | null): Change {
  return { table: TABLE, values: { [name]: 'forget' }, from, to }
}
