// The limit to hold the transform against: DuckDB reading the same NDJSON, typed, and writing it as zstd Parquet, on one
// thread. node duckdb.ts FILE FOLDER LINES: prints one JSON line.
import { events } from '@clickstream/events/tables'
import { DuckDBInstance } from '@duckdb/node-api'
import { CpuClock } from './cpu.ts'

const [file = '', folder = '', lines = '0'] = process.argv.slice(2)
const RUNS = 3

const types = {
  string: 'VARCHAR',
  json: 'JSON',
  timestamp: 'TIMESTAMP_MS',
  decimal: 'DECIMAL(18,4)',
  integer: 'INTEGER',
}
const sent = events.fields.filter(field => field.source !== 'transform')
const columns = [...sent.map(field => [field.name, types[field.kind]]), ['app', 'VARCHAR'], ['ip', 'VARCHAR']]
const struct = columns.map(([name, type]) => `${name}: '${type}'`).join(', ')
const copy = `
  copy (select * from read_json('${file}', format = 'newline_delimited', columns = {${struct}}, ignore_errors = true))
  to '${folder}/duckdb.parquet' (format parquet, compression zstd)`

const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const rates: ReturnType<CpuClock['figures']>[] = []
for (let i = 0; i < RUNS; i++) {
  const clock = new CpuClock()
  await clock.measure(Number(lines), () => connection.run(copy))
  rates.push(clock.figures())
}
rates.sort((a, b) => a.per_cpu_second - b.per_cpu_second)
console.log(JSON.stringify(rates[RUNS >> 1]))
