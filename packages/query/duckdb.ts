import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Catalog } from '@clickstream/lake/catalog'
import type { DuckDBConnection } from '@duckdb/node-api'
import { narrow, readAnswer } from './answer.ts'
import { define, readDefinitions } from './definitions.ts'
import { Bill } from './duckdb-bill.ts'
import { closeHouse, type House, type HouseOptions, lakeFolder, openHouse } from './duckdb-house.ts'
import { type Opened, openTables, prepare, type Source } from './duckdb-tables.ts'
import { type Engine, type Parameter, type Plan, QueryError, type Receipt, type Result } from './engine.ts'
import { explain, isUnreadable } from './explain.ts'
import { insist } from './insist.ts'
import { move } from './move.ts'
import { describePlan, FREE } from './plan.ts'
import { answerQuestion } from './questions.ts'
import { Scanner } from './scanner.ts'
import { Semaphore } from './semaphore.ts'
import { stoppable } from './stoppable.ts'
import { readStatement, type Statement } from './trino/statement.ts'
import { quote } from './view.ts'

export interface DuckDbOptions extends HouseOptions {
  readonly catalog: Catalog
  /** The arrival (ms since 1970) before which every event is in the lake; asked before the files are looked for. */
  readonly completeUpTo?: () => Promise<number | null>
  /** Statements at work at the same time; more wait. 4 by default. */
  readonly concurrency?: number
  /** The most rows an answer may have; 100,000 by default. An export has no such limit. */
  readonly maxRows?: number
  /** The most bytes it may have, about; 256 MiB by default. An export has no such limit. */
  readonly maxBytes?: number
  /** The most a statement may take, in ms; 30 minutes by default, as on Athena. */
  readonly timeout?: number
  /** Whether statements may make views and prepared statements, which last; not by default. */
  readonly mayDefine?: boolean
}

/**
 * Athena's answers from DuckDB, in memory, over the lake's files. A statement can read the lake's tables and nothing else:
 * only what athena.ts and functions.ts know gets through, and DuckDB itself may open the lake's folder alone.
 */
export class DuckDbEngine implements Engine {
  readonly #options: DuckDbOptions
  readonly #source: Source
  readonly #bill: Bill
  readonly #turns: Semaphore
  #house: Promise<House> | null = null
  #running = new Set<Promise<unknown>>()
  #closing = new AbortController()

  constructor(options: DuckDbOptions) {
    this.#options = options
    const { store, catalog } = options
    this.#source = { store, catalog, scanner: new Scanner(store, catalog) }
    this.#bill = new Bill(this.#source)
    this.#turns = new Semaphore(options.concurrency ?? 4)
  }

  async run(sql: string, parameters: readonly Parameter[], options: { signal?: AbortSignal } = {}): Promise<Result> {
    const started = performance.now()
    const statement = await this.#read(sql, parameters)
    if (statement.kind !== 'query') {
      const answer = await this.#answer(statement)
      return { ...answer, receipt: this.#receipt(answer.rows.length, FREE, null, started, 'DuckDB') }
    }
    return this.#session(options.signal, async (connection, house) => {
      const completeUpTo = (await this.#options.completeUpTo?.()) ?? null
      const { sql: own, outputs } = statement
      const opened = await openTables(connection, own, statement.parameters, this.#source)
      const { text, bound, reading } = opened
      const bytes = this.#count(opened, statement.parameters)
      const prepared = await prepare(connection, text, bound)
      const { maxRows = 100_000, maxBytes } = this.#options
      const { columns, rows } = await readAnswer(await prepared.stream(), outputs, maxRows, maxBytes)
      return {
        columns,
        rows,
        receipt: this.#receipt(
          rows.length,
          describePlan({ ...reading, bytes: await bytes }),
          completeUpTo,
          started,
          house.name,
        ),
      }
    })
  }

