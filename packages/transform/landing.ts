// The batch's rows by partition, then the files. A file is named by the sequence number of its first row: a batch tried
// again, or in halves, writes over what the first try left and never beside it. Where what the first try left counts as
// repeated, the name says which rows the file has, so that it is never written over with others.
import { hash } from 'node:crypto'
import type { Cell } from '@clickstream/events/check'
import type { Table } from '@clickstream/events/field'
import { events, rejected } from '@clickstream/events/tables'
import { DAY, dateOf, HOUR, hourOf } from '@clickstream/events/time'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import { Columns } from '@clickstream/lake/columns'
import { writeParquet } from '@clickstream/lake/parquet'
import { landingPartition } from '@clickstream/lake/partition'
import type { Store } from '@clickstream/lake/store'

interface Pile {
  readonly partition: Partition
  readonly first: string
  /** Of each row, where the name says them all. */
  readonly sequences: string[] | null
  readonly columns: Columns
}

/** While a batch was written, a job put another version in a partition's place: the batch has to be run again. */
export class PartitionMoved extends Error {
  override name = 'PartitionMoved'
  constructor(location: string) {
    super(`partition: expected to stay where it was while a batch was written, it is at ${location} now`)
  }
}

export class Landing {
  #shard: string
  #isBeside: boolean
  #piles: Pile[] = []
  #byHour = new Map<string, Map<number, Pile>>()
  #byDay = new Map<number, Pile>()

  /** @param isBeside whether files go beside those of an earlier try, in which only rows are that are not in these */
  constructor(shard: string, isBeside = false) {
    this.#shard = shard
    this.#isBeside = isBeside
  }

  /** `hour` is the hour of arrival since 1970. */
  addEvent(app: string, hour: number, row: readonly Cell[], sequence: string): void {
    let hours = this.#byHour.get(app)
    if (hours === undefined) {
      hours = new Map()
      this.#byHour.set(app, hours)
    }
    let pile = hours.get(hour)
    if (pile === undefined) {
      const values = { app, received_date: dateOf(hour * HOUR), received_hour: hourOf(hour * HOUR) }
      pile = this.#begin(events, values, sequence)
      hours.set(hour, pile)
    }
    pile.sequences?.push(sequence)
    pile.columns.add(row)
  }

  addRejected(received_at: number, row: readonly Cell[], sequence: string): void {
    const day = Math.floor(received_at / DAY)
    let pile = this.#byDay.get(day)
    if (pile === undefined) {
      pile = this.#begin(rejected, { received_date: dateOf(received_at) }, sequence)
      this.#byDay.set(day, pile)
    }
    pile.columns.add(row)
  }

  /**
   * Makes the partitions known, then writes a file in each, where the catalog has it: what a killed process leaves is then
   * in a partition that the next one looks into. A reader finds whole files or none.
   * @param answered of a place, the names of files whose rows are there already: they are not written once more. Only for
   *   who gives a name to the same rows each time.
   * @throws PartitionMoved when a job has put another version in a partition's place meanwhile
   */
  async write(
    store: Pick<Store, 'put' | 'remove'>,
    catalog: Pick<Catalog, 'add'>,
    answered?: (partition: Partition) => Promise<ReadonlySet<string>>,
  ): Promise<{ keys: string[]; bytes: number }> {
    const known = await catalog.add(this.#piles.map(pile => pile.partition))
    const keys: string[] = []
    let bytes = 0
    for (const [i, pile] of this.#piles.entries()) {
      const name = `${this.#shard}-${nameOf(pile)}.parquet`
      if ((await answered?.(known[i]!))?.has(name)) continue
      const parquet = writeParquet(pile.columns)
      const key = known[i]!.location + name
      await store.put(key, parquet)
      keys.push(key)
      bytes += parquet.length
    }
    const now = await catalog.add(known)
    const moved = now.findIndex(({ location }, i) => location !== known[i]!.location)
    if (moved !== -1) {
      // Nobody reads there any more; what stays would be brought after.
      const places = known.filter(({ location }, i) => location !== now[i]!.location).map(({ location }) => location)
      for (const key of keys) if (places.some(place => key.startsWith(place))) await store.remove(key)
      throw new PartitionMoved(now[moved]!.location)
    }
    for (const { columns } of this.#piles) giveBack(columns)
    return { keys, bytes }
  }

  #begin(table: Table, values: Record<string, string>, first: string): Pile {
    // A row of `rejected` is never repeated: its files have all of them each time.
    const sequences = this.#isBeside && table === events ? [] : null
    const pile = { partition: landingPartition(table, values), first, sequences, columns: takeColumns(table) }
    this.#piles.push(pile)
    return pile
  }
}

/** What comes after the shard. */
function nameOf({ first, sequences }: Pile): string {
  return sequences === null ? first : `${first}.${hash('sha256', sequences.join()).slice(0, 8)}`
}

/** Columns of batches that are written, kept for the next: making their memory anew costs as much as filling it. */
const spare: Columns[] = []
const MAX_SPARE = 4

function takeColumns(table: Table): Columns {
  const index = spare.findIndex(columns => columns.table === table)
  return index === -1 ? new Columns(table) : spare.splice(index, 1)[0]!
}

function giveBack(columns: Columns): void {
  columns.clear()
  if (spare.length < MAX_SPARE) spare.push(columns)
}
