// Any number of items changed in one step, where the table itself takes MOST.
//
// Few are written at once. Many are first marked, each with what it is to become and the name of an intent; then the intent,
// one item, goes from pending to done: that is the step. Whoever reads a marked item asks its intent which value counts, and
// whoever is to change one finishes it first: forward when the intent is done, else back. So it does not matter where the
// one that began was killed.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Item, type Items, type Key, nameItem, type Span, Unmet, type Write } from './items.ts'
import { conditionOf, isFewEnough, type Move, merge, writeOf } from './move.ts'
import { eachOf } from './parallel.ts'

export interface StepOptions {
  /** How long one at work is let finish, ms, before what it began is taken back. */
  readonly patience_ms?: number
  readonly pause?: (ms: number) => Promise<unknown>
}

const INTENTS = 'intents'
const AT_ONCE = 16
const TRIES = 50
const PAUSE_MS = 200

export class Steps {
  readonly #items: Items
  readonly #patience: number
  readonly #pause: (ms: number) => Promise<unknown>

  constructor(items: Items, { patience_ms = 20_000, pause = sleep }: StepOptions = {}) {
    this.#items = items
    this.#patience = patience_ms
    this.#pause = pause
  }

  /** The items of these that are there, each with the value that counts. */
  async get(keys: readonly Key[]): Promise<Item[]> {
    return this.#resolve(await this.#items.get(keys))
  }

  async query(pk: string, span?: Span): Promise<Item[]> {
    return this.#resolve(await this.#items.query(pk, span))
  }

