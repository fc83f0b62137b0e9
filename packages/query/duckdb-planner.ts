// What a statement reads of each table: the columns, and what the rows must satisfy. DuckDB plans it over empty tables as
// Trino would over the lake: filters are pushed down to where a table is read, columns that nobody needs are left out, and
// what two parts of a statement share is read by each of them.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { limitCopies } from './copies.ts'
import { equip } from './duckdb-house.ts'
import { type Parameter, QueryError } from './engine.ts'
import { parse, print } from './parser.ts'
import type { Shape } from './shape.ts'
import { castTo, isTree, mapParts, type Tree, text } from './tree.ts'
import { quoteName } from './trino/expression.ts'
import { HIDDEN, quote, tableName, viewName } from './view.ts'

/** One reading of a table. */
export interface PlannedScan {
  /** As the catalog calls it. */
  readonly table: string
  /** Those in files that are asked for, by `where` too. */
  readonly columns: readonly string[]
  /** What DuckDB says its rows must satisfy, column by column; null when nothing. Columns have no qualifier. */
  readonly where: Tree | null
}

interface PlanNode {
  readonly name: string
  readonly extra_info: Readonly<Record<string, string | readonly string[]>>
  readonly children: readonly PlanNode[]
}

/** What Trino does not do, or what DuckDB would do because the tables are empty. */
const NOT_TRINO = [
  ...['statistics_propagation', 'empty_result_pullup', 'row_group_pruner', 'late_materialization', 'common_subplan'],
  ...['join_elimination', 'top_n_window_elimination', 'window_self_join', 'join_filter_pushdown'],
]

/** Plans kept. */
const MOST_PLANS = 1000
/** What may have another plan tomorrow. */
const OF_NOW = /\b(now|today|(get_)?current_\w+|local\w+)\b/i

/** A DuckDB beside the one that answers, without data: what it leaves out of plans is no setting of a connection. */
export class Planner {
  #opening: Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> | null = null
  /** How many empty tables there are of each table. */
  #made = new Map<string, number>()
  /** What was planned, by its SQL with the values in it. */
  #planned = new Map<string, readonly PlannedScan[]>()
  /** One statement at a time, as they share a connection. */
  #last: Promise<unknown> = Promise.resolve()

  /**
   * The readings, in files, of a statement of DuckDB's that reads these tables by their view names.
   * @throws Error where DuckDB cannot plan it
   */
  plan(
    node: Tree,
    parameters: readonly Parameter[],
    shapes: ReadonlyMap<string, Shape>,
  ): Promise<readonly PlannedScan[]> {
    const planning = this.#last.then(() => this.#plan(node, parameters, shapes))
    this.#last = planning.catch(() => {})
    return planning
  }

  /** Where to ask what needs no data. */
  async connect(): Promise<DuckDBConnection> {
    this.#opening ??= open()
    return (await this.#opening).connection
  }

  async close(): Promise<void> {
    await this.#last
    const opened = await this.#opening?.catch(() => null)
    this.#opening = null
    this.#made.clear()
    opened?.connection.disconnectSync()
    opened?.instance.closeSync()
  }

  async #plan(
    node: Tree,
    parameters: readonly Parameter[],
    shapes: ReadonlyMap<string, Shape>,
  ): Promise<readonly PlannedScan[]> {
    const connection = await this.connect()
    const counts = new Map<Shape, number>()
    const sql = await print(connection, limitCopies(separate(node, parameters, shapes, counts)))
    const known = this.#planned.get(sql)
    if (known !== undefined) return known
    for (const [shape, count] of counts) await this.#make(connection, shape, count)
    const made = new Map([...counts.keys()].map(shape => [emptyName(shape), shape]))
    const [[, json]] = (await connection.runAndReadAll(`explain (format json) ${sql}`)).getRows() as [[string, string]]
    const scans = (JSON.parse(json) as PlanNode[]).flatMap(root => findScans(root, [], made))
    const parsed = new Map<string, Tree | null>()
    for (const filter of new Set(scans.flatMap(({ filters }) => filters))) {
      parsed.set(filter, await parseFilter(connection, filter))
    }
    const planned = scans.map(({ table, columns, filters }) => {
      const children = filters.map(filter => parsed.get(filter)).filter(isTree)
      return { table, columns, where: children.length === 0 ? null : { ...AND, children } }
    })
    if (this.#planned.size >= MOST_PLANS) this.#planned.clear()
    if (!OF_NOW.test(sql)) this.#planned.set(sql, planned)
    return planned
  }

  async #make(connection: DuckDBConnection, shape: Shape, count: number): Promise<void> {
    const table = emptyName(shape)
    const all = [...shape.fields, ...shape.partitions, ...(shape.filed === null ? [] : HIDDEN)]
    const columns = all.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ')
    for (let i = this.#made.get(table) ?? 0; i < count; i++) {
      await connection.run(`create table ${quoteName(`${table}#${i}`)} (${columns})`)
      this.#made.set(table, i + 1)
    }
  }
}

async function open(): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ threads: '1', memory_limit: '256MiB', default_null_order: 'nulls_last' },
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
  })
  const connection = await instance.connect()
  await equip(connection)
  await connection.run(`
    set global TimeZone = 'UTC';
    set disabled_optimizers = ${quote(NOT_TRINO.join())};
    set enable_external_access = false;
    set lock_configuration = true;
  `)
  return { instance, connection }
}

