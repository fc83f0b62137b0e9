// Times and intervals under + − * /, and AT TIME ZONE.
import { coerce, commonType } from './coercion.ts'
import { Refusal } from './error.ts'
import type { Expression } from './expression.ts'
import { atOf, precisionOf, zonedOf as writeZoned, zoneOf } from './time/sql.ts'
import { findZone } from './time/zone.ts'
import { daytime, double, isInteger, isNumber, type Type, timeOf, timestampOf, zonedOf } from './type.ts'

type Operator = '+' | '-' | '*' | '/'

const INTERVALS = ['interval day to second', 'interval year to month']
const isInterval = ({ type }: Expression) => INTERVALS.includes(type.kind)

/** Undefined where Trino has no such operator for the two. */
export function reckonTime(operator: Operator, left: Expression, right: Expression): Expression | undefined {
  if (operator === '*' || operator === '/') return scale(operator, left, right)
  if (isInterval(left) && isInterval(right)) {
    if (left.type.kind !== right.type.kind) return undefined
    return { sql: `(${left.sql} ${operator} ${right.sql})`, type: left.type }
  }
  if (isInterval(right)) return move(left, operator, right)
  if (isInterval(left)) return operator === '+' ? move(right, operator, left) : undefined
  return operator === '-' ? subtract(left, right) : undefined
}

/** An interval times a number, or divided by one. */
function scale(operator: '*' | '/', left: Expression, right: Expression): Expression | undefined {
  const [interval, number] = isInterval(left) ? [left, right] : [right, left]
  if (!isInterval(interval) || (operator === '/' && interval !== left)) return undefined
  const { type } = interval
  const { kind } = number.type
  if (kind !== 'unknown' && !isNumber(number.type)) return undefined
  if (operator === '*' && isInteger(number.type)) return { sql: `(${interval.sql} * ${number.sql})`, type }
  const by = coerce(number, double).sql
  if (operator === '*') {
    const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: Cannot multiply by double NaN')`
    return {
      sql: `(case when isnan(${by}) then ${fault} else cast(trunc(${interval.sql} * ${by}) as bigint) end)`,
      type,
    }
  }
  const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: Cannot divide by double ' || case when isnan(${by}) then 'NaN' else '0.0' end)`
  return {
    sql: `(case when isnan(${by}) or ${by} = 0 then ${fault} else cast(trunc(${interval.sql} / ${by}) as bigint) end)`,
    type,
  }
}

/** A time, so much later or earlier. */
function move(time: Expression, operator: '+' | '-', interval: Expression): Expression | undefined {
  const { type } = time
  const by = operator === '+' ? interval.sql : `(- ${interval.sql})`
  const isOfMonths = interval.type.kind === 'interval year to month'
  const precision = Math.max(3, precisionOf(type))
  switch (type.kind) {
    case 'date':
      return { sql: isOfMonths ? addMonthsToDate(time.sql, by) : addDays(time.sql, operator, interval.sql), type }
    case 'timestamp':
      if (isOfMonths) return { sql: `(${time.sql} + to_months(cast(${by} as integer)))`, type }
      return { sql: `make_timestamp(epoch_us(${time.sql}) + ${by} * 1000)`, type: timestampOf(precision) }
    case 'timestamp with time zone': {
      const [at, zone] = [atOf(time.sql), zoneOf(time.sql)]
      if (!isOfMonths) {
        return { sql: writeZoned(`make_timestamp(epoch_us(${at}) + ${by} * 1000)`, zone), type: zonedOf(precision) }
      }
      const moved = `case when ${zone} = 'UTC' then ${at} + to_months(cast(${by} as integer))
        else make_timestamp(trino_zoned_add('month', ${by}, epoch_us(${at}), ${zone})) end`
      return { sql: writeZoned(moved, zone), type }
    }
    case 'time':
      if (isOfMonths) return undefined
      return { sql: `(${time.sql} + to_microseconds((${by} % 86400000) * 1000))`, type: timeOf(precision) }
    case 'time with time zone':
      return refuseTimeZone()
    default:
      return undefined
  }
}

function addMonthsToDate(date: string, months: string): string {
  return `cast(${date} + to_months(cast(${months} as integer)) as date)`
}

function addDays(date: string, operator: '+' | '-', interval: string): string {
  const words =
    operator === '+' ? 'add hour, minutes or seconds to a date' : 'subtract hour, minutes or seconds from a date'
  return `(case when ${interval} % 86400000 <> 0 then trino_error('INVALID_FUNCTION_ARGUMENT: Cannot ${words}')
    else ${date} ${operator} cast(${interval} // 86400000 as integer) end)`
}

/** The interval from the right to the left: milliseconds, rounded. */
function subtract(left: Expression, right: Expression): Expression | undefined {
  const common = commonType(left.type, right.type)
  if (common === undefined) return undefined
  if (common.kind === 'date') {
    const days = `(${coerce(left, common).sql} - ${coerce(right, common).sql})`
    return { sql: `(cast(${days} as bigint) * 86400000)`, type: daytime }
  }
  const micros = microsOf(common)
  if (micros === undefined) return undefined
  const [a, b] = [left, right].map(each => micros(coerce(each, common).sql))
  return { sql: `(trino_round_micros(${a} - ${b}, 1000) // 1000)`, type: daytime }
}

function microsOf({ kind }: Type): ((sql: string) => string) | undefined {
  if (kind === 'timestamp' || kind === 'time') return sql => `epoch_us(${sql})`
  if (kind === 'timestamp with time zone') return sql => `epoch_us(cast(${atOf(sql)} as timestamp))`
  return kind === 'time with time zone' ? refuseTimeZone() : undefined
}

function refuseTimeZone(): never {
  throw new Refusal(undefined, 'A time with time zone', 'use a timestamp, or a time without a zone')
}

/** The same moment, as another zone's clocks show it. Undefined for what is no time. */
export function atTimeZone(value: Expression, zone: Expression): Expression | undefined {
  const { kind } = value.type
  if (kind === 'time' || kind === 'time with time zone') return refuseTimeZone()
  if (kind !== 'timestamp' && kind !== 'timestamp with time zone') return undefined
  const precision = precisionOf(value.type)
  const at = kind === 'timestamp' ? value.sql : atOf(value.sql)
  const name = zone.type.kind === 'interval day to second' ? nameOffset(zone.sql) : nameZone(zone)
  return { sql: writeZoned(at, name), type: zonedOf(precision) }
}

/** DuckDB's text of a zone's name, as it is kept: known at once where it is a literal. */
export function nameZone({ sql, literal }: Expression): string {
  const known = literal === undefined ? undefined : findZone(literal)
  return known === undefined ? `trino_zone(${sql})` : `'${known}'`
}

function nameOffset(interval: string): string {
  const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: Invalid time zone offset interval: interval contains seconds')`
  return `(case when ${interval} % 60000 <> 0 then ${fault} else trino_zone_of_minutes(${interval} // 60000) end)`
}
