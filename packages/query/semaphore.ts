/** Lets at most `room` tasks run at once; the others wait in the order they came. */
export class Semaphore {
  #room: number
  #waiting: (() => void)[] = []

  constructor(room: number) {
    this.#room = room
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#room > 0) this.#room--
    else await new Promise<void>(resolve => this.#waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#room++
      else next()
    }
  }
}
