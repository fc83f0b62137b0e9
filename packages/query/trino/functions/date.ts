// Calculating with dates and times: date_trunc, date_add, date_diff, and the days that months end with.
import type { Expression } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'
import { atOf, localOf, precisionOf, zonedOf, zoneOf } from '../time/sql.ts'
import { DATE_UNITS, lengthOf, TIME_UNITS, UNITS, type Unit } from '../time/unit.ts'

/** What is written of a value for a unit. */
type Write = (unit: Unit) => string

/** By the unit, which may be of each row. Of what Trino knows no such part, an error for each row. */
function byUnit(
  unit: Expression,
  units: readonly Unit[],
  kind: string,
  others: readonly string[],
  write: Write,
): string {
  const { literal } = unit
  const known = literal?.toLowerCase() as Unit | undefined
  if (known !== undefined && units.includes(known)) return write(known)
  const anyNull = [unit.sql, ...others].map(sql => `${sql} is null`).join(' or ')
  const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: ''' || lower(${unit.sql}) || ''' is not a valid ${kind} field')`
  const cases = units.map(each => `when lower(${unit.sql}) = '${each}' then ${write(each)}`)
  return `(case when ${anyNull} then null ${cases.join(' ')} else ${fault} end)`
}

export function refuseTimeZone(call: Call): never {
  return call.refuse(`${call.name} of a time with time zone`, 'use a timestamp, or a time without a zone')
}

const sqlOf = ({ args }: Call) => args.map(({ sql }) => sql) as [string, string, string]

/** Of DuckDB's times, in which it has the same units. */
function truncateTime(time: string, unit: Unit): string {
  return `date_trunc('${unit === 'millisecond' ? 'milliseconds' : unit}', ${time})`
}

const truncations: Scalars = {
  'date_trunc(varchar(x), date) -> date'(call) {
    const [, date] = sqlOf(call)
    return byUnit(call.args[0]!, DATE_UNITS, 'DATE', [date], unit => `cast(${truncateTime(date, unit)} as date)`)
  },
  'date_trunc(varchar(x), time(p) with time zone) -> time(p) with time zone': refuseTimeZone,
  'date_trunc(varchar(x), time(p)) -> time(p)'(call) {
    const [, time] = sqlOf(call)
    return byUnit(call.args[0]!, TIME_UNITS, 'TIME', [time], unit => {
      const size = lengthOf(unit)! * 1000
      return `(time '00:00:00' + to_microseconds(epoch_us(${time}) // ${size} * ${size}))`
    })
  },
  'date_trunc(varchar(x), timestamp(p) with time zone) -> timestamp(p) with time zone'(call) {
    const [name, zoned] = sqlOf(call)
    const [at, zone] = [atOf(zoned), zoneOf(zoned)]
    const slow = `make_timestamp(trino_zoned_trunc(${name}, epoch_us(${at}), ${zone}))`
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [zoned], unit =>
      zonedOf(`(case when ${zone} = 'UTC' then ${truncateTime(at, unit)} else ${slow} end)`, zone),
    )
  },
  'date_trunc(varchar(x), timestamp(p)) -> timestamp(p)'(call) {
    const [, time] = sqlOf(call)
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [time], unit => truncateTime(time, unit))
  },
}

const MONTHS: Readonly<Record<string, string>> = { month: '1', quarter: '3', year: '12' }

/** @param size DuckDB's INTEGER */
function addTime(time: string, unit: Unit, size: string): string {
  const length = lengthOf(unit)
  if (length === undefined) return `${time} + to_months(${size} * ${MONTHS[unit]})`
  return `make_timestamp(epoch_us(${time}) + cast(${size} as bigint) * ${length * 1000})`
}

const additions: Scalars = {
  'date_add(varchar(x), bigint, date) -> date'(call) {
    const [, size, date] = sqlOf(call)
    const days = { day: 1, week: 7 } as Record<Unit, number>
    return byUnit(call.args[0]!, DATE_UNITS, 'DATE', [size, date], unit =>
      unit in days
        ? `(${date} + trino_int(${size}) * ${days[unit]})`
        : `cast(${date} + to_months(trino_int(${size}) * ${MONTHS[unit]}) as date)`,
    )
  },
  'date_add(varchar(x), bigint, time(p) with time zone) -> time(p) with time zone': refuseTimeZone,
  'date_add(varchar(x), bigint, time(p)) -> time(p)'(call) {
    const [, size, time] = sqlOf(call)
    return byUnit(call.args[0]!, TIME_UNITS, 'TIME', [size, time], unit => {
      const length = lengthOf(unit)!
      const micros = `epoch_us(${time}) + ${size} % ${86_400_000 / length} * ${length * 1000}`
      return roundTime(`((${micros}) % 86400000000 + 86400000000) % 86400000000`, unit, call)
    })
  },
  'date_add(varchar(x), bigint, timestamp(p) with time zone) -> timestamp(p) with time zone'(call) {
    const [name, size, zoned] = sqlOf(call)
    const [at, zone] = [atOf(zoned), zoneOf(zoned)]
    const slow = `make_timestamp(trino_zoned_add(${name}, ${size}, epoch_us(${at}), ${zone}))`
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [size, zoned], unit => {
      const fast = addTime(at, unit, `trino_amount(${size})`)
      return zonedOf(roundStamp(`(case when ${zone} = 'UTC' then ${fast} else ${slow} end)`, unit, call), zone)
    })
  },
  'date_add(varchar(x), bigint, timestamp(p)) -> timestamp(p)'(call) {
    const [, size, time] = sqlOf(call)
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [size, time], unit =>
      roundStamp(`(${addTime(time, unit, `trino_amount(${size})`)})`, unit, call),
    )
  },
}

