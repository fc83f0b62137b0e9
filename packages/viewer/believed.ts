// How far the lake is complete, where the stream is on AWS: asking it takes of the few reads a second that a shard has.

/** How long an answer is believed, ms: what was complete then still is. */
const BELIEVED = 10_000
/** How long to wait for one, ms: the question itself is not to wait for what may be left out of its answer. */
const PATIENCE = 5_000

type Read = () => Promise<number | null>

/** Reads once for all who ask within a while; what cannot be read in time is not known (null), and the log says why. */
export function believed(
  read: Read,
  log: (entry: object) => void,
  clock: () => number = Date.now,
  patience: number = PATIENCE,
): Read {
  let known: { readonly value: Promise<number | null>; readonly until: number } | undefined
  return () => {
    if (known === undefined || known.until <= clock()) {
      const value = within(patience, read()).catch(error => {
        log({ level: 'error', message: 'How far the lake is complete cannot be read', error: String(error) })
        return null
      })
      known = { value, until: clock() + BELIEVED }
    }
    return known.value
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`expected an answer within ${ms / 1000} s, got none`)), ms)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
