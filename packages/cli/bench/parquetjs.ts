// The baseline: the same events, parsed and written by parquetjs-lite with gzip, row by row; none of the checks and
// enrichment. node parquetjs.ts FILE FOLDER EVENTS: prints one JSON line.

import { readLines } from '@clickstream/events/lines'
import { events } from '@clickstream/events/tables'
// @ts-expect-error it has no types
import parquet from 'parquetjs-lite'
import { CpuClock } from './cpu.ts'

const [file = '', folder = '', limit = '100000'] = process.argv.slice(2)
const types = { string: 'UTF8', json: 'UTF8', timestamp: 'TIMESTAMP_MILLIS', decimal: 'DOUBLE', integer: 'INT32' }
const sent = events.fields.filter(field => field.source !== 'transform')
const schema = new parquet.ParquetSchema(
  Object.fromEntries(sent.map(({ name, kind }) => [name, { type: types[kind], optional: true, compression: 'GZIP' }])),
)
const writer = await parquet.ParquetWriter.openFile(schema, `${folder}/parquetjs.parquet`, { rowGroupSize: 10_000 })
const clock = new CpuClock()
let rows = 0
for await (const lines of readLines(file)) {
  await clock.measure(lines.length, async () => {
    for (const line of lines) {
      const row = readRow(line)
      if (row !== undefined) await writer.appendRow(row)
    }
  })
  rows += lines.length
  if (rows >= Number(limit)) break
}
await clock.measure(0, () => writer.close())
console.log(JSON.stringify(clock.figures()))

function readRow(line: string): Record<string, unknown> | undefined {
  let event: Record<string, unknown>
  try {
    event = JSON.parse(line)
  } catch {
    return undefined
  }
  const row: Record<string, unknown> = {}
  for (const { name, kind } of sent) {
    const value = event[name]
    if (value === undefined || value === null) continue
    // A broken time: an event that the transform would reject.
    if (kind === 'timestamp' && Number.isNaN(Date.parse(value as string))) return undefined
    if (kind === 'timestamp') row[name] = new Date(value as string)
    else if (kind === 'decimal' || kind === 'integer') row[name] = Number(value) || 0
    else row[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return row
}
