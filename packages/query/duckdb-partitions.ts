// Which partitions of a table a statement reads.
import type { Partition } from '@clickstream/lake/catalog'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Parameter } from './engine.ts'
import { writeValue } from './parameter.ts'
import { print, selectWhere } from './parser.ts'
import { readPartitionValue } from './partition.ts'
import { partitionFilter } from './pruning.ts'
import type { Scan } from './scans.ts'
import type { Shape } from './shape.ts'
import type { Tree } from './tree.ts'
import { quoteName } from './trino/expression.ts'
import { quote } from './view.ts'

/** What was chosen of a list of partitions, by what was asked; a list lasts as long as the catalog's version. */
const chosen = new WeakMap<readonly Partition[], Map<string, Promise<readonly Partition[]>>>()
/** Questions kept of one list. */
const MOST_CHOICES = 1000
/** What may have another answer tomorrow. */
const OF_NOW = /now|current|local|today|tomorrow|yesterday/i

/** The partitions that satisfy what the statement demands of their columns. */
export async function choosePartitions(
  connection: DuckDBConnection,
  shape: Pick<Shape, 'name' | 'partitions'>,
  known: readonly Partition[],
  scans: readonly Scan[],
  parameters: readonly Parameter[],
): Promise<readonly Partition[]> {
  const filter = partitionFilter(shape, scans)
  if (filter === undefined || known.length === 0) return known
  const written = JSON.stringify(filter)
  const bound = [...written.matchAll(/"identifier":"p(\d+)"/g)].map(([, place]) => parameters[Number(place) - 1])
  const key = JSON.stringify([written, bound])
  const choices = chosen.get(known) ?? new Map<string, Promise<readonly Partition[]>>()
  chosen.set(known, choices)
  // Who asked first may have been stopped; that says nothing to others.
  const found = choices.get(key)
  if (found !== undefined) return found.catch(() => ask(connection, shape, known, filter, parameters))
  const choosing = ask(connection, shape, known, filter, parameters)
  if (OF_NOW.test(key)) return choosing
  if (choices.size >= MOST_CHOICES) choices.clear()
  choices.set(key, choosing)
  choosing.catch(() => choices.delete(key))
  return choosing
}

async function ask(
  connection: DuckDBConnection,
  shape: Pick<Shape, 'partitions'>,
  known: readonly Partition[],
  filter: Tree,
  parameters: readonly Parameter[],
): Promise<readonly Partition[]> {
  // By place, as a column may be called anything.
  const columns = shape.partitions.map((_, i) => `"c${i}": "VARCHAR"`)
  const list = JSON.stringify(known.map(({ values }, place) => ({ place, ...nameByPlace(values, shape) })))
  const type = quote(`[{${['"place": "INTEGER"', ...columns].join(', ')}}]`)
  const typed = shape.partitions.map(({ name, type }, i) => `cast(c${i} as ${type}) as ${quoteName(name)}`)
  const where = (await print(connection, selectWhere(filter))).replace(/^SELECT 1/, '')
  const values = Object.fromEntries(
    [...new Set(where.match(/\$p\d+/g))].map(found => [
      found.slice(1),
      writeValue(parameters[Number(found.slice(2)) - 1]!),
    ]),
  )
  const sql = `select place from (select ${['place', ...typed].join(', ')}
      from (select unnest(from_json(cast($list as varchar), ${type}), recursive := true))) ${where}
    order by place`
  // What goes wrong for a partition may be asked of no row at all: then the statement itself says so, or not.
  const asked = await connection.runAndReadAll(sql, { list, ...values }).catch(() => null)
  if (asked === null) return known
  const rows = asked.getRows()
  return rows.map(([place]) => known[Number(place)]!)
}

function nameByPlace(
  values: Partition['values'],
  { partitions }: Pick<Shape, 'partitions'>,
): Record<string, string | null> {
  return Object.fromEntries(partitions.map(({ name }, i) => [`c${i}`, readPartitionValue(values[name])]))
}
