// Rows to Parquet.
import type { Table } from '@clickstream/events/field'
import { tableToIPC } from 'apache-arrow'
import {
  Compression,
  EnabledStatistics,
  Table as WasmTable,
  WriterPropertiesBuilder,
  writeParquet as writeWasmParquet,
} from 'parquet-wasm'
import type { Columns } from './columns.ts'

const ROW_GROUP_ROWS = 131_072
/** Nobody asks for a range of texts that may be longer than this. */
const LONG_TEXT = 256

/**
 * Rows of a table as one Parquet file: zstd, dictionaries, statistics of times, numbers and ids, TIMESTAMP(ms) without
 * zone (UTC by convention, as Athena reads it) and DECIMAL(18,4). Partition columns are not in the file. Peak memory is
 * about three times the columns' size.
 */
export function writeParquet(columns: Columns): Uint8Array {
  const ipc = tableToIPC(columns.toArrow(), 'stream')
  return writeWasmParquet(WasmTable.fromIPCStream(ipc), properties(columns.table))
}

/** A new one for each file: writing consumes it. */
function properties(table: Table) {
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(ROW_GROUP_ROWS)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    .setCreatedBy('clickstream')
  for (const { name, max = 0, repetitive } of table.fields) {
    // A dictionary of values that hardly repeat costs a hash per value and is thrown away in the end.
    if (!repetitive) builder = builder.setColumnDictionaryEnabled(name, false)
    // In thousands of rows as they came, a name's smallest and greatest value rule out nothing.
    if (repetitive || max > LONG_TEXT) builder = builder.setColumnStatisticsEnabled(name, EnabledStatistics.None)
  }
  return builder.build()
}
