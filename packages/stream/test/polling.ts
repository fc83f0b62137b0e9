// A process that polls a stream and writes each batch to a file named by its first record, as the transform does:
// node polling.ts <file> <folder>
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openCheckpoints } from '../checkpoints.ts'
import { Poller } from '../poller.ts'
import { SqliteStream } from '../sqlite.ts'

const [path, folder] = process.argv.slice(2) as [string, string]
let calls = 0
const poller = new Poller({
  stream: new SqliteStream(path),
  checkpoints: await openCheckpoints(`sqlite:${path}`),
  batch_size: 100,
  window_ms: 5,
  poll_ms: 5,
  backoff_ms: 1,
  handler: async event => {
    const lines = event.Records.map(each => Buffer.from(each.kinesis.data, 'base64').toString())
    const name = join(folder, event.Records[0]!.eventID.replace(':', '-'))
    await pause(2)
    writeFileSync(`${name}.part`, lines.join('\n'))
    renameSync(`${name}.part`, `${name}.txt`)
    await pause(2)
    if (++calls % 7 === 0) throw new Error('every seventh time')
  },
})
poller.start()
process.on('SIGTERM', async () => {
  await poller.drain()
  await poller.stop()
  process.exit(0)
})
process.stdout.write('started\n')
