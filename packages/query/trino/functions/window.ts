// Functions that stand before OVER only.
import type { AggregateCall, Aggregates, EmitAggregate } from '../function.ts'

/** A number of rows, which may not be below the least. */
function checkOffset(call: AggregateCall, i: number, least: number, words: string): string {
  const { sql, literal, type } = call.args[i]!
  if (literal !== undefined && Number(literal) >= least) return sql
  const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: ${words} must be ${least === 0 ? 'at least 0' : words === 'Buckets' ? 'greater than 0' : 'at least 1'}')`
  const none =
    least === 0 ? `when ${sql} is null then trino_error('INVALID_FUNCTION_ARGUMENT: Offset must not be null') ` : ''
  return `cast(case when ${type.kind === 'unknown' ? 'null' : sql} < ${least} then ${fault} ${none}else ${sql} end as bigint)`
}

const shift: EmitAggregate = call => {
  const [value, offset, other] = call.args
  const parts = [value!.sql]
  if (offset !== undefined) parts.push(checkOffset(call, 1, 0, 'Offset'))
  if (other !== undefined) parts.push(other.sql)
  return call.aggregate(call.name, parts)
}

const rank: EmitAggregate = call => call.aggregate(call.name, [])

export const windows: Aggregates = {
  'cume_dist() -> double': rank,
  'dense_rank() -> bigint': rank,
  'first_value(T) -> T': 'first_value',
  'lag(T) -> T': shift,
  'lag(T, bigint) -> T': shift,
  'lag(T, bigint, T) -> T': shift,
  'last_value(T) -> T': 'last_value',
  'lead(T) -> T': shift,
  'lead(T, bigint) -> T': shift,
  'lead(T, bigint, T) -> T': shift,
  'nth_value(T, bigint) -> T': call =>
    call.aggregate('nth_value', [call.args[0]!.sql, checkOffset(call, 1, 1, 'Offset')]),
  'ntile(bigint) -> bigint': call => call.aggregate('ntile', [checkOffset(call, 0, 1, 'Buckets')]),
  'percent_rank() -> double': rank,
  'rank() -> bigint': rank,
  'row_number() -> bigint': rank,
}
