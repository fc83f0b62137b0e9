import { queryable } from '@clickstream/events/tables'
import { DynamoCatalog, nameOf, type Place } from './dynamodb-catalog.ts'
import type { GlueDatabase } from './glue.ts'
import type { Items } from './items.ts'
import { keyOf } from './partition.ts'
import type { StepOptions } from './steps.ts'

/** How often what is written to Glue is looked up again, as others move it meanwhile. */
const ROUNDS = 10

type Mirror = Pick<GlueDatabase, 'read' | 'write' | 'close'>

export interface GlueCatalogOptions extends StepOptions {
  readonly log?: (line: string) => void
}

/**
 * The catalog on AWS: DynamoDB has the truth, which it changes in one step; Glue, which cannot, is its mirror for Athena.
 * Each add and swap is written to Glue as soon as it holds. Athena sees it then, and a swap of many partitions bit by bit.
 * When Glue does not answer, or a process is killed in between, the change stands all the same: the error is logged, and
 * Athena sees the partition as it was until `reconcile` has run.
 */
export class GlueCatalog extends DynamoCatalog {
  readonly #glue: Mirror
  readonly #log: (line: string) => void

  constructor(items: Items, glue: Mirror, options: GlueCatalogOptions = {}) {
    super(items, options)
    this.#glue = glue
    this.#log = options.log ?? (line => console.error(line))
  }

  /**
   * Makes Glue what the truth is, and finishes what was killed in the midst of a swap. Of one table, or of all.
   * @returns how many partitions Glue had otherwise
   * @throws Error when Glue cannot be read or written
   */
  async reconcile(table?: string): Promise<number> {
    await this.mend()
    let healed = 0
    const names = Object.values(queryable).filter(({ partitions }) => partitions.length > 0)
    for (const { name } of names) if (table === undefined || table === name) healed += await this.#reconcileTable(name)
    return healed
  }

  override async close(): Promise<void> {
    await this.#glue.close()
    await super.close()
  }

  protected override async onPlaced(places: readonly Place[]): Promise<void> {
    for (const [table, some] of byTable(places)) {
      try {
        await this.#mirror(table, some)
      } catch (error) {
        const { message } = error as Error
        this.#log(JSON.stringify({ level: 'error', mirror: table, partitions: some.length, error: message }))
      }
    }
  }

  async #reconcileTable(table: string): Promise<number> {
    const mirrored = await this.#glue.read(table)
    // The truth last: what is added meanwhile is written by who adds it.
    const truth = new Map((await this.partitions(table)).map(each => [keyOf(each.values), each]))
    const unlike = [...truth].filter(([key, { location }]) => mirrored.get(key)?.location !== location)
    const gone = [...mirrored].filter(([key]) => !truth.has(key))
    const places = [...unlike, ...gone].map(([, { values }]) => ({ table, values }))
    if (places.length > 0) await this.#mirror(table, places)
    return places.length
  }

  /**
   * Writes what is true of these to Glue, and looks again: one who was slower with an older truth then writes the newer
   * one, so that the last word is the truth's.
   */
  async #mirror(table: string, places: readonly Place[]): Promise<void> {
    let left = places
    let wanted = await this.#want(left)
    for (let round = 1; left.length > 0; round++) {
      if (round > ROUNDS) throw new Error(`${table}: expected partitions to stay, they moved ${ROUNDS} times meanwhile`)
      await this.#glue.write(table, [...wanted.values()])
      const now = await this.#want(left)
      left = left.filter(each => now.get(nameOf(each))!.location !== wanted.get(nameOf(each))!.location)
      wanted = new Map(left.map(each => [nameOf(each), now.get(nameOf(each))!]))
    }
  }

  async #want(places: readonly Place[]) {
    const known = new Map((await this.locate(places)).map(each => [nameOf(each), each.location]))
    return new Map(
      places.map(place => [nameOf(place), { values: place.values, location: known.get(nameOf(place)) ?? null }]),
    )
  }
}

/** What jobs keep in tables that nobody reads is none of Athena's. */
function byTable(places: readonly Place[]): Map<string, Place[]> {
  const groups = Map.groupBy(places, ({ table }) => table)
  for (const table of groups.keys()) if (!Object.hasOwn(queryable, table)) groups.delete(table)
  return groups
}
