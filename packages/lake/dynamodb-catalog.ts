import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Catalog, Change, DateRange, Partition, Run, RunTotals } from './catalog.ts'
import { Runs } from './dynamodb-runs.ts'
import type { Item, Items, Key, Value, Write } from './items.ts'
import { dateOf, keyOf } from './partition.ts'
import { type StepOptions, Steps } from './steps.ts'

/** Counts what readers would see; `swaps` alone what was moved, as two reads with the same are of one state. */
const VERSION = { pk: 'version', sk: 'version' }
/** How often partitions are read again that were swapped as they were read. */
const TRIES = 20
/** New partitions made known in one step. */
const ADDED_AT_ONCE = 50
/** A note longer than this is deflated, and one that is longer then has no room in an item. */
const SHORT_NOTE = 1024
const LONGEST_NOTE = 180_000
/** A step that has not gone on for so long was killed, ms. */
const KILLED_MS = 3_600_000

export type Place = Pick<Partition, 'table' | 'values'>

/**
 * The catalog in one DynamoDB table. Every add and swap is one step, however many partitions it is of, and two at once end
 * as if one came after the other. Runs are kept for 90 days, their sums for good; what arrived and finished last is that of
 * a job's newest thousand.
 */
export class DynamoCatalog implements Catalog {
  readonly #items: Items
  readonly #steps: Steps
  readonly #runs: Runs

  constructor(items: Items, options: StepOptions = {}) {
    this.#items = items
    this.#steps = new Steps(items, options)
    this.#runs = new Runs(items)
  }

  async partitions(table: string, { from, to }: DateRange = {}): Promise<Partition[]> {
    // After the day a key has # and a JSON text, which ~ comes after.
    const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to: `${to}#~` }) }
    for (let tries = 1; tries <= TRIES; tries++) {
      const before = await this.#count('swaps')
      const items = await this.#steps.query(`partitions/${table}`, span)
      // Each item is of one moment, but not all of the same one.
      if ((await this.#count('swaps')) === before) return items.map(partitionOf).sort(inOrder)
    }
    throw new Error(`catalog: expected to read ${table} between two swaps, there was one more ${TRIES} times`)
  }

  async add(partitions: readonly Partition[]): Promise<Partition[]> {
    // Of one that is named twice, the first counts.
    const once = [...new Map(partitions.toReversed().map(each => [nameOf(each), each])).values()]
    for (;;) {
      const known = new Map((await this.locate(partitions)).map(partition => [nameOf(partition), partition]))
      const fresh = once.filter(each => !known.has(nameOf(each)))
      if (fresh.length === 0) return partitions.map(each => ({ ...each, location: known.get(nameOf(each))!.location }))
      for (let i = 0; i < fresh.length; i += ADDED_AT_ONCE) {
        const some = fresh.slice(i, i + ADDED_AT_ONCE)
        const moves = some.map(each => ({ ...itemKey(each), from: null, to: each.location }))
        // Where one is known meanwhile, all are looked up again.
        if (await this.#steps.move(moves, [grow('version')])) await this.onPlaced(some)
        else break
      }
    }
  }

  async swap(changes: readonly Change[]): Promise<boolean> {
    if (changes.length === 0) return true
    const moves = changes.map(({ table, values, from, to }) => ({ ...itemKey({ table, values }), from, to }))
    if (!(await this.#steps.move(moves, [grow('version', 'swaps')]))) return false
    await this.onPlaced(changes.filter(({ from, to }) => from !== to))
    return true
  }

  record(run: Run): Promise<void> {
    return this.#runs.record(run, [grow('version')])
  }

  runs(job: string, limit: number): Promise<Run[]> {
    return this.#runs.runs(job, limit)
  }

  allRuns(since = 0): Promise<Run[]> {
    return this.#runs.allRuns(since)
  }

  totals(job: string, since = 0): Promise<RunTotals> {
    return this.#runs.totals(job, since)
  }

  async recall(job: string): Promise<Map<string, string>> {
    const items = await this.#steps.query(`notes/${job}`)
    return new Map(items.map(({ sk, value }) => [sk, unpack(value!)]))
  }

  async remember(job: string, notes: Iterable<readonly [key: string, note: string | null]>): Promise<void> {
    const last = new Map(notes)
    const moves = [...last].map(([key, note]) => {
      return { pk: `notes/${job}`, sk: key, to: note === null ? null : pack(job, key, note) }
    })
    if (moves.length > 0) await this.#steps.move(moves)
  }

  version(): Promise<number> {
    return this.#count('version')
  }

  async close(): Promise<void> {
    await this.#items.close()
  }

  /** Of these partitions the ones that are known, each where it is now. */
  protected async locate(places: readonly Place[]): Promise<Partition[]> {
    if (places.length === 0) return []
    return (await this.#steps.get(places.map(itemKey))).map(partitionOf)
  }

  /** These have another place now, or none. */
  protected async onPlaced(_places: readonly Place[]): Promise<void> {}

  /** Finishes what was killed in the midst of a step. @returns how many steps */
  protected mend(): Promise<number> {
    return this.#steps.mend(Date.now() - KILLED_MS)
  }

  async #count(name: 'version' | 'swaps'): Promise<number> {
    const [item] = await this.#items.get([VERSION])
    return Number(item?.[name] ?? 0)
  }
}

function grow(...names: ('version' | 'swaps')[]): Write {
  return { ...VERSION, add: Object.fromEntries(names.map(name => [name, 1])) }
}

/** By day, so that a range is one stretch. */
function itemKey({ table, values }: Place): Key {
  return { pk: `partitions/${table}`, sk: `${dateOf(values)}#${keyOf(values)}` }
}

function partitionOf({ pk, sk, value }: Item): Partition {
  const values = JSON.parse(sk.slice(sk.indexOf('#') + 1)) as Record<string, string>
  return { table: pk.slice(pk.indexOf('/') + 1), values, location: String(value) }
}

function inOrder(a: Partition, b: Partition): number {
  return keyOf(a.values) < keyOf(b.values) ? -1 : 1
}

export function nameOf({ table, values }: Place): string {
  return `${table}#${keyOf(values)}`
}

function pack(job: string, key: string, note: string): Value {
  if (note.length <= SHORT_NOTE) return note
  const packed = deflateRawSync(note)
  if (packed.length <= LONGEST_NOTE) return packed
  throw new RangeError(`note ${key} of ${job}: expected at most ${LONGEST_NOTE} bytes deflated, got ${packed.length}`)
}

function unpack(value: Value): string {
  return typeof value === 'string' ? value : inflateRawSync(value as Uint8Array).toString()
}
