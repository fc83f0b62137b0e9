/** Lets at most `room` tasks run at once; the others wait in the order they came. */
export class Semaphore {
  #room: number
  #waiting = new Set<() => void>()

  constructor(room: number) {
    this.#room = room
  }

  /** @throws the signal's reason when it says stop before the task's turn. */
  async run<T>(task: () => Promise<T>, stop: AbortSignal): Promise<T> {
    stop.throwIfAborted()
    if (this.#room > 0) this.#room--
    else await this.#wait(stop)
    try {
      return await task()
    } finally {
      const [next] = this.#waiting
      if (next === undefined) this.#room++
      else {
        this.#waiting.delete(next)
        next()
      }
    }
  }

  async #wait(stop: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      this.#waiting.delete(resolve)
      reject(stop.reason)
    }
    this.#waiting.add(resolve)
    stop.addEventListener('abort', leave)
    try {
      await promise
    } finally {
      stop.removeEventListener('abort', leave)
    }
  }
}
