// Runs what plan.ts planned, and keeps the answers for as long as the lake is the same.
import { hash } from 'node:crypto'
import type { Answer, Parameter, Result } from '@clickstream/query/engine'
import { writeLiterals } from '@clickstream/query/literals'
import { costOf } from '@clickstream/query/price'
import { Cache } from './cache.ts'
import { writeLocal } from './local.ts'
import type { Plan, Statement } from './plan.ts'
import type { Sources } from './sources.ts'
import { takeApart } from './trend.ts'
import { readVersion } from './version.ts'
import type { TileAnswer, TilePart, TileReceipt, VersionAnswer } from './wire.ts'

/** Bytes of answers that are kept. */
const ROOM = 64 * 1024 ** 2

export interface Question {
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

interface Asked {
  readonly result: Result
  readonly isCached: boolean
}

type PartName = keyof Plan['statements']
type Rows = Result['rows']

export class Runner {
  readonly #sources: Pick<Sources, 'engine' | 'catalog' | 'completeUpTo'>
  readonly #cache: Cache<Result>
  #reading: Promise<VersionAnswer> | undefined

  constructor(sources: Pick<Sources, 'engine' | 'catalog' | 'completeUpTo'>, room = ROOM) {
    this.#sources = sources
    this.#cache = new Cache(room, measureResult)
  }

  /**
   * The answer of a tile: all its statements, at once. They stop when the signal says so, or one of them fails.
   * @throws QueryError, or what the engine throws
   */
  async run(plan: Plan, signal: AbortSignal): Promise<TileAnswer> {
    const version = await this.#version()
    const others = new AbortController()
    const stop = AbortSignal.any([signal, others.signal])
    const asked = await Promise.all(
      listAsked(plan).map(async ([name, statement]) => [name, await this.#ask(statement, version, stop)] as const),
    ).catch(error => {
      others.abort(error)
      throw error
    })
    const parts = asked
      .flatMap(
        ([name, { result }]) =>
          (name === 'together' ? Object.entries(takeApart(result.rows)) : [[name, result.rows]]) as [PartName, Rows][],
      )
      .map(([name, rows]) => [name, takePart(plan.statements[name]!, rows)] as const)
    return {
      parts: Object.fromEntries(parts) as unknown as TileAnswer['parts'],
      ...(plan.period === undefined ? {} : { period: plan.period }),
      ...(plan.drilled === undefined ? {} : { drilled: plan.drilled }),
      unfiltered: plan.unfiltered,
      receipt: writeReceipt(
        plan,
        asked.map(([, each]) => each),
        version,
      ),
    }
  }

  /** One statement, kept like the others. @throws QueryError, or what the engine throws */
  async ask(question: Question, signal: AbortSignal): Promise<Result> {
    return (await this.#ask(question, await this.#version(), signal)).result
  }

  async #ask({ sql, parameters }: Question, version: VersionAnswer, signal: AbortSignal): Promise<Asked> {
    const bound = parameters.map(({ type, value }) => [type, value])
    const key = hash('sha256', JSON.stringify([version.data_version, sql, bound]))
    const make = (stop: AbortSignal) => this.#sources.engine.run(sql, parameters, { signal: stop })
    const { value, isCached } = await this.#cache.get(key, make, signal)
    return { result: value, isCached }
  }

  /** All tiles that ask at once look at the lake's version once. */
  #version(): Promise<VersionAnswer> {
    this.#reading ??= readVersion(this.#sources).finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }
}

/** A number and its way through the period are asked for together where they can be. */
function listAsked({ statements, together }: Plan): (readonly [PartName | 'together', Statement])[] {
  const all = Object.entries(statements) as [PartName, Statement][]
  if (together === undefined) return all
  return [['together', together], ...all.filter(([name]) => name !== 'main' && name !== 'trend')]
}

/** Plans ask for one row more than they show. */
function takePart({ columns, limit }: Statement, rows: Rows): TilePart {
  const isCut = rows.length > limit
  return { columns, rows: writeLocal(columns, isCut ? rows.slice(0, limit) : rows), isCut }
}

function writeReceipt({ statements, is_utc }: Plan, asked: readonly Asked[], version: VersionAnswer): TileReceipt {
  const receipts = asked.map(({ result }) => result.receipt)
  const sum = (count: (receipt: Result['receipt']) => number) => receipts.reduce((all, each) => all + count(each), 0)
  const sumKnown = (count: (receipt: Result['receipt']) => number | null) =>
    receipts.some(each => count(each) === null) ? null : sum(each => count(each) ?? 0)
  return {
    rows: sum(({ rows }) => rows),
    files_read: sumKnown(({ files_read }) => files_read),
    bytes_read: sum(({ bytes_read }) => bytes_read),
    bytes_billed: sum(({ bytes_billed }) => bytes_billed),
    partitions_read: sumKnown(({ partitions_read }) => partitions_read),
    partitions_known: sumKnown(({ partitions_known }) => partitions_known),
    // Asked before the version: what is kept of this version has all that arrived before.
    complete_up_to: version.complete_up_to,
    elapsed_ms: Math.max(...receipts.map(({ elapsed_ms }) => elapsed_ms)),
    engine: receipts[0]!.engine,
    sql: writeLiterals(statements.main.sql, statements.main.parameters),
    cost_usd: costOf(sum(({ bytes_billed }) => bytes_billed)),
    is_cached: asked.every(({ isCached }) => isCached),
    data_version: version.data_version,
    is_utc,
  }
}

/** About how many bytes an answer takes. */
function measureResult({ rows }: Result): number {
  return rows.reduce((sum, row) => row.reduce<number>((all, cell) => all + measureCell(cell), sum + 16), 512)
}

function measureCell(cell: Answer): number {
  if (typeof cell === 'string') return 24 + 2 * cell.length
  return typeof cell === 'object' && cell !== null ? 24 + 2 * JSON.stringify(cell).length : 8
}
