// Files that cannot be read.
import type { Table } from '@clickstream/events/field'
import { isGone } from '../attempt.ts'
import type { Workshop } from '../duckdb.ts'

/** A file of the lake that is no Parquet, or not whole. */
export interface Broken {
  readonly key: string
  /** What DuckDB says of it. */
  readonly why: string
}

/** Reads every value of each file by itself, and gives those that it could not. */
export async function findBroken(workshop: Workshop, table: Table, keys: readonly string[]): Promise<Broken[]> {
  const broken: Broken[] = []
  const sums = table.fields.map(({ name }, i) => `bit_xor(hash(${name})) as s${i}`)
  for (const key of keys) {
    try {
      await workshop.run(`select ${sums.join(', ')} from ${await workshop.table(table, [key])}`)
    } catch (error) {
      // One that was swept meanwhile is not broken.
      if (!isGone(error)) broken.push({ key, why: (error as Error).message.split('\n', 1)[0]! })
    }
  }
  return broken
}
