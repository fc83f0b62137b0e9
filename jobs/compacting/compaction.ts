// One run of `compact`: what is closed and scattered, merged in the order of time, so that an hour is merged when those
// before it are.
import { events } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Partition } from '@clickstream/lake/catalog'
import { landingOf } from '@clickstream/lake/lineage'
import type { StoredObject } from '@clickstream/lake/store'
import { listFiles, settleAll } from '@clickstream/lake/version'
import { WINDOW_HOURS } from '@clickstream/transform/repeats'
import { extentOf, inOrder, neighbours } from '../closed.ts'
import type { Work } from '../job.ts'
import { type Broken, findBroken } from './broken.ts'
import { type Arrived, isScattered, landedOf, type Merged, merge } from './merge.ts'
import { findSharing } from './repeated.ts'

export interface Wanted {
  /** Days of arrival, both included. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Nothing arrives any more before this, ms since 1970. */
  readonly closed_at: number
  readonly is_dry: boolean
}

/** What it finds and does. */
export class Compaction {
  readonly #work: Work
  readonly #wanted: Wanted
  /** Places of partitions to merge whatever their files are: an earlier hour got ids that they may hold too. */
  #again = new Set<string>()
  readonly merged: { readonly partition: Partition; readonly merged: Merged }[] = []
  /** What a dry run would merge. */
  readonly found: { readonly partition: Partition; readonly files: number; readonly bytes: number }[] = []
  /** By key. */
  readonly broken = new Map<string, Broken>()
  open = 0
  rested = 0

  constructor(work: Work, wanted: Wanted) {
    this.#work = work
    this.#wanted = wanted
  }

  async compact(table: Arrived): Promise<void> {
    const { catalog, onProgress, signal } = this.#work
    const { from, to } = this.#wanted
    const known = inOrder(await catalog.partitions(table.name, from === undefined ? {} : { from }))
    this.#again = new Set(table === events ? (await catalog.recall('compact')).keys() : [])
    const todo = new Set<string>()
    const asked = known.filter(({ values }) => to === undefined || values.received_date! <= to)
    const closed = asked.filter(partition => extentOf(partition).end <= this.#wanted.closed_at)
    this.open += asked.length - closed.length
    for (const [partition, files] of await this.#list(table, closed)) {
      if (this.#needs(partition, files)) todo.add(landingOf(partition))
      else this.rested++
    }
    signal?.throwIfAborted()
    if (this.#wanted.is_dry) return
    let done = 0
    for (const partition of known) {
      const place = landingOf(partition)
      if (!todo.has(place) && !this.#again.has(place)) continue
      if (extentOf(partition).end > this.#wanted.closed_at) continue
      signal?.throwIfAborted()
      onProgress({ done, total: todo.size, noun: table === events ? 'hours' : 'days', note: place })
      await this.#mend(table, partition)
      done++
    }
  }

  /** Their files; what may have to be brought after is, but for a dry run. */
  async #list(table: Arrived, partitions: readonly Partition[]): Promise<Map<Partition, StoredObject[]>> {
    if (!this.#wanted.is_dry) return settleAll(this.#work, table, partitions)
    const files = new Map<Partition, StoredObject[]>()
    for (const each of partitions) files.set(each, await listFiles(this.#work.store, each.location))
    return files
  }

  #needs(partition: Partition, files: readonly StoredObject[]): boolean {
    if (!this.#again.has(landingOf(partition)) && !isScattered(files)) return false
    if (this.#wanted.is_dry) {
      const bytes = files.reduce((sum, { size }) => sum + size, 0)
      this.found.push({ partition, files: files.length, bytes })
    }
    return true
  }

  /** Merges one partition; when a file in it cannot be read, that is noted and the partition left as it is. */
  async #mend(table: Arrived, partition: Partition): Promise<void> {
    const isForced = this.#again.has(landingOf(partition))
    for (;;) {
      try {
        const merged = await this.#merge(table, partition, isForced)
        if (isForced) await this.#work.catalog.remember('compact', [[landingOf(partition), null]])
        if (merged !== null) this.merged.push({ partition, merged })
        return
      } catch (error) {
        this.#work.signal?.throwIfAborted()
        const workshop = await this.#work.workshop()
        const around = async (hours: number) => this.#files(partition, await this.#around(partition, -hours, hours))
        const own = await findBroken(workshop, table, await around(0))
        const found = own.length > 0 ? own : await findBroken(workshop, table, await around(WINDOW_HOURS))
        for (const each of found) this.broken.set(each.key, each)
        if (own.length > 0) return
        if (found.length === 0) throw error
        // A neighbour's, which is passed over from now on.
      }
    }
  }

  #merge(table: Arrived, partition: Partition, isForced: boolean): Promise<Merged | null> {
    let before: readonly Partition[] = []
    let after: readonly Partition[] = []
    return merge(
      {
        table,
        find: async () => {
          const now = await this.#find(partition)
          if (now === undefined) return undefined
          return isForced || isScattered(await listFiles(this.#work.store, now.location)) ? now : undefined
        },
        earlier: async () => {
          if (table === events) before = await this.#around(partition, -WINDOW_HOURS, -1)
          return this.#files(partition, before)
        },
        before: async landed => {
          if (table === events) after = await this.#around(partition, 1, WINDOW_HOURS)
          await this.#warn(partition, after, landed)
        },
        beside: () => [...before, ...after],
      },
      this.#work,
    )
  }

  /**
   * Notes, before the merged hour is put in place, which hours after it hold an id that landed here: they were merged when
   * it was not there yet. Those that are still to be merged look back by themselves.
   */
  async #warn(partition: Partition, after: readonly Partition[], landed: readonly string[]): Promise<void> {
    const { catalog, store } = this.#work
    const later = new Map<string, string>()
    const lists = await Promise.all(after.map(({ location }) => listFiles(store, location)))
    for (const [i, other] of after.entries()) {
      const files = lists[i]!
      if (landedOf(files).length > 0) continue
      for (const { key } of files) if (!this.broken.has(key)) later.set(key, landingOf(other))
    }
    const sharing = await findSharing(await this.#work.workshop(), landed, [...later.keys()])
    const places = new Set([...sharing].map(key => later.get(key)!))
    if (places.size === 0) return
    await catalog.remember(
      'compact',
      [...places].map(place => [place, `shares event_ids with ${landingOf(partition)}`]),
    )
    for (const place of places) this.#again.add(place)
  }

  /** Keys of what the hours around this one hold, but for what cannot be read. */
  async #files(partition: Partition, around: readonly Partition[]): Promise<string[]> {
    const keys: string[] = []
    const lists = await Promise.all(around.map(({ location }) => listFiles(this.#work.store, location)))
    for (const [i, other] of around.entries()) {
      for (const { key } of lists[i]!) {
        // Its own are looked at whatever is known of them.
        if (other.location === partition.location || !this.broken.has(key)) keys.push(key)
      }
    }
    return keys
  }

  /** Where the hours are now that begin `from` to `to` hours after this one. */
  async #around(partition: Partition, from: number, to: number): Promise<Partition[]> {
    const { start } = extentOf(partition)
    const range = { from: dateOf(start + (from - 1) * HOUR), to: dateOf(start + (to + 1) * HOUR) }
    return neighbours(await this.#work.catalog.partitions(partition.table, range), partition, from, to)
  }

  async #find(partition: Partition): Promise<Partition | undefined> {
    const date = partition.values.received_date!
    const place = landingOf(partition)
    const known = await this.#work.catalog.partitions(partition.table, { from: date, to: date })
    return known.find(each => landingOf(each) === place)
  }
}
