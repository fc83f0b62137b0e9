// The batch's rows by partition, then the files. A file is named by the sequence number of its first row: a batch tried
// again, or in halves, writes over what the first try left and never beside it.
import type { Cell } from '@clickstream/events/check'
import type { Table } from '@clickstream/events/field'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import { writeParquet } from '@clickstream/lake/parquet'
import { landingPartition } from '@clickstream/lake/partition'
import type { Store } from '@clickstream/lake/store'

interface Pile {
  readonly table: Table
  readonly partition: Partition
  readonly first: string
  readonly rows: Cell[][]
}

export class Landing {
  #shard: string
  #piles = new Map<string, Pile>()

  constructor(shard: string) {
    this.#shard = shard
  }

  /** `key` names the partition shortly, `values` is asked for only when it is new. */
  add(table: Table, key: string, values: () => Record<string, string>, row: Cell[], sequence: string): void {
    let pile = this.#piles.get(key)
    if (pile === undefined) {
      pile = { table, partition: landingPartition(table, values()), first: sequence, rows: [] }
      this.#piles.set(key, pile)
    }
    pile.rows.push(row)
  }

  /** Writes a file per partition, then makes the partitions known: a reader finds whole files or none. */
  async write(store: Store, catalog: Catalog): Promise<{ files: number; bytes: number }> {
    let bytes = 0
    for (const { table, partition, first, rows } of this.#piles.values()) {
      const parquet = writeParquet(table, rows)
      await store.put(`${partition.location}${this.#shard}-${first}.parquet`, parquet)
      bytes += parquet.length
    }
    await catalog.add([...this.#piles.values()].map(pile => pile.partition))
    return { files: this.#piles.size, bytes }
  }
}