  /**
   * Makes all the moves, and `beside` with them, in one step.
   * @returns false, and nothing is done, when an item is not what its move says
   * @throws Error when others are in its way again and again
   */
  async move(moves: readonly Move[], beside: readonly Write[] = []): Promise<boolean> {
    const merged = merge(moves)
    if (merged === null) return false
    const isFew = isFewEnough(merged, beside.length)
    for (let tries = 1; tries <= TRIES; tries++) {
      const outcome = await (isFew ? this.#moveAtOnce(merged, beside) : this.#moveMarked(merged, beside))
      if (outcome !== 'again') return outcome
      await this.#pause(Math.random() * PAUSE_MS)
    }
    throw new Error(`catalog: expected ${merged.length} changes to be made, others were in the way ${TRIES} times`)
  }

  /** Finishes what was begun before (ms since 1970) and has not been finished since. @returns how many steps */
  async mend(before: number): Promise<number> {
    const left = (await this.#items.query(INTENTS)).filter(({ made_at }) => Number(made_at) < before)
    for (const { sk: id, of } of left) {
      await this.#end(id, 0)
      const marked: Item[] = []
      for (const pk of JSON.parse(String(of)) as string[]) marked.push(...(await this.#items.query(pk)))
      await this.#close(id, marked)
    }
    return left.length
  }

  async #moveAtOnce(moves: readonly Move[], beside: readonly Write[]): Promise<boolean | 'again'> {
    try {
      await this.#items.write([...moves.map(writeOf), ...beside])
      return true
    } catch (error) {
      if (!(error instanceof Unmet)) throw error
      const others = error.items.slice(0, moves.length).filter(item => item !== undefined)
      if (others.length === 0) throw error
      if (others.some(item => item?.intent === undefined)) return false
      for (const item of others) await this.#finish([item!], await this.#end(String(item!.intent), this.#patience))
      return 'again'
    }
  }

  async #moveMarked(moves: readonly Move[], beside: readonly Write[]): Promise<boolean | 'again'> {
    const id = randomUUID()
    const intent = { pk: INTENTS, sk: id }
    const of = JSON.stringify([...new Set(moves.map(({ pk }) => pk))])
    await this.#items.write([{ ...intent, set: { state: 'pending', made_at: Date.now(), of } }])
    let isRight = true
    let isDone = false
    try {
      await eachOf(moves, AT_ONCE, async move => {
        if (isRight && !(await this.#mark(move, id))) isRight = false
      })
      if (isRight) await this.#items.write([{ ...intent, if: { state: 'pending' }, set: { state: 'done' } }, ...beside])
      isDone = isRight
    } catch (error) {
      // Another took it back, as it took too long; or the answer was lost, and the intent knows.
      isDone = (await this.#end(id, 0)) === 'done'
      if (!isDone && !(error instanceof Unmet)) throw error
    }
    try {
      if (!isDone) await this.#end(id, 0)
      await this.#close(id, await this.#items.get(moves))
    } catch (error) {
      // It is done all the same; whoever comes across what is left finishes it.
      if (!isDone) throw error
    }
    return isDone || (isRight ? 'again' : false)
  }

  /** @returns false when the item is not what its move says */
  async #mark(move: Move, id: string): Promise<boolean> {
    const { pk, sk, to } = move
    for (let tries = 1; tries <= TRIES; tries++) {
      try {
        await this.#items.write([{ pk, sk, if: conditionOf(move), set: { intent: id, next: to } }])
        return true
      } catch (error) {
        if (!(error instanceof Unmet)) throw error
        const [item] = error.items
        if (item?.intent === undefined) return false
        if (item.intent === id) return true
        // Of two that are in each other's way, only the one with the greater name waits.
        const other = String(item.intent)
        await this.#finish([item], await this.#end(other, other < id ? this.#patience : 0))
      }
    }
    throw new Error(`catalog: expected to mark ${sk}, others were in the way ${TRIES} times`)
  }

  /** What has become of an intent. One that stays pending longer than `patience` is taken back. */
  async #end(id: string, patience: number): Promise<string | undefined> {
    const intent = { pk: INTENTS, sk: id }
    const until = Date.now() + patience
    for (;;) {
      const [found] = await this.#items.get([intent])
      if (found?.state !== 'pending') return found && String(found.state)
      if (Date.now() < until) await this.#pause(Math.random() * PAUSE_MS)
      else {
        await this.#items
          .write([{ ...intent, if: { state: 'pending' }, set: { state: 'taken back' } }])
          .catch(passUnmet)
      }
    }
  }

  /** Finishes all that is marked so, then forgets the intent. */
  async #close(id: string, items: readonly Item[]): Promise<void> {
    const marked = items.filter(({ intent }) => intent === id)
    await this.#finish(marked, await this.#end(id, 0))
    await this.#items.write([{ pk: INTENTS, sk: id, isGone: true }])
  }

  async #finish(marked: readonly Item[], state: string | undefined): Promise<void> {
    await eachOf(marked, AT_ONCE, async ({ pk, sk, intent, value, next }) => {
      const counts = state === 'done' ? next : value
      const become = counts === undefined ? { isGone: true } : { set: { value: counts, intent: null, next: null } }
      // Somebody else was quicker.
      await this.#items.write([{ pk, sk, if: { intent: intent! }, ...become }]).catch(passUnmet)
    })
  }

  async #resolve(found: readonly Item[], depth = 0): Promise<Item[]> {
    const ids = [...new Set(found.flatMap(({ intent }) => (intent === undefined ? [] : [String(intent)])))]
    if (ids.length === 0) return [...found]
    const intents = await this.#items.get(ids.map(sk => ({ pk: INTENTS, sk })))
    const states = new Map(intents.map(({ sk, state }) => [sk, state]))
    // Finished since the item was read: it is to be read once more.
    const gone = found.filter(({ intent }) => intent !== undefined && !states.has(String(intent)) && depth < 5)
    const again = gone.length === 0 ? [] : await this.#resolve(await this.#items.get(gone), depth + 1)
    const anew = new Map(again.map(item => [nameItem(item), item]))
    return found.flatMap(item => {
      if (item.intent === undefined) return [item]
      if (gone.includes(item)) return anew.get(nameItem(item)) ?? []
      const value = states.get(String(item.intent)) === 'done' ? item.next : item.value
      return value === undefined ? [] : [{ pk: item.pk, sk: item.sk, value }]
    })
  }
}

function passUnmet(error: unknown): void {
  if (!(error instanceof Unmet)) throw error
}