/** The statement with its values written in, every reading of a table of a table of its own, and every CTE where it is named. */
function separate(
  node: Tree,
  parameters: readonly Parameter[],
  shapes: ReadonlyMap<string, Shape>,
  counts: Map<Shape, number>,
): Tree {
  if (node.class === 'CONSTANT') return node
  if (node.class === 'PARAMETER') return { ...bound(parameters[Number(node.identifier) - 1]), alias: node.alias }
  const parts = mapParts(node, part => separate(part, parameters, shapes, counts))
  if (typeof parts.materialized === 'string') return { ...parts, materialized: 'CTE_MATERIALIZE_NEVER' }
  const shape = parts.type === 'BASE_TABLE' ? shapes.get(tableName(String(parts.table_name)) ?? '') : undefined
  if (shape === undefined) return parts
  const count = counts.get(shape) ?? 0
  counts.set(shape, count + 1)
  return { ...parts, table_name: `${emptyName(shape)}#${count}` }
}

/** What its empty tables are called, before their number. */
function emptyName({ filed, name }: Shape): string {
  return viewName(filed ?? name)
}

/** As the statement is given it: as text, which it casts. */
function bound(parameter: Parameter | undefined): Tree {
  if (parameter === undefined) throw new QueryError('parameters: expected one for each ?, got fewer')
  const { type, value } = parameter
  if (value === null) return castTo('VARCHAR', NULL)
  return castTo('VARCHAR', text(type === 'timestamp' ? value.replace('T', ' ').replace('Z', '') : value))
}

const NULL: Tree = {
  class: 'CONSTANT',
  type: 'VALUE_CONSTANT',
  value: { type: { id: 'NULL', type_info: null }, is_null: true },
}
const AND: Tree = { class: 'CONJUNCTION', type: 'CONJUNCTION_AND' }

interface Found {
  readonly table: string
  readonly columns: readonly string[]
  readonly filters: readonly string[]
}

/** `above` is the filters that stand right over a node. */
function findScans(node: PlanNode, above: readonly string[], made: ReadonlyMap<string, Shape>): Found[] {
  const { Table, Projections, Filters, Expression } = node.extra_info
  const [, table = ''] = /(lake_[^"]+)#\d+"?$/.exec(String(Table ?? '')) ?? []
  const shape = node.name.trim() === 'SEQ_SCAN' ? made.get(table) : undefined
  if (shape !== undefined) {
    if (shape.filed === null) return []
    const filters = [...listOf(Filters), ...above].map(filter => filter.replace(/^optional: /, ''))
    const named = [...listOf(Projections), ...filters].join(' ').replaceAll(/'(?:[^']|'')*'/g, '')
    const words = new Set(named.match(/\w+/g))
    const columns = shape.fields.map(({ name }) => name)
    // Of a name with other letters in it, the words are looked for: one too many is no harm.
    const isNamed = (column: string) => (/^\w+$/.test(column) ? words.has(column) : named.includes(column))
    return [{ table: shape.filed, columns: columns.filter(isNamed), filters }]
  }
  const own = node.name.trim() === 'FILTER' ? [...above, ...listOf(Expression)] : []
  return node.children.flatMap(child => findScans(child, own, made))
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return (typeof given === 'string' ? [given] : (given ?? [])).filter(each => each !== '')
}

/** Null where it says what is known only when the rows are read. */
async function parseFilter(connection: DuckDBConnection, filter: string): Promise<Tree | null> {
  try {
    const { where_clause: where } = await parse(connection, `select 1 where ${filter}`)
    return isTree(where) ? where : null
  } catch {
    return null
  }
}
