// What a statement would be billed for on Athena, worked out beside its answer.
import { tables } from '@clickstream/events/tables'
import { type Choose, type Counted, countBytes, type Scanned } from './bytes.ts'
import { Planner } from './duckdb-planner.ts'
import { choosePartitions, type Source } from './duckdb-tables.ts'
import type { Parameter } from './engine.ts'
import { Footers } from './footers.ts'
import type { LakeTable } from './pruning.ts'
import type { Tree } from './tree.ts'

export class Bill {
  readonly #source: Source
  readonly #planner = new Planner()
  readonly #footers: Footers
  readonly #counted: Counted = new Map()

  constructor(source: Source) {
    this.#source = source
    this.#footers = new Footers(source.store)
  }

  /**
   * What Athena would read for a translated statement. Tables that are not of the lake here have no files.
   * @throws Error where DuckDB cannot plan it; RangeError, NotFound for files that cannot be read
   */
  async count(node: Tree, parameters: readonly Parameter[]): Promise<Scanned> {
    const scans = (await this.#planner.plan(node, parameters)).filter(({ table }) => Object.hasOwn(tables, table))
    const choose: Choose = async ({ table, where }, known) => {
      const scan = { table, alias: table, where, alone: true }
      return choosePartitions(await this.#planner.connect(), table as LakeTable, known, [scan], [])
    }
    return countBytes(scans, this.#source.scanner, this.#footers, choose, this.#counted)
  }

  close(): Promise<void> {
    return this.#planner.close()
  }
}
