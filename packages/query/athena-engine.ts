// Athena itself. Parameters are written into the statement as literals (literals.ts): of ExecutionParameters Athena promises
// only those in a WHERE clause, of at most 1,024 characters, and saved queries have them in LIMIT, SELECT and functions too
// (https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html).
// Known to differ from DuckDB: arrays, maps and rows come as Athena's text, as athena-values.ts says.
import { resolve } from 'node:path'
import { type Athena, type AthenaPlace, connectAthena, type Execution } from './athena-client.ts'
import { makeReceipt } from './athena-receipt.ts'
import { Statements } from './athena-statement.ts'
import { Bounds } from './athena-values.ts'
import { answerCatalogQuestion } from './catalogue.ts'
import {
  type Answer,
  type Column,
  type Engine,
  type Parameter,
  QueryError,
  type Receipt,
  type Result,
} from './engine.ts'
import { writeLiterals } from './literals.ts'
import { Semaphore } from './semaphore.ts'
import { checkStatement } from './statement.ts'

/** Writes rows as they come to a Parquet file, whole or not at all; says how many there were. */
export type WriteParquet = (
  columns: readonly Column[],
  rows: AsyncIterable<readonly (readonly Answer[])[]>,
  file: string,
) => Promise<number>

export interface AthenaOptions {
  /** The arrival (ms since 1970) before which every event is in the lake; asked before the statement begins. */
  readonly completeUpTo?: () => Promise<number | null>
  /** Statements at work at the same time; more wait. 8 by default: an account has a limit of its own. */
  readonly concurrency?: number
  /** The most rows an answer may have; 100,000 by default. An export has no such limit. */
  readonly maxRows?: number
  /** The most bytes it may have, about; 256 MiB by default. An export has no such limit. */
  readonly maxBytes?: number
  /** The most a statement may take, in ms; 30 minutes by default, as on Athena. */
  readonly timeout?: number
  /** Minutes that Athena's own earlier answer to the same text may be old; 0 by default: an answer is of the lake as it is. */
  readonly reuse_minutes?: number
  /** How an export becomes a file; without it there is none. */
  readonly writeParquet?: WriteParquet
}

/** Characters of a statement that Athena reads. */
const LONGEST = 262_144
const MB = 1024 ** 2

/** Athena takes up to a week. */
const LONGEST_REUSE = 7 * 24 * 60

const PLACE = /^athena:([A-Za-z0-9._-]{1,128})\/([a-z0-9_]{1,255})(?:\?reuse=([1-9]\d{0,4}))?$/

/**
 * What an ENGINE of `athena:<workgroup>/<database>` names; with `?reuse=<minutes>` an answer that Athena gave to the same text
 * so long ago is taken again, unbilled, whatever has arrived since.
 * @throws RangeError for another URL
 */
export function readPlace(url: string): AthenaPlace & Required<Pick<AthenaOptions, 'reuse_minutes'>> {
  const [, workgroup, database, reuse = '0'] = PLACE.exec(url) ?? []
  if (workgroup !== undefined && database !== undefined && Number(reuse) <= LONGEST_REUSE) {
    return { workgroup, database, reuse_minutes: Number(reuse) }
  }
  const expected = `athena:<workgroup>/<database>, with ?reuse=<1 to ${LONGEST_REUSE} minutes> if you like`
  throw new RangeError(`ENGINE: expected ${expected}, got ${JSON.stringify(url)}`)
}

/** The engine that such a URL names. @throws RangeError for another */
export function openAthena(url: string, options: AthenaOptions): AthenaEngine {
  const { reuse_minutes, ...place } = readPlace(url)
  return new AthenaEngine(place, { ...options, reuse_minutes })
}

/** Answers from Athena over the tables of one database of Glue's. A statement can only read. */
export class AthenaEngine implements Engine {
  readonly #options: AthenaOptions
  readonly #athena: Athena
  readonly #statements: Statements
  readonly #turns: Semaphore
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()

  constructor(place: AthenaPlace, options: AthenaOptions, athena: Athena = connectAthena()) {
    this.#options = options
    this.#athena = athena
    this.#statements = new Statements(athena, place, options.reuse_minutes ?? 0)
    this.#turns = new Semaphore(options.concurrency ?? 8)
  }

  async run(sql: string, parameters: readonly Parameter[], options: { signal?: AbortSignal } = {}): Promise<Result> {
    const started = performance.now()
    const question = checkStatement(sql, parameters)
    if (question !== undefined) {
      const answer = answerCatalogQuestion(question)
      return { ...answer, receipt: makeReceipt(answer.rows.length, null, null, started) }
    }
    const { maxRows = 100_000, maxBytes = 256 * MB } = this.#options
    return this.#session(sql, parameters, options.signal, async (execution, completeUpTo, stop) => {
      const bounds = new Bounds(maxRows, maxBytes)
      const rows: (readonly Answer[])[] = []
      const { columns, pages } = await this.#statements.read(execution, stop, page => bounds.add(page))
      for await (const some of pages) rows.push(...some)
      return { columns, rows, receipt: makeReceipt(rows.length, execution, completeUpTo, started) }
    })
  }

  async export(
    sql: string,
    parameters: readonly Parameter[],
    file: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<Receipt> {
    const started = performance.now()
    if (checkStatement(sql, parameters) !== undefined) {
      throw new QueryError('export: expected a select, got a question about tables')
    }
    const { writeParquet } = this.#options
    if (writeParquet === undefined) {
      throw new QueryError('export: expected CSV or JSON here, got Parquet; clickstream sql --format parquet writes it')
    }
    return this.#session(sql, parameters, options.signal, async (execution, completeUpTo, stop) => {
      const { columns, pages } = await this.#statements.read(execution, stop)
      const count = await writeParquet(columns, pages, resolve(file))
      return makeReceipt(count, execution, completeUpTo, started)
    })
  }

  /** Stops what runs, so that nobody pays for it. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('engine: closed while a statement ran'))
    await Promise.allSettled(this.#running)
    this.#athena.close()
  }

  /** Runs a statement to its end and reads what it left, stopped when the signal says so or time is up. */
  async #session<T>(
    sql: string,
    parameters: readonly Parameter[],
    signal: AbortSignal | undefined,
    read: (execution: Execution, completeUpTo: number | null, stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const text = writeLiterals(sql, parameters)
    if (Buffer.byteLength(text) > LONGEST) {
      throw new QueryError(`statement: expected at most ${LONGEST} bytes, got ${Buffer.byteLength(text)}`)
    }
    const timeout = this.#options.timeout ?? 30 * 60_000
    const timer = new AbortController()
    const stop = AbortSignal.any([timer.signal, this.#closing.signal, ...(signal === undefined ? [] : [signal])])
    const running = this.#turns.run(async () => {
      const clock = setTimeout(() => {
        timer.abort(new QueryError(`statement: expected an answer within ${timeout / 1000} s, got none: ask for less`))
      }, timeout)
      try {
        const completeUpTo = (await this.#options.completeUpTo?.()) ?? null
        return await read(await this.#statements.answer(text, stop), completeUpTo, stop)
      } catch (error) {
        stop.throwIfAborted()
        throw error
      } finally {
        clearTimeout(clock)
      }
    }, stop)
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }
}
