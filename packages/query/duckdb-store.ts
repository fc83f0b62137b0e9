// From a statement's rows to what others can read: a table that the catalog knows, or files alone.
import { hash } from 'node:crypto'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import type { DuckDBConnection } from '@duckdb/node-api'
import { readDefinitions } from './definitions.ts'
import { type House, lakeFolder } from './duckdb-house.ts'
import { type Opened, prepare } from './duckdb-tables.ts'
import { selectWritten, writeFiles } from './duckdb-write.ts'
import type { Result } from './engine.ts'
import type { MadeTable } from './made.ts'
import { checkNew, findPlace, registerTable, removeAll, sweepLeft } from './making.ts'
import type { Write } from './trino/write.ts'

/** Whether the table is there already, and the statement says that this is all right. @throws TrinoError where it does not */
export async function isThere({ target }: Write, catalog: Catalog): Promise<boolean> {
  if (target.table === null) return false
  const definitions = await readDefinitions(catalog)
  if (target.isOptional && definitions.tables.has(target.table)) return true
  checkNew(target.table, definitions)
  return false
}

/** Works out the rows, writes them, and then makes them known. @returns how many there are */
export async function storeRows(
  connection: DuckDBConnection,
  { text, bound }: Pick<Opened, 'text' | 'bound'>,
  write: Write,
  { store, catalog }: { readonly store: Store; readonly catalog: Catalog },
  house: House,
): Promise<number> {
  const lake = { store, catalog, folder: lakeFolder(store) }
  const { target, outputs } = write
  const place = await findPlace(target.table, target.location, lake)
  await (
    await prepare(connection, `create or replace temp table written as ${selectWritten(text, write)}`, bound)
  ).run()
  if (target.table !== null) await sweepLeft(lake)
  try {
    const { rows, places } = await writeFiles({ connection, write, place, store, folder: house.folder })
    if (target.table === null) return rows
    const columns = target.columns.map((name, i) => ({ name, type: outputs[i]!.type }))
    const first = columns.length - target.partitions.length
    const table: MadeTable = {
      id: `${target.table} ${hash('sha256', `${place}${crypto.randomUUID()}`).slice(0, 16)}`,
      location: place,
      isExternal: target.location !== null,
      columns: columns.slice(0, first),
      partitions: columns.slice(first),
    }
    // One that has no partitions has a place, though there be nothing.
    const all = first === columns.length ? [{ values: {}, location: place }] : places
    await registerTable(
      target.table,
      table,
      all.map(each => ({ table: table.id, ...each })),
      lake,
    )
    return rows
  } catch (error) {
    await removeAll(store, place).catch(() => {})
    throw error
  }
}

/** What Trino answers to a statement that wrote so many rows. */
export function countRows(rows: number): Pick<Result, 'columns' | 'rows'> {
  return { columns: [{ name: 'rows', type: 'bigint' }], rows: [[rows]] }
}
