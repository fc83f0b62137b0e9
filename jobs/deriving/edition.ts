// Versions of derived partitions that take their places together, in one step, or not at all.
import type { Table } from '@clickstream/events/field'
import type { Change, Partition } from '@clickstream/lake/catalog'
import { commitVersions, discardVersion, type Prepared, prepareVersion } from '@clickstream/lake/version'
import type { Work } from '../job.ts'

export class Edition {
  readonly #work: Work
  readonly #job: string
  readonly #epoch: Change
  #prepared: Prepared[] = []
  rows = 0
  files = 0
  bytes = 0

  /** @param epoch as it was before events were read (readEpoch): who was forgotten since would come back */
  constructor(work: Work, job: string, epoch: Change) {
    this.#work = work
    this.#job = job
    this.#epoch = epoch
  }

  /** How many partitions it has. */
  get size(): number {
    return this.#prepared.length
  }

  /** Writes a version with the rows of a SELECT (the table's columns, by name); `location` is where the partition is now. */
  async write(table: Table, values: Partition['values'], location: string | null, select: string): Promise<number> {
    const workshop = await this.#work.workshop()
    let rows = 0
    const prepared = await prepareVersion(
      this.#work,
      this.#job,
      table,
      { values, location },
      async to => {
        const written = await workshop.write(table, select, to)
        rows = written.rows
        this.files += written.keys.length
        this.bytes += written.bytes
        return { is_same: false }
      },
      this.#work.clock,
    )
    this.#prepared.push(prepared)
    this.rows += rows
    return rows
  }

  /**
   * Puts all of it in place; false, and nothing of it stays, when another run was quicker in any of the places, or
   * somebody was forgotten meanwhile.
   */
  async commit(): Promise<boolean> {
    const prepared = this.#prepared
    this.#prepared = []
    return prepared.length === 0 || commitVersions(this.#work, prepared, [this.#epoch])
  }

  /** Takes away what was written and not put in place; nothing after a commit. */
  async discard(): Promise<void> {
    for (const prepared of this.#prepared) await discardVersion(this.#work.store, prepared)
    this.#prepared = []
  }
}
