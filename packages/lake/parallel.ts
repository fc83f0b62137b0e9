// Many requests, so many at a time: a network answers late, and a process has only so many sockets and files.

/** Works on all, so many at a time; the first that throws stops it. */
export async function eachOf<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all]
  const workers = Array.from({ length: Math.min(atOnce, all.length) }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      try {
        await work(one)
      } catch (error) {
        left.length = 0
        throw error
      }
    }
  })
  // All have ended when it returns: nothing is written behind the back of who goes on.
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected')
  if (failed !== undefined) throw (failed as PromiseRejectedResult).reason
}
