// The fields of dates, times and intervals: year(x) … millisecond(x), timezone_hour(x).
import type { Emit, Scalars } from '../function.ts'
import { atOf, localOf, zoneOf } from '../time/sql.ts'
import { refuseTimeZone } from './date.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Of an interval's milliseconds: what they are counted within, and in. */
const DAYTIME = {
  day: [Infinity, DAY],
  hour: [DAY, HOUR],
  minute: [HOUR, MINUTE],
  second: [MINUTE, SECOND],
  millisecond: [SECOND, 1],
}

interface Field {
  readonly names: readonly string[]
  /** DuckDB's. */
  readonly sql: string
  readonly of: readonly ('date' | 'time' | 'daytime' | 'yearmonth' | 'timestamp')[]
}

const FIELDS: readonly Field[] = [
  { names: ['year'], sql: 'year($1)', of: ['date', 'yearmonth', 'timestamp'] },
  { names: ['quarter'], sql: 'quarter($1)', of: ['date', 'timestamp'] },
  { names: ['month'], sql: 'month($1)', of: ['date', 'yearmonth', 'timestamp'] },
  { names: ['week', 'week_of_year'], sql: 'week($1)', of: ['date', 'timestamp'] },
  { names: ['day', 'day_of_month'], sql: 'day($1)', of: ['date', 'daytime', 'timestamp'] },
  { names: ['day_of_week', 'dow'], sql: 'isodow($1)', of: ['date', 'timestamp'] },
  { names: ['day_of_year', 'doy'], sql: 'dayofyear($1)', of: ['date', 'timestamp'] },
  { names: ['year_of_week', 'yow'], sql: 'isoyear($1)', of: ['date', 'timestamp'] },
  { names: ['hour'], sql: 'hour($1)', of: ['daytime', 'time', 'timestamp'] },
  { names: ['minute'], sql: 'minute($1)', of: ['daytime', 'time', 'timestamp'] },
  { names: ['second'], sql: 'second($1)', of: ['daytime', 'time', 'timestamp'] },
  { names: ['millisecond'], sql: '(millisecond($1) % 1000)', of: ['daytime', 'time', 'timestamp'] },
]

const TYPES = {
  date: ['date'],
  daytime: ['interval day to second'],
  yearmonth: ['interval year to month'],
  time: ['time(p) with time zone', 'time(p)'],
  timestamp: ['timestamp(p) with time zone', 'timestamp(p)'],
} as const

type Kind = keyof typeof TYPES

function write(name: string, { names, sql, of }: Field): Scalars {
  return Object.fromEntries(
    of.flatMap(kind => TYPES[kind].map(type => [`${name}(${type}) -> bigint`, emitField(names[0]!, kind, type, sql)])),
  )
}

function emitField(name: string, kind: Kind, type: string, sql: string): Emit {
  if (kind === 'yearmonth') return name === 'year' ? '($1 // 12)' : '($1 % 12)'
  if (kind === 'daytime') return writeDaytime(DAYTIME[name as 'day'])
  return type.endsWith('zone') ? call => sql.replace('$1', () => localOf(call.args[0]!.sql)) : sql
}

function writeDaytime([within, unit]: readonly number[]): string {
  return within === Infinity ? `($1 // ${unit})` : `($1 % ${within} // ${unit})`
}

/** Minutes that a zone's clocks are ahead. */
const minutesOf = (zoned: string) => `trino_offset(epoch_us(${atOf(zoned)}), ${zoneOf(zoned)}) // 60000000`

export const scalars: Scalars = {
  ...Object.assign({}, ...FIELDS.flatMap(field => field.names.map(name => write(name, field)))),
  'timezone_hour(time(p) with time zone) -> bigint': refuseTimeZone,
  'timezone_hour(timestamp(p) with time zone) -> bigint': call => `(${minutesOf(call.args[0]!.sql)} // 60)`,
  'timezone_minute(time(p) with time zone) -> bigint': refuseTimeZone,
  'timezone_minute(timestamp(p) with time zone) -> bigint': call => `(${minutesOf(call.args[0]!.sql)} % 60)`,
}