  async explain(sql: string, parameters: readonly Parameter[], options: { signal?: AbortSignal } = {}): Promise<Plan> {
    const statement = await this.#read(sql, parameters)
    if (statement.kind !== 'query') {
      if (statement.kind === 'question') await this.#answer(statement)
      return FREE
    }
    return this.#session(options.signal, async connection => {
      const opened = await openTables(connection, statement.sql, statement.parameters, this.#source)
      const { text, bound, reading } = opened
      // Columns that are not there are found now.
      await prepare(connection, text, bound)
      return describePlan({ ...reading, bytes: await this.#count(opened, statement.parameters) })
    })
  }

  async export(
    sql: string,
    parameters: readonly Parameter[],
    file: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<Receipt> {
    const started = performance.now()
    const statement = await this.#read(sql, parameters)
    if (statement.kind !== 'query') throw new QueryError(`export: expected a select, got a ${statement.kind}`)
    return this.#session(options.signal, async (connection, house) => {
      const completeUpTo = (await this.#options.completeUpTo?.()) ?? null
      const { sql: own, outputs } = statement
      const opened = await openTables(connection, own, statement.parameters, this.#source)
      const { text, bound, reading } = opened
      const bytes = this.#count(opened, statement.parameters)
      const path = join(house.folder, `${crypto.randomUUID()}.parquet`)
      try {
        const copy = `copy (${narrow(text, outputs)}) to ${quote(path)} (format parquet, compression zstd)`
        const { rowsChanged } = await (await prepare(connection, copy, bound)).run()
        await move(path, resolve(file))
        return this.#receipt(
          rowsChanged,
          describePlan({ ...reading, bytes: await bytes }),
          completeUpTo,
          started,
          house.name,
        )
      } finally {
        await rm(path, { force: true })
      }
    })
  }

  async #read(sql: string, parameters: readonly Parameter[]): Promise<Statement> {
    this.#closing.signal.throwIfAborted()
    const statement = await readStatement(sql, parameters, await readDefinitions(this.#options.catalog))
    if (statement.kind !== 'definition' || this.#options.mayDefine) return statement
    throw new QueryError(`statement: expected one that reads, got ${statement.definition.kind}: clickstream sql may`)
  }

  async #answer(statement: Exclude<Statement, { kind: 'query' }>): Promise<Pick<Result, 'columns' | 'rows'>> {
    const { catalog, store } = this.#options
    if (statement.kind === 'definition') {
      await define(statement.definition, catalog)
      return { columns: [], rows: [] }
    }
    const definitions = await readDefinitions(catalog)
    return answerQuestion(statement.question, { catalog, definitions, location: lakeFolder(store) })
  }

  /** Stops what runs and lets go of memory and disk. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('engine: closed while a statement ran'))
    await Promise.allSettled(this.#running)
    const house = await this.#house
    this.#house = null
    await this.#bill.close()
    if (house !== null) await closeHouse(house)
  }

  /** What Athena would read; where that cannot be known, such as of files that were swept meanwhile, all of the files. */
  async #count(opened: Opened, parameters: readonly Parameter[]): Promise<number> {
    const { reading } = opened
    if (reading.files === 0) return 0
    const counted = this.#bill.count(opened, parameters)
    return counted.then(
      ({ bytes }) => bytes,
      () => reading.bytes,
    )
  }

  #receipt(rows: number, plan: Plan, completeUpTo: number | null, started: number, engine: string): Receipt {
    return {
      rows,
      ...plan,
      complete_up_to: completeUpTo === null ? null : new Date(completeUpTo).toISOString(),
      elapsed_ms: Math.round(performance.now() - started),
      engine,
    }
  }

  /** A connection for one statement, stopped when the signal says so or time is up. */
  async #session<T>(
    signal: AbortSignal | undefined,
    work: (connection: DuckDBConnection, house: House) => Promise<T>,
  ): Promise<T> {
    const timeout = this.#options.timeout ?? 30 * 60_000
    const timer = new AbortController()
    const stop = AbortSignal.any([timer.signal, this.#closing.signal, ...(signal === undefined ? [] : [signal])])
    const running = this.#turns.run(async () => {
      const clock = setTimeout(() => {
        timer.abort(new QueryError(`statement: expected an answer within ${timeout / 1000} s, got none: ask for less`))
      }, timeout)
      try {
        const house = await this.#enter()
        const connection = await house.instance.connect()
        try {
          return await stoppable(connection, stop, () =>
            insist(
              () => work(connection, house),
              error => this.#mayBeGone(error),
            ),
          )
        } finally {
          connection.disconnectSync()
        }
      } catch (error) {
        stop.throwIfAborted()
        throw await this.#explain(error)
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

  /** Whether to ask again, of what is there now: a file may have been swept while it was read. */
  #mayBeGone(error: unknown): boolean {
    if (!isUnreadable(error, lakeFolder(this.#options.store))) return false
    this.#source.scanner.forget()
    return true
  }

  async #enter(): Promise<House> {
    this.#house ??= openHouse(this.#options)
    try {
      return await this.#house
    } catch (error) {
      this.#house = null
      throw error
    }
  }

  async #explain(error: unknown): Promise<unknown> {
    const explained = explain(error, lakeFolder(this.#options.store))
    if (explained.isFatal) {
      // DuckDB answers nothing more after this: the next statement gets a new one.
      const house = this.#house
      this.#house = null
      if (house !== null) closeHouse(await house).catch(() => {})
    }
    return explained.error
  }
}
