// Who may run a shard: a lease has an owner, and an owner is a poller in a process on a machine.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/** What is leased: one shard, for one consumer, to one owner. */
export interface Lease {
  readonly consumer: string
  readonly shard: string
  readonly owner: string
}

/** The lease went to another owner: whoever had it must stop and may save nothing. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
  constructor({ consumer, shard, owner }: Lease) {
    super(`lease of ${shard} for ${consumer}: expected to be held by ${owner}, it is not any more`)
  }
}

/** A name for one poller that says where it runs: `<host>/<process id>/<random>`. */
export function nameOwner(): string {
  return `${hostname()}/${process.pid}/${randomUUID()}`
}

/**
 * Whether the owner may still be at work, as far as can be seen from here: false only when it ran on this machine and
 * its process has ended, so that a start after a crash need not wait for the lease to expire.
 * @param renewed_at when the owner last renewed, ms since 1970
 */
export function isAlive(owner: string, renewed_at: number): boolean {
  const [host, pid] = owner.split('/')
  if (host !== hostname()) return true
  // In a container started again, the process before us often had our process id.
  if (Number(pid) === process.pid) return renewed_at >= Date.now() - process.uptime() * 1000
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
