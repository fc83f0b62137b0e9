// Many visits at once, and the lines they send in the order in which they arrive. What is held is who is there now and what
// is on its way, never what has been.
import type { Happening, Line, Sender } from './sender.ts'

/** Somebody comes, and what they then do is told step by step. */
export interface Visit {
  /** ms since 1970, not after the first happening. */
  readonly at: number
  readonly sender: Sender
  /** What happens, in order; a Visit among them is one that this one leads to, and starts no earlier than what came before it. */
  readonly story: Iterator<Happening | Visit>
}

/**
 * Plays the visits, which come in the order of their starts, and yields each line when it arrives.
 * The next visit is asked for only when all that arrives before it has been yielded.
 * @throws RangeError when a story goes back in time.
 */
export function* mergeByArrival(visits: Iterator<Visit>): Generator<Line> {
  const coming = new Queue<Line | Visit>()
  const deliver = (line: Line) => coming.add(line.arrives, line)
  for (let next = visits.next(); ; ) {
    const until = next.done ? Number.POSITIVE_INFINITY : next.value.at
    while (coming.nextAt <= until && coming.size > 0) {
      const now = coming.nextAt
      const due = coming.take()
      if ('text' in due) yield due
      else play(due, now, coming, deliver)
    }
    if (next.done) return
    coming.add(next.value.at, next.value)
    next = visits.next()
  }
}

/** One more step of a visit: what happens is sent, and the visit goes on from there. */
function play(visit: Visit, now: number, coming: Queue<Line | Visit>, deliver: (line: Line) => void): void {
  const { done, value } = visit.story.next()
  if (done) return
  if (value.at < now) throw new RangeError(`visit: expected its next step at ${now} or later, got ${value.at}`)
  if ('story' in value) {
    coming.add(value.at, value)
    coming.add(now, visit)
  } else {
    visit.sender.send(value, deliver)
    coming.add(value.at, visit)
  }
}

/** A binary heap by time; of two at the same time, the one that was added first comes first. */
export class Queue<T> {
  #times: number[] = []
  #orders: number[] = []
  #items: T[] = []
  #added = 0

  get size(): number {
    return this.#items.length
  }

  /** The time of the next item, infinity when there is none. */
  get nextAt(): number {
    return this.#times[0] ?? Number.POSITIVE_INFINITY
  }

  add(at: number, item: T): void {
    this.#put(this.#items.length, at, this.#added++, item)
  }

  /** @throws RangeError when there is none. */
  take(): T {
    const first = this.#items[0]
    if (first === undefined) throw new RangeError('queue: expected an item to take, got none')
    const at = this.#times.pop()!
    const order = this.#orders.pop()!
    const item = this.#items.pop()!
    if (this.#items.length > 0) this.#sink(at, order, item)
    return first
  }

  /** Places an item at `i` or, where those above come later, higher up. */
  #put(i: number, at: number, order: number, item: T): void {
    while (i > 0) {
      const above = (i - 1) >> 1
      if (this.#isBefore(above, at, order)) break
      this.#move(above, i)
      i = above
    }
    this.#set(i, at, order, item)
  }

  /** Places an item at the top or, where those below come earlier, further down. */
  #sink(at: number, order: number, item: T): void {
    const n = this.#items.length
    let i = 0
    for (;;) {
      let below = 2 * i + 1
      if (below >= n) break
      if (below + 1 < n && this.#isBefore(below + 1, this.#times[below]!, this.#orders[below]!)) below++
      if (!this.#isBefore(below, at, order)) break
      this.#move(below, i)
      i = below
    }
    this.#set(i, at, order, item)
  }

  #isBefore(i: number, at: number, order: number): boolean {
    return this.#times[i]! < at || (this.#times[i] === at && this.#orders[i]! < order)
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#times[from]!, this.#orders[from]!, this.#items[from]!)
  }

  #set(i: number, at: number, order: number, item: T): void {
    this.#times[i] = at
    this.#orders[i] = order
    this.#items[i] = item
  }
}
