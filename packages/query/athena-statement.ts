// One statement's way through Athena: it begins, is waited for, and its rows are read.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Athena, AthenaPlace, Execution, Page } from './athena-client.ts'
import { explainExecution, explainRefusal, mayHelp } from './athena-errors.ts'
import { readerOf } from './athena-values.ts'
import { type Answer, type Column, EngineError } from './engine.ts'

/** Between two looks at a statement that runs, ms. */
const FIRST_PAUSE = 100
const LAST_PAUSE = 2000
/** How long to wait for Athena to hear that it is to stop, ms. */
const LAST_WORD = 5000
/** Times that a statement is begun where the next time may help. */
const TRIES = 3

/** Rows as they are read, a page at a time. */
export interface Rows {
  readonly columns: readonly Column[]
  readonly pages: AsyncIterable<readonly (readonly Answer[])[]>
}

export class Statements {
  readonly #athena: Athena
  readonly #place: AthenaPlace
  readonly #reuse_minutes: number

  constructor(athena: Athena, place: AthenaPlace, reuse_minutes: number) {
    this.#athena = athena
    this.#place = place
    this.#reuse_minutes = reuse_minutes
  }

  /**
   * Runs a statement to its end; it is stopped on Athena when `stop` says so.
   * @throws QueryError or EngineError that says why there is no answer
   */
  async answer(sql: string, stop: AbortSignal): Promise<Execution> {
    for (let tries = 1; ; tries++) {
      stop.throwIfAborted()
      const start = { ...this.#place, sql, token: randomUUID(), reuse_minutes: this.#reuse_minutes }
      // Not to be broken off: a statement that nobody knows of would run on, and be billed.
      const id = await this.#call('StartQueryExecution', () => this.#athena.start(start))
      const execution = await this.#wait(id, stop)
      if (execution.state === 'SUCCEEDED') return execution
      if (tries === TRIES || !mayHelp(execution)) throw explainExecution(execution, this.#place)
      await sleep(LAST_PAUSE * tries * Math.random(), undefined, { signal: stop })
    }
  }

  async #wait(id: string, stop: AbortSignal): Promise<Execution> {
    try {
      for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LAST_PAUSE)) {
        const execution = await this.#call('GetQueryExecution', () => this.#athena.look(id, stop))
        if (execution.state !== 'QUEUED' && execution.state !== 'RUNNING') return execution
        await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal: stop })
      }
    } catch (error) {
      // Whoever asked has gone, or it cannot be seen any more: it is not to be paid for either way.
      await Promise.race([this.#athena.stop(id).catch(() => {}), sleep(LAST_WORD, undefined, { ref: false })])
      throw error
    }
  }

  /** The rows of a statement that succeeded; `check` sees each page as it came. */
  async read(execution: Execution, stop: AbortSignal, check: (rows: Page['rows']) => void = () => {}): Promise<Rows> {
    const ask = (next: string | undefined) =>
      this.#call('GetQueryResults', () => this.#athena.page(execution.id, next, stop))
    const first = await ask(undefined)
    const readers = first.columns.map(readerOf)
    const read = (rows: Page['rows']) => {
      check(rows)
      return rows.map(row => readers.map((reader, i) => (row[i] == null ? null : reader.read(row[i]))))
    }
    async function* pages() {
      yield read(withoutHeader(first))
      for (let { next } = first; next !== undefined; ) {
        const page = await ask(next)
        yield read(page.rows)
        next = page.next
      }
    }
    return { columns: readers.map(({ column }) => column), pages: pages() }
  }

  async #call<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw explainRefusal(error, this.#place, action)
    }
  }
}

/** A select's first row is its columns' names. */
function withoutHeader({ columns, rows: [first, ...rows] }: Page): Page['rows'] {
  if (first === undefined) return []
  if (columns.every(({ name }, i) => first[i] === name)) return rows
  const shown = JSON.stringify(first).slice(0, 200)
  throw new EngineError(`Athena: expected the names of the columns as the first row, got ${shown}`)
}
