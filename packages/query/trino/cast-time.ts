// Casts of dates, times, timestamps and intervals, to each other and to text.
import type { Casts } from './cast.ts'
import { Refusal } from './error.ts'
import {
  atOf,
  checkPrecision,
  localOf,
  precisionOf,
  roundTo,
  withinFourDigits,
  writeTimestampText,
  zonedOf,
  zoneOf,
} from './time/sql.ts'
import type { Type } from './type.ts'

export const casts: Casts = {
  'varchar → date': sql => `trino_date(${sql})`,
  'varchar → time': (sql, _, to) =>
    `(time '00:00:00' + to_microseconds(trino_text_time(${sql}, ${checkPrecision(to)})))`,
  'varchar → timestamp': (sql, _, to) => `make_timestamp(trino_text_timestamp(${sql}, ${checkPrecision(to)}))`,
  'varchar → timestamp with time zone': (sql, _, to) =>
    `trino_zoned_of(trino_text_zoned(${sql}, ${checkPrecision(to)}))`,
  'varchar → time with time zone': refuse,

  'date → varchar': (sql, _, to) => {
    const time = `cast(${sql} as timestamp)`
    const text = withinFourDigits(
      time,
      `cast(${sql} as varchar)`,
      `trino_date_text(date_diff('day', date '1970-01-01', ${sql}))`,
    )
    return fit(
      text,
      to,
      x => `'INVALID_CAST_ARGUMENT: Value ' || ${x} || ' cannot be represented as ' || '${nameOf(to)}'`,
    )
  },
  'date → timestamp': (sql, _, to) => {
    checkPrecision(to)
    return `cast(${sql} as timestamp)`
  },
  'date → timestamp with time zone': (sql, _, to) => {
    checkPrecision(to)
    return zonedOf(`cast(${sql} as timestamp)`, "'UTC'")
  },

  'time → varchar': (sql, from, to) => fitTime(writeTimeText(sql, precisionOf(from)), to),
  'time → time': (sql, from, to) => {
    const [now, wanted] = [precisionOf(from), checkPrecision(to)]
    return now <= wanted ? sql : writeTime(`trino_round_micros(epoch_us(${sql}), ${10 ** (6 - wanted)})`)
  },
  'time → timestamp': refuse,
  'time → timestamp with time zone': refuse,
  'time → time with time zone': refuse,

  'timestamp → varchar': (sql, from, to) => fitTime(writeTimestampText(sql, precisionOf(from)), to),
  'timestamp → date': sql => `cast(${sql} as date)`,
  'timestamp → time': (sql, from, to) => toTime(`trino_time_of(${sql})`, from, to),
  'timestamp → timestamp': (sql, from, to) => roundTo(sql, precisionOf(from), checkPrecision(to)),
  'timestamp → timestamp with time zone': (sql, from, to) =>
    zonedOf(roundTo(sql, precisionOf(from), checkPrecision(to)), "'UTC'"),
  'timestamp → time with time zone': refuse,

  'timestamp with time zone → varchar': (sql, from, to) =>
    fitTime(`(${writeTimestampText(localOf(sql), precisionOf(from))} || ' ' || ${zoneOf(sql)})`, to),
  'timestamp with time zone → date': sql => `cast(${localOf(sql)} as date)`,
  'timestamp with time zone → time': (sql, from, to) => toTime(`cast(${localOf(sql)} as time)`, from, to),
  'timestamp with time zone → timestamp': (sql, from, to) =>
    roundTo(localOf(sql), precisionOf(from), checkPrecision(to)),
  'timestamp with time zone → timestamp with time zone': (sql, from, to) => {
    const [now, wanted] = [precisionOf(from), checkPrecision(to)]
    return now <= wanted ? sql : zonedOf(roundTo(atOf(sql), now, wanted), zoneOf(sql))
  },
  'timestamp with time zone → time with time zone': refuse,

  'interval day to second → varchar': (sql, _, to) => fitTime(`trino_daytime_text(${sql})`, to),
  'interval year to month → varchar': (sql, _, to) => fitTime(`trino_yearmonth_text(${sql})`, to),
}

function refuse(_: string, from: Type, to: Type): never {
  throw new Refusal(undefined, `A cast of ${from.kind} to ${to.kind}`, 'use timestamps, or a time without a zone')
}

const nameOf = (type: Type) => (type.kind === 'varchar' && type.length !== null ? `varchar(${type.length})` : 'varchar')

/** @param explain the error, of the text */
function fit(text: string, to: Type, explain: (text: string) => string): string {
  if (to.kind !== 'varchar' || to.length === null) return text
  return `(case when length(${text}) > ${to.length} then trino_error(${explain(text)}) else ${text} end)`
}

/** Trino does not say more of these. */
function fitTime(text: string, to: Type): string {
  return fit(text, to, x => `'GENERIC_INTERNAL_ERROR: Value [' || ${x} || '] does not fit in type ${nameOf(to)}'`)
}

function writeTimeText(sql: string, precision: number): string {
  const text = `strftime(timestamp '1970-01-01 00:00:00' + to_microseconds(epoch_us(${sql})), '%H:%M:%S.%f')`
  return `left(${text}, ${precision === 0 ? 8 : 9 + precision})`
}

/** Of microseconds, which may be a whole day. */
const writeTime = (micros: string) => `(time '00:00:00' + to_microseconds((${micros}) % 86400000000))`

function toTime(time: string, from: Type, to: Type): string {
  const wanted = checkPrecision(to)
  return precisionOf(from) <= wanted ? time : writeTime(`trino_round_micros(epoch_us(${time}), ${10 ** (6 - wanted)})`)
}
