// Time that runs faster, the same in every process of a storm: a day of arrivals in minutes.
import type { Store, StoredObject } from '@clickstream/lake/store'
import { intercept } from '../fuse.ts'

export interface Pace {
  /** When the storm's time begins, ms since 1970 … */
  readonly start: number
  /** … and the machine's time then. */
  readonly began: number
  /** ms of the storm's time in one of the machine's. */
  readonly speed: number
}

/** The storm's time at a time of the machine's. */
export function timeAt({ start, began, speed }: Pace, machine: number = Date.now()): number {
  return Math.floor(start + (machine - began) * speed)
}

/** The store with its objects' times in the storm's. */
export function inTime(store: Store, pace: Pace): Store {
  return intercept(store, async (method, call) => {
    const result = await call()
    if (method !== 'list') return result
    return (result as StoredObject[]).map(each => ({ ...each, modified_at: timeAt(pace, each.modified_at) }))
  })
}
