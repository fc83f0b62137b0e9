// Work done on what was there a moment ago: when somebody was quicker, or swept what was being read, it is done again.
import { NotFound } from '@clickstream/lake/store'

/** Others win a race now and then, not one after the other. */
const MAX_ATTEMPTS = 10

/**
 * Tries until `attempt` gives something other than null, which says that another run was quicker. A file that went away
 * while it was read (a compaction, then a sweep) is tried again too.
 * @throws what `attempt` throws otherwise; the signal's reason once it is aborted
 */
export async function attemptUntilDone<T>(
  job: string,
  attempt: () => Promise<T | null>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    signal?.throwIfAborted()
    try {
      const done = await attempt()
      if (done !== null) return done
    } catch (error) {
      if (attempts === MAX_ATTEMPTS || !isGone(error)) throw error
      continue
    }
    if (attempts === MAX_ATTEMPTS) {
      throw new Error(`${job}: expected to put its work in place, others were quicker ${MAX_ATTEMPTS} times in a row`)
    }
  }
}

/** Whether an error, the store's or DuckDB's, says that a file is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof NotFound || /No such file or directory|No files found/.test(String(error))
}
