// The whole transform: base64 records in, Parquet on disk out, in batches as Lambda hands them over. A process of its own.
// node transform.ts FILE FOLDER [BATCH]: prints one JSON line.
import { readLines } from '@clickstream/events/lines'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { createHandler } from '@clickstream/transform/handler'
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda'
import { CpuClock } from './cpu.ts'

const [file = '', folder = '', batch = '10000'] = process.argv.slice(2)
/** Batches before the measurement begins: the compiler is done by then. */
const WARM = 10

const catalog = new SqliteCatalog(`${folder}/catalog.sqlite`)
const handler = createHandler({ store: new FileStore(`${folder}/lake`), catalog }, { log: () => {} })
const clock = new CpuClock()
const arrived = Date.now()
let batches = 0
let records: KinesisStreamRecord[] = []
let sequence = 0

for await (const lines of readLines(file)) {
  for (const line of lines) {
    records.push(makeRecord(line))
    if (records.length === Number(batch)) await run()
  }
}
if (records.length > 0) await run()
const totals = await catalog.totals('transform')
const { maxRSS } = process.resourceUsage()
console.log(
  JSON.stringify({
    ...clock.figures(),
    stored: totals.rows_out,
    bytes: totals.bytes,
    peak_mib: Math.round(maxRSS / 1024),
  }),
)

async function run(): Promise<void> {
  const event: KinesisStreamEvent = { Records: records }
  // What this script allocated to make the records is not the transform's to clean up.
  for (let i = 0; i < 2; i++) globalThis.gc?.({ type: 'minor' })
  if (batches++ < WARM) await handler(event)
  else await clock.measure(records.length, () => handler(event))
  records = []
}

/** The line as the collector would have put it on the stream; received_at is its own to say. */
function makeRecord(line: string): KinesisStreamRecord {
  let event: unknown = line
  try {
    const { received_at: _, ...sent } = JSON.parse(line)
    event = sent
  } catch {
    // A broken line: a broken event.
  }
  const envelope = { received_at: arrived, dialect: 'events', ip: '203.0.113.7', event }
  const sequenceNumber = String(sequence++).padStart(20, '0')
  return {
    eventID: `shardId-000000000000:${sequenceNumber}`,
    kinesis: {
      data: Buffer.from(JSON.stringify(envelope)).toString('base64'),
      sequenceNumber,
      partitionKey: 'bench',
      approximateArrivalTimestamp: arrived / 1000,
      kinesisSchemaVersion: '1.0',
    },
  } as KinesisStreamRecord
}
