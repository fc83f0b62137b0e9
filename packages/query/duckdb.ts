import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Catalog } from '@clickstream/lake/catalog'
import type { DuckDBConnection } from '@duckdb/node-api'
import { narrow, readAnswer } from './answer.ts'
import { define } from './define.ts'
import { readDefinitions } from './definitions.ts'
import { Bill } from './duckdb-bill.ts'
import { closeHouse, type House, type HouseOptions, lakeFolder, openHouse } from './duckdb-house.ts'
import { countRows, isThere, storeRows } from './duckdb-store.ts'
import { type Opened, openTables, prepare, type Source } from './duckdb-tables.ts'
import { type Engine, type Parameter, type Plan, QueryError, type Receipt, type Result } from './engine.ts'
import { explain, isUnreadable } from './explain.ts'
import { insist } from './insist.ts'
import { move } from './move.ts'
import { describePlan, describeReceipt, FREE } from './plan.ts'
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
  /** Whether statements may leave something behind (tables, views, files, prepared statements); not by default. */
  readonly mayDefine?: boolean
}

/**
 * Athena's answers from DuckDB, in memory, over the lake's files. A statement can read the lake's tables and nothing else:
 * only what trino/ knows gets through, and DuckDB itself may open the lake's folder alone.
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
    if (statement.kind === 'question' || statement.kind === 'definition') {
      const answer = await this.#answer(statement)
      return { ...answer, receipt: describeReceipt(answer.rows.length, FREE, null, started, 'DuckDB') }
    }
    if (statement.kind === 'write' && (await isThere(statement, this.#options.catalog))) {
      return { ...countRows(0), receipt: describeReceipt(0, FREE, null, started, 'DuckDB') }
    }
    const { maxRows = 100_000, maxBytes } = this.#options
    const done = await this.#work(statement, started, options.signal, async (connection, opened, house) => {
      if (statement.kind === 'write') {
        const rows = await storeRows(connection, opened, statement, this.#options, house)
        return { rows, value: countRows(rows) }
      }
      const prepared = await prepare(connection, opened.text, opened.bound)
      const value = await readAnswer(await prepared.stream(), statement.outputs, maxRows, maxBytes)
      return { rows: value.rows.length, value }
    })
    return { ...done.value, receipt: done.receipt }
  }

  async explain(sql: string, parameters: readonly Parameter[], options: { signal?: AbortSignal } = {}): Promise<Plan> {
    const statement = await this.#read(sql, parameters)
    if (statement.kind === 'question' || statement.kind === 'definition') {
      if (statement.kind === 'question') await this.#answer(statement)
      return FREE
    }
    return this.#session(options.signal, async connection => {
      const opened = await openTables(connection, statement.sql, statement.parameters, this.#source)
      // Columns that are not there are found now.
      await prepare(connection, opened.text, opened.bound)
      return describePlan({ ...opened.reading, bytes: await this.#count(opened, statement.parameters) })
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
    const { receipt } = await this.#work(
      statement,
      started,
      options.signal,
      async (connection, { text, bound }, house) => {
        const path = join(house.folder, `${crypto.randomUUID()}.parquet`)
        try {
          const copy = `copy (${narrow(text, statement.outputs)}) to ${quote(path)} (format parquet, compression zstd)`
          const { rowsChanged } = await (await prepare(connection, copy, bound)).run()
          await move(path, resolve(file))
          return { rows: rowsChanged, value: undefined }
        } finally {
          await rm(path, { force: true })
        }
      },
    )
    return receipt
  }

  /** Does something with what a statement reads; what that was worth is counted meanwhile. */
  async #work<T>(
    statement: Exclude<Statement, { kind: 'question' | 'definition' }>,
    started: number,
    signal: AbortSignal | undefined,
    work: (connection: DuckDBConnection, opened: Opened, house: House) => Promise<{ rows: number; value: T }>,
  ): Promise<{ value: T; receipt: Receipt }> {
    return this.#session(signal, async (connection, house) => {
      const completeUpTo = (await this.#options.completeUpTo?.()) ?? null
      const opened = await openTables(connection, statement.sql, statement.parameters, this.#source)
      const bytes = this.#count(opened, statement.parameters)
      const { rows, value } = await work(connection, opened, house)
      const plan = describePlan({ ...opened.reading, bytes: await bytes })
      return { value, receipt: describeReceipt(rows, plan, completeUpTo, started, house.name) }
    })
  }

  async #read(sql: string, parameters: readonly Parameter[]): Promise<Statement> {
    this.#closing.signal.throwIfAborted()
    const statement = await readStatement(sql, parameters, await readDefinitions(this.#options.catalog))
    const isReading = statement.kind === 'query' || statement.kind === 'question'
    if (isReading || this.#options.mayDefine) return statement
    const what = statement.kind === 'definition' ? statement.definition.kind : 'one that writes'
    throw new QueryError(`statement: expected one that reads, got ${what}: clickstream sql may`)
  }

  async #answer(
    statement: Extract<Statement, { kind: 'question' | 'definition' }>,
  ): Promise<Pick<Result, 'columns' | 'rows'>> {
    const { catalog, store } = this.#options
    const folder = lakeFolder(store)
    if (statement.kind === 'definition') return define(statement.definition, { store, catalog, folder })
    const definitions = await readDefinitions(catalog)
    return answerQuestion(statement.question, { catalog, definitions, location: folder })
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
