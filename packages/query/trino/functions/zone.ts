// Time zones, moments counted from 1970, and lengths of time as text.
import { nameZone } from '../clock.ts'
import type { Call, Scalars } from '../function.ts'
import { atOf, localOf, precisionOf, writeTimestampText, zonedOf, zoneOf } from '../time/sql.ts'
import { varcharOf } from '../type.ts'

const first = ({ args }: Call) => args[0]!.sql

/** The zone that the second argument names; beside NULL it may be none. */
function zoneBeside(call: Call): string {
  const zone = call.args[1]!
  return nameZone({ ...zone, sql: `case when ${first(call)} is not null then ${zone.sql} end` })
}

/** Seconds, rounded to ms. */
const instantOf = (seconds: string) => `trino_unixtime(${seconds})`

function toUnixtime(call: Call): string {
  const micros = `epoch_us(cast(${atOf(first(call))} as timestamp))`
  if (precisionOf(call.args[0]!.type) <= 3) return `(cast(${micros} // 1000 as double) / 1000)`
  const millis = `trino_floor_millis(${micros})`
  return `(cast(${millis} // 1000 as double) / 1000 + cast((${micros} - ${millis}) * 1000000 as double) / 1000000000000)`
}

function refuseNanos(call: Call): never {
  return call.refuse(
    `${call.name}, a timestamp of 9 digits,`,
    'use from_unixtime or from_iso8601_timestamp, which keep 3',
  )
}

export const scalars: Scalars = {
  'at_timezone(timestamp(p) with time zone, varchar(x)) -> timestamp(p) with time zone': call =>
    zonedOf(atOf(first(call)), zoneBeside(call)),
  'with_timezone(timestamp(p), varchar(x)) -> timestamp(p) with time zone': call => {
    const zone = zoneBeside(call)
    const at = zone === "'UTC'" ? first(call) : `make_timestamp(trino_instant(epoch_us(${first(call)}), ${zone}))`
    return zonedOf(at, zone)
  },

  'from_unixtime(double) -> timestamp(3) with time zone': call => zonedOf(instantOf(first(call)), "'UTC'"),
  'from_unixtime(double, bigint, bigint) -> timestamp(3) with time zone': call =>
    zonedOf(instantOf(first(call)), `trino_zone_of_minutes(${call.args[1]!.sql} * 60 + ${call.args[2]!.sql})`),
  'from_unixtime(double, varchar(x)) -> timestamp(3) with time zone': call => {
    const zone = zoneBeside(call)
    return zonedOf(instantOf(first(call)), zone.replace('trino_zone(', 'trino_zone_unixtime('))
  },
  'from_unixtime_nanos(bigint) -> timestamp(9) with time zone': refuseNanos,
  'from_unixtime_nanos(decimal(p,s)) -> timestamp(9) with time zone': refuseNanos,
  'from_iso8601_timestamp_nanos(varchar(x)) -> timestamp(9) with time zone': refuseNanos,
  'to_unixtime(timestamp(p) with time zone) -> double': toUnixtime,

  'from_iso8601_timestamp(varchar(x)) -> timestamp(3) with time zone': 'trino_zoned_of(trino_iso_timestamp($1))',
  'from_iso8601_date(varchar(x)) -> date': "(date '1970-01-01' + cast(trino_iso_date($1) as integer))",
  'to_iso8601(timestamp(p) with time zone) -> varchar': call => {
    const precision = precisionOf(call.args[0]!.type)
    const [at, zone] = [atOf(first(call)), zoneOf(first(call))]
    const offset = `(case when ${zone} = 'UTC' then 'Z' else trino_offset_text(epoch_us(${at}), ${zone}) end)`
    const sql = `(${writeTimestampText(localOf(first(call)), precision, 'T')} || ${offset})`
    return { sql, type: varcharOf(28 + Math.min(1, precision) + precision) }
  },
  'to_iso8601(timestamp(p)) -> varchar': call => {
    const precision = precisionOf(call.args[0]!.type)
    return {
      sql: writeTimestampText(first(call), precision, 'T'),
      type: varcharOf(22 + Math.min(1, precision) + precision),
    }
  },

  'to_milliseconds(interval day to second) -> bigint': '$1',
  'parse_duration(varchar(x)) -> interval day to second': 'trino_duration($1)',
  'human_readable_seconds(double) -> varchar': 'trino_human_seconds($1)',
}

export const macros: readonly string[] = [
  /** The number of ms in a zoned timestamp of Trino's has 52 bits. */
  `trino_unixtime_millis(x) as case when isnan(x) then 0::double else floor(x * 1000 + 0.5) end`,
  `trino_unixtime(x) as case when abs(trino_unixtime_millis(x)) >= 2251799813685248
     then trino_error('GENERIC_INTERNAL_ERROR: Millis overflow: ' || case when trino_unixtime_millis(x) >= 9223372036854775807 then '9223372036854775807'
       when trino_unixtime_millis(x) <= -9223372036854775808 then '-9223372036854775808' else cast(cast(trino_unixtime_millis(x) as bigint) as varchar) end)
     else make_timestamp(cast(trino_unixtime_millis(x) as bigint) * 1000) end`,
]