/** Milliseconds are more digits than some types have. */
function roundStamp(time: string, unit: Unit, { type }: Call): string {
  const precision = precisionOf(type)
  return unit === 'millisecond' && precision < 3 ? `trino_round_timestamp(${time}, ${10 ** (6 - precision)})` : time
}

function roundTime(micros: string, unit: Unit, { type }: Call): string {
  const precision = precisionOf(type)
  const isRounded = unit === 'millisecond' && precision < 3
  const rounded = isRounded ? `trino_round_micros(${micros}, ${10 ** (6 - precision)}) % 86400000000` : micros
  return `(time '00:00:00' + to_microseconds(${rounded}))`
}

/** Full units between DuckDB's timestamps. */
function countTime(from: string, to: string, unit: Unit, precision: number): string {
  const length = lengthOf(unit)
  // Trino looks at milliseconds only.
  const [a, b] = [from, to].map(time => (precision > 3 ? `trino_floor_millis(epoch_us(${time}))` : `epoch_us(${time})`))
  if (length !== undefined) return `((${b} - ${a}) // ${length * 1000})`
  const [first, last] = precision > 3 ? [a, b].map(micros => `make_timestamp(${micros})`) : [from, to]
  return `(datesub('month', ${first}, ${last}) // ${MONTHS[unit]})`
}

const differences: Scalars = {
  'date_diff(varchar(x), date, date) -> bigint'(call) {
    const [, from, to] = sqlOf(call)
    return byUnit(call.args[0]!, DATE_UNITS, 'DATE', [from, to], unit => {
      if (unit === 'day') return `(${to} - ${from})`
      if (unit === 'week') return `((${to} - ${from}) // 7)`
      return `(datesub('month', ${from}, ${to}) // ${MONTHS[unit]})`
    })
  },
  'date_diff(varchar(x), time(p) with time zone, time(p) with time zone) -> bigint': refuseTimeZone,
  'date_diff(varchar(x), time(p), time(p)) -> bigint'(call) {
    const [, from, to] = sqlOf(call)
    return byUnit(call.args[0]!, TIME_UNITS, 'TIME', [from, to], unit => {
      return `((epoch_us(${to}) - epoch_us(${from})) // ${lengthOf(unit)! * 1000})`
    })
  },
  'date_diff(varchar(x), timestamp(p) with time zone, timestamp(p) with time zone) -> bigint'(call) {
    const [name, from, to] = sqlOf(call)
    const precision = precisionOf(call.args[1]!.type)
    const [a, b] = [atOf(from), atOf(to)]
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [from, to], unit => {
      const fast = countTime(a, b, unit, precision)
      // Of more digits than milliseconds Trino counts on UTC's clock, whatever the zone.
      if (precision > 3 || (lengthOf(unit) ?? Infinity) < 43_200_000) return fast
      const slow = `trino_zoned_diff(${name}, epoch_us(${a}), epoch_us(${b}), ${zoneOf(from)})`
      return `(case when ${zoneOf(from)} = 'UTC' then ${fast} else ${slow} end)`
    })
  },
  'date_diff(varchar(x), timestamp(p), timestamp(p)) -> bigint'(call) {
    const [, from, to] = sqlOf(call)
    const precision = precisionOf(call.args[1]!.type)
    return byUnit(call.args[0]!, UNITS, 'TIMESTAMP', [from, to], unit => countTime(from, to, unit, precision))
  },
}

export const scalars: Scalars = {
  ...truncations,
  ...additions,
  ...differences,
  'date(varchar(x)) -> date': 'trino_date($1)',
  'date(timestamp(p) with time zone) -> date': call => `cast(${localOf(call.args[0]!.sql)} as date)`,
  'date(timestamp(p)) -> date': 'cast($1 as date)',
  'last_day_of_month(date) -> date': 'last_day($1)',
  'last_day_of_month(timestamp(p) with time zone) -> date': call => `last_day(${localOf(call.args[0]!.sql)})`,
  'last_day_of_month(timestamp(p)) -> date': 'last_day($1)',
  'to_iso8601(date) -> varchar(16)': call => {
    const date = call.args[0]!.sql
    const days = `trino_date_text(date_diff('day', date '1970-01-01', ${date}))`
    return `(case when ${date} >= date '0001-01-01' and ${date} <= date '9999-12-31' then cast(${date} as varchar) else ${days} end)`
  },
}
