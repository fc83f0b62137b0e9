// A stream record, as Lambda gets it, back to what the collector put there.
import { type Decoded, decodeText } from '@clickstream/events/decoded'
import type { KinesisStreamRecordPayload } from 'aws-lambda'

type Arrived = Pick<KinesisStreamRecordPayload, 'data' | 'approximateArrivalTimestamp'>

/** Never throws: whatever another producer put on the stream becomes a rejected row, not a crash. */
export function decodeRecord(record: { readonly kinesis: Arrived }): Decoded {
  const arrived = Math.floor(record.kinesis.approximateArrivalTimestamp * 1000)
  return decodeText(readBase64(record.kinesis.data), arrived)
}

/** One buffer for every record: a new one each is most of what decoding costs. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024)

function readBase64(data: string): string {
  if (data.length > scratch.length) scratch = Buffer.allocUnsafeSlow(data.length * 2)
  return scratch.toString('utf8', 0, scratch.write(data, 'base64'))
}
