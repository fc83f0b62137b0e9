// One forget at a time: the archive has no versions, so that two who take lines out of one file would undo one another.
import { setTimeout as pause } from 'node:timers/promises'
import { HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { isAlive, nameOwner } from '@clickstream/stream/lease'

/** Kept where partitions are, as they alone can be changed on condition. It is in no table that anybody reads. */
const LOCK = { table: 'forget', values: { lock: 'forget' } } as const
const PAUSE_MS = 200
/** Nobody works longer than this; afterwards a process id may be another's. */
const LONGEST_MS = HOUR

/** Waits for whoever has it, and takes it from who was killed. @returns what gives it back */
export async function lockForget(catalog: Catalog, signal?: AbortSignal): Promise<() => Promise<void>> {
  const own = `${Date.now()}/${nameOwner()}`
  for (;;) {
    signal?.throwIfAborted()
    const held =
      (await catalog.partitions(LOCK.table)).find(({ values }) => values.lock !== undefined)?.location ?? null
    if (held === null || !isHeld(held)) {
      if (await catalog.swap([{ ...LOCK, from: held, to: own }])) {
        return async () => void (await catalog.swap([{ ...LOCK, from: own, to: null }]))
      }
    }
    await pause(PAUSE_MS, undefined, { signal })
  }
}

function isHeld(lock: string): boolean {
  const [time = '', ...owner] = lock.split('/')
  return Date.now() - Number(time) < LONGEST_MS && isAlive(owner.join('/'), Number(time))
}
