// One forget at a time: the archive has no versions, so that two who take lines out of one file would undo one another.
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { DAY, HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { isAlive, nameOwner } from '@clickstream/stream/lease'
import type { Work } from '../job.ts'
import { changeRegister, readRegister } from '../register.ts'

const LOCK = 'lock'
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
    const held = await readRegister(catalog, LOCK)
    if (held === null || !isHeld(held)) {
      if (await catalog.swap([changeRegister(LOCK, held, own)])) {
        return async () => void (await catalog.swap([changeRegister(LOCK, own, null)]))
      }
    }
    onProgress({ done: 0, total: 1, noun: 'forgets before this one' })
    await pause(PAUSE_MS, undefined, { signal })
  }
}

/** In a catalog that was restored: whoever had it then works on another lake. */
export async function dropForgetLock(catalog: Catalog): Promise<void> {
  const held = await readRegister(catalog, LOCK)
  if (held !== null) await catalog.swap([changeRegister(LOCK, held, null)])
}

function isHeld(lock: string): boolean {
  const [time = '', ...owner] = lock.split('/')
  const longest = owner[0] === hostname() ? LONGEST_MS.here : LONGEST_MS.elsewhere
  return Date.now() - Number(time) < longest && isAlive(owner.join('/'), Number(time))
}
