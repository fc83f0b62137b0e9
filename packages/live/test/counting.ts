// A process that counts a stream's records by the second: node counting.ts <stream file> <counts file>
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { createHandler } from '../handler.ts'
import { openMinutes } from '../open.ts'

const [streamPath, livePath] = process.argv.slice(2) as [string, string]
const count = createHandler(openMinutes(`sqlite:${livePath}`))
let calls = 0
const poller = new Poller({
  stream: new SqliteStream(streamPath),
  checkpoints: await openCheckpoints(`sqlite:${livePath}`),
  consumer: 'live',
  tumbling: { length_ms: 1000, idle_ms: 50 },
  batch_size: 50,
  window_ms: 5,
  poll_ms: 5,
  backoff_ms: 1,
  async handler(event) {
    const answer = await count(event as Parameters<typeof count>[0])
    if (++calls % 7 === 0) throw new Error('every seventh time, when all was kept')
    return answer
  },
})
poller.start()
process.on('SIGTERM', async () => {
  await poller.drain()
  process.exit(0)
})
process.stdout.write('started\n')
