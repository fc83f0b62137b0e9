// Saved queries on a lake of so many events: each several times, each time on an engine that has nothing cached.
// node queries.ts DATA RUNS NAME…: prints one JSON line a query.
import { bindParameters } from '@clickstream/query/library'
import { withEngine } from '../engine.ts'
import { findQuery, readQueries } from '../queries.ts'
import { readSettings } from '../settings.ts'

const [data = '', runs = '5', ...names] = process.argv.slice(2)
const settings = readSettings({ data }, {})
const library = await readQueries()
for (const name of names) {
  const query = findQuery(library, name)
  const parameters = bindParameters(query, { from: '2026-10-01', to: '2026-11-01' })
  const times: number[] = []
  let receipt: { files_read: number | null; bytes_read: number; rows: number } | undefined
  for (let i = 0; i < Number(runs); i++) {
    await withEngine(settings, async engine => {
      const started = performance.now()
      receipt = (await engine.run(query.sql, parameters)).receipt
      times.push(performance.now() - started)
    })
  }
  times.sort((a, b) => a - b)
  const median_ms = Math.round(times[times.length >> 1]!)
  console.log(JSON.stringify({ name, median_ms, max_ms: Math.round(times.at(-1)!), ...pick(receipt!) }))
}

function pick({ files_read, bytes_read, rows }: { files_read: number | null; bytes_read: number; rows: number }) {
  return { files_read, bytes_read, rows }
}
