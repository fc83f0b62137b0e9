// The clock, which stands still for a statement: its beginning.
import type { Call, Scalars } from '../function.ts'
import { zonedOf } from '../time/sql.ts'
import { writeDate, writeTimestamp } from '../time/text.ts'

const textOf = ({ now }: Call) => writeTimestamp(BigInt(Math.floor(now)) * 1000n, 3)
const stamp = (call: Call) => `timestamp '${textOf(call)}'`

export const scalars: Scalars = {
  'now() -> timestamp(3) with time zone': call => zonedOf(stamp(call), "'UTC'"),
  'current_timestamp() -> timestamp(3) with time zone': call => zonedOf(stamp(call), "'UTC'"),
  'localtimestamp() -> timestamp(3)': stamp,
  'current_date() -> date': call => `date '${writeDate(Math.floor(call.now / 86_400_000))}'`,
  'localtime() -> time(3)': call => `time '${textOf(call).slice(11)}'`,
  'current_time() -> time(3) with time zone': call =>
    `struct_pack("at" := timestamp '1970-01-01 ${textOf(call).slice(11)}', "zone" := '+00:00')`,
  'current_timezone() -> varchar': "'UTC'",
}
