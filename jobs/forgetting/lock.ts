// One forget at a time: the archive has no versions, so that two who take lines out of one file would undo one another.
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { DAY, HOUR } from '@clickstream/events/time'
import { isAlive, nameOwner } from '@clickstream/stream/lease'
import type { Work } from '../job.ts'

/** Kept where partitions are, as they alone can be changed on condition. It is in no table that anybody reads. */
const LOCK = { table: 'forget', values: { lock: 'forget' } } as const
const PAUSE_MS = 200
/** Of another machine it cannot be seen whether it still works; on this one a process id may be another's some day. */
const LONGEST_MS = { elsewhere: HOUR, here: DAY }

/** Waits for whoever has it, and takes it from who was killed. @returns what gives it back */
export async function lockForget({
  catalog,
  signal,
  onProgress,
}: Pick<Work, 'catalog' | 'signal' | 'onProgress'>): Promise<() => Promise<void>> {
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
    onProgress({ done: 0, total: 1, noun: 'forgets before this one' })
    await pause(PAUSE_MS, undefined, { signal })
  }
}

function isHeld(lock: string): boolean {
  const [time = '', ...owner] = lock.split('/')
  const longest = owner[0] === hostname() ? LONGEST_MS.here : LONGEST_MS.elsewhere
  return Date.now() - Number(time) < longest && isAlive(owner.join('/'), Number(time))
}
