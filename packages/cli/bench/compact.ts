// One compaction of everything, in a process of its own. node compact.ts DATA MEMORY_MIB: prints one JSON line.
import { join } from 'node:path'
import { compact } from '@clickstream/jobs/compact'
import { runJob } from '@clickstream/jobs/job'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'

const [data = '', memory = '1024'] = process.argv.slice(2)
const store = new FileStore(join(data, 'lake'))
const catalog = new SqliteCatalog(join(data, 'catalog.sqlite'))
const cpu = process.cpuUsage()
const started = performance.now()
const summary = await runJob(
  compact,
  { grace: '0' },
  {
    store,
    catalog,
    stream: '',
    completeUpTo: async () => Date.now(),
    memory: { bytes: Number(memory) * 1024 * 1024 },
  },
)
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(cpu)
const { rows_in, repeated, files, bytes } = summary
const { files_in, bytes_in } = summary.data as { files_in: number; bytes_in: number }
console.log(
  JSON.stringify({
    per_second: Math.round(rows_in / seconds),
    per_cpu_second: Math.round(rows_in / ((user + system) / 1e6)),
    peak_mib: Math.round(process.resourceUsage().maxRSS / 1024),
    ...{ seconds, rows_in, repeated, files, bytes, files_in, bytes_in },
  }),
)
