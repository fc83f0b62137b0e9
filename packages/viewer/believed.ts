// How far the lake is complete, where the stream is on AWS: asking it takes of the few reads a second that a shard has.

/** How long an answer is believed, ms: what was complete then still is. */
const BELIEVED = 10_000

type Read = () => Promise<number | null>

/** Reads once for all who ask within a while; what cannot be read is not known (null), and the log says why. */
export function believed(read: Read, log: (entry: object) => void, clock: () => number = Date.now): Read {
  let known: { readonly value: Promise<number | null>; readonly until: number } | undefined
  return () => {
    if (known === undefined || known.until <= clock()) {
      const value = read().catch(error => {
        log({ level: 'error', message: 'How far the lake is complete cannot be read', error: String(error) })
        return null
      })
      known = { value, until: clock() + BELIEVED }
    }
    return known.value
  }
}
