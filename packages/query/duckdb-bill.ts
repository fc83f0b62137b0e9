// What a statement would be billed for on Athena, worked out beside its answer.
import { type Choose, type Counted, countBytes, type Scanned } from './bytes.ts'
import { choosePartitions } from './duckdb-partitions.ts'
import { Planner } from './duckdb-planner.ts'
import type { Opened, Source } from './duckdb-tables.ts'
import type { Parameter } from './engine.ts'
import { Footers } from './footers.ts'

export class Bill {
  readonly #source: Source
  readonly #planner = new Planner()
  readonly #footers: Footers
  readonly #counted: Counted = new Map()
  readonly #running = new Set<Promise<Scanned>>()

  constructor(source: Source) {
    this.#source = source
    this.#footers = new Footers(source.store)
  }

  /**
   * What Athena would read for a translated statement. Tables that are not of the lake here have no files.
   * @throws Error where DuckDB cannot plan it; RangeError, NotFound for files that cannot be read
   */
  count(opened: Pick<Opened, 'whole' | 'shapes'>, parameters: readonly Parameter[]): Promise<Scanned> {
    const counting = this.#count(opened, parameters)
    this.#running.add(counting)
    const end = () => this.#running.delete(counting)
    counting.then(end, end)
    return counting
  }

  async #count(
    { whole, shapes }: Pick<Opened, 'whole' | 'shapes'>,
    parameters: readonly Parameter[],
  ): Promise<Scanned> {
    const scans = await this.#planner.plan(whole, parameters, shapes)
    const filed = new Map([...shapes.values()].map(shape => [shape.filed, shape]))
    const choose: Choose = async ({ table, where }, known) => {
      const shape = filed.get(table)!
      const scan = { table: shape.name, alias: shape.name, where, alone: true }
      return choosePartitions(await this.#planner.connect(), shape, known, [scan], [])
    }
    return countBytes(scans, this.#source.scanner, this.#footers, choose, this.#counted)
  }

  /** Waits for what is counted, though nobody waits for the count: DuckDB does not survive to be closed while it is asked. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running)
    await this.#planner.close()
  }
}
