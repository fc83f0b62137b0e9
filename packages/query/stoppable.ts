/** Does the work on a connection, which is interrupted when the signal says so. */
export async function stoppable<T>(
  connection: { interrupt(): void },
  stop: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  // An interrupt between two calls is lost, so it is said again until the work has ended.
  let again: NodeJS.Timeout | undefined
  const interrupt = () => {
    connection.interrupt()
    again = setInterval(() => connection.interrupt(), 20)
  }
  stop.throwIfAborted()
  stop.addEventListener('abort', interrupt)
  try {
    return await work()
  } finally {
    stop.removeEventListener('abort', interrupt)
    clearInterval(again)
  }
}
