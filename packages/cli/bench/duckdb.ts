// The limit to hold the transform against: DuckDB reading the same NDJSON, typed, and writing it as zstd Parquet, on one
// thread. node duckdb.ts FILE FOLDER: prints one JSON line.
import { events } from '@clickstream/events/tables'
import { DuckDBInstance } from '@duckdb/node-api'
import { CpuClock } from './cpu.ts'

const [file = '', folder = ''] = process.argv.slice(2)
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
const count = await connection
  .runAndReadAll(
    `select count(*)::integer from read_text('${file}'), unnest(string_split(content, e'\\n')) as l(line) where line <> ''`,
  )
  .catch(() => null)
const total = Number(count?.getRows()[0]?.[0] ?? process.argv[4])
const rates: ReturnType<CpuClock['figures']>[] = []
for (let i = 0; i < RUNS; i++) {
  const clock = new CpuClock()
  await clock.measure(total, () => connection.run(copy))
  rates.push(clock.figures())
}
rates.sort((a, b) => a.per_cpu_second - b.per_cpu_second)
console.log(JSON.stringify({ ...rates[RUNS >> 1], best_per_cpu_second: rates.at(-1)!.per_cpu_second }))
