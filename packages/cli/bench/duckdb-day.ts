// A day many times as large, out of one that was imported: every file copied so often, each copy with event_ids of its own
// but for one in a hundred, which are those of the first copy again. Two orders faster than generating and importing it.
// node duckdb-day.ts FROM TO COPIES day|hour: `hour` puts every row into one hour of one app. Prints one JSON line.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { events } from '@clickstream/events/tables'
import { FileStore } from '@clickstream/lake/files'
import { landingPartition } from '@clickstream/lake/partition'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { listFiles } from '@clickstream/lake/version'
import { quote, writeView } from '@clickstream/query/view'
import { DuckDBInstance } from '@duckdb/node-api'

const [from = '', to = '', copies = '1', layout = 'day'] = process.argv.slice(2)
const open = (data: string) => ({
  store: new FileStore(join(data, 'lake')),
  catalog: new SqliteCatalog(join(data, 'catalog.sqlite')),
})
mkdirSync(to, { recursive: true })
const source = open(from)
const target = open(to)
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const names = events.fields.map(({ name }) => name)
const figures = { rows: 0, files: 0 }

for (const { values, location } of await source.catalog.partitions('events')) {
  const keys = (await listFiles(source.store, location)).map(({ key }) => key)
  const view = writeView(
    events,
    keys.map(key => source.store.locate(key)),
  )
  const isDay = layout === 'day'
  const own = isDay ? values : { app: 'store', received_date: values.received_date!, received_hour: '12' }
  const partition = landingPartition(events, own)
  await target.catalog.add([partition])
  const folder = target.store.locate(partition.location.slice(0, -1))
  mkdirSync(folder, { recursive: true })
  for (let copy = 0; copy < Number(copies); copy++) {
    const id = copy === 0 ? `event_id || '-0'` : `event_id || if(hash(event_id) % 100 = 0, '-0', '-${copy}')`
    const twelve = `date_trunc('day', received_at) + interval 12 hours + (received_at - date_trunc('hour', received_at))`
    const received = isDay ? 'received_at' : twelve
    const columns = names.map(name =>
      name === 'event_id'
        ? `${id} as event_id`
        : name === 'received_at'
          ? `cast(${received} as timestamp_ms) as received_at`
          : name.endsWith('_at')
            ? `cast(${name} as timestamp_ms) as ${name}`
            : name,
    )
    const file = join(folder, `bench-${values.app}-${values.received_hour}-${copy}.parquet`)
    const { rowsChanged } = await connection.run(
      `copy (select ${columns.join(', ')} from (${view})) to ${quote(file)} (format parquet, compression zstd)`,
    )
    figures.rows += rowsChanged
    figures.files++
  }
}
console.log(JSON.stringify(figures))
