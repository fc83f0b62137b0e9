// The batch's rows by partition, column by column while they are warm, then the files. A file is named by the sequence number of its first row: a batch tried
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
  readonly columns: Cell[][]
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
      pile = { table, partition: landingPartition(table, values()), first: sequence, columns: table.fields.map(emptyColumn) }
      this.#piles.set(key, pile)
    }
    const { columns } = pile
    for (let i = 0; i < columns.length; i++) columns[i]!.push(row[i]!)
  }

  /** Writes a file per partition, then makes the partitions known: a reader finds whole files or none. */
  async write(store: Store, catalog: Catalog): Promise<{ files: number; bytes: number }> {
    let bytes = 0
    for (const { table, partition, first, columns } of this.#piles.values()) {
      const parquet = writeParquet(table, columns)
      await store.put(`${partition.location}${this.#shard}-${first}.parquet`, parquet)
      bytes += parquet.length
    }
    await catalog.add([...this.#piles.values()].map(pile => pile.partition))
    return { files: this.#piles.size, bytes }
  }
}

/** An array that has held a null, so that the engine treats all columns alike and pushing to them stays quick. */
function emptyColumn(): Cell[] {
  const column: Cell[] = [null]
  column.length = 0
  return column
}
