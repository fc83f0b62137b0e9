// A process that compacts, again and again, landing nothing new: what it merged it takes for scattered again.
// node compacting.ts FOLDER TIMES [GRACE]
import { FileStore } from '@clickstream/lake/files'
import { landingOf } from '@clickstream/lake/lineage'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { compact } from '../compact.ts'
import { runJob } from '../job.ts'

const [folder = '', times = '1', grace = '24'] = process.argv.slice(2)
const store = new FileStore(`${folder}/lake`)
const catalog = new SqliteCatalog(`${folder}/catalog.sqlite`)
for (let i = 0; i < Number(times); i++) {
  // As if an earlier hour had got what these may have too.
  if (i > 0) {
    const places = (await catalog.partitions('events')).map(landingOf)
    await catalog.remember(
      'compact',
      places.map(place => [place, 'again']),
    )
  }
  await runJob(
    compact,
    { grace },
    {
      store,
      catalog,
      stream: '',
      completeUpTo: async () => Date.now(),
      memory: { bytes: 256 * 1024 * 1024, threads: 1 },
    },
  )
}
await catalog.close()
