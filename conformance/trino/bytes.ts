// What a receipt says Athena would read, against what Trino says it read. Trino's figure has two parts more: the end of each
// file that it reads from, where the footer is; and, of a column whose dictionary it looked into beforehand, that
// dictionary once more. It leaves out more, too: of a row group in which a filter found no row at all the columns that only
// the rest of the statement wants, and what a join's other side ruled out. So the statements here are such that neither
// happens, and the server is one that reads no gaps between columns and no small file as a whole (server.ts).
import { openCatalog, openStore } from '@clickstream/lake/open'
import { Bill } from '@clickstream/query/duckdb-bill'
import { parse } from '@clickstream/query/parser'
import { Scanner } from '@clickstream/query/scanner'
import { findScans } from '@clickstream/query/scans'
import { findShape } from '@clickstream/query/shape'
import { translate } from '@clickstream/query/trino/translate'
import { DuckDBInstance } from '@duckdb/node-api'
import { ask } from './client.ts'

/** What Trino reads of a file at first, in the hope that the footer is in it. */
const TAIL = 48 * 1024
/** A tenth of Trino's figure. */
const MOST = 0.1

const statements: readonly string[] = [
  'select app from events',
  'select event_id from events',
  'select * from events',
  'select * from sessions',
  "select event_type from events where app = 'store'",
  "select page_url, occurred_at from events where received_date = '2026-01-16'",
  "select distinct channel, device_type from events where received_date = '2026-01-16' and app = 'store'",
  'select event_id from (select * from events)',
  "select event_id from events where event_type = 'link_clicked'",
  "select event_id from events where event_type in ('link_clicked', 'product_viewed')",
  "select event_id from events where occurred_at >= timestamp '2026-01-16 00:00:00'",
  "select occurred_at from events where occurred_at between timestamp '2026-01-15 08:00:00' and timestamp '2026-01-15 10:00:00'",
  "select event_id from events where product_id = 'no such product'",
  "select event_id from events where event_type >= 'link' and event_type < 'linl' and app = 'store'",
  'select event_id from events union all select page_url from events',
  'with e as (select * from events) select a.event_id from e a join e b on a.event_id = b.event_id',
]

/** @returns what differs by more than a tenth, and how many were compared */
export async function compareBytes(url: string, data: string): Promise<{ compared: number; faults: string[] }> {
  const [store, catalog] = [openStore(`file:${data}/lake`), openCatalog(`sqlite:${data}/catalog.sqlite`)]
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const bill = new Bill({ store, catalog, scanner: new Scanner(store, catalog) })
  const faults: string[] = []
  try {
    for (const sql of statements) {
      const whole = await parse(connection, (await translate(sql, [])).sql)
      const shapes = new Map(findScans(whole).map(({ table }) => [table, findShape(table)!]))
      const { bytes, files } = await bill.count({ whole, shapes }, [])
      const { stats, error } = await ask(url, sql, { 'X-Trino-Session': 'enable_dynamic_filtering=false' })
      const tails = files.reduce((sum, { size }) => sum + Math.min(size, TAIL), 0)
      const read = stats.physicalInputBytes - tails
      if (error !== undefined) faults.push(`bytes: ${sql}: expected an answer, got ${error.name}: ${error.message}`)
      else if (Math.abs(bytes - read) > MOST * read) {
        faults.push(`bytes: ${sql}: expected ${read} beside ${tails} of ${files.length} files' ends, got ${bytes}`)
      }
    }
  } finally {
    await bill.close()
    connection.disconnectSync()
    instance.closeSync()
    await catalog.close()
  }
  return { compared: statements.length, faults }
}
