// Functions of numbers.
import { calculate } from '../arithmetic.ts'
import { compare } from '../comparison.ts'
import type { Expression } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'
import { decimalOf, duckdbType, type Type } from '../type.ts'

const BITS = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 } as const
const INTEGERS = Object.keys(BITS)

type Emit = string | ((call: Call) => string | Expression)

/** One signature for each of these types, in all its places. */
function each(types: readonly string[], name: string, count: number, emit: Emit): Scalars {
  return Object.fromEntries(types.map(type => [`${name}(${Array(count).fill(type).join(', ')}) -> ${type}`, emit]))
}

function decimal(call: Call): Type & { kind: 'decimal' } {
  return call.args[0]!.type as Type & { kind: 'decimal' }
}

/** Whole numbers of a decimal: one digit more where there was a fraction, which may round up. */
function whole(name: string): (call: Call) => Expression {
  return call => {
    const { precision, scale } = decimal(call)
    const type = decimalOf(Math.max(1, precision - scale + Math.min(scale, 1)), 0)
    return { sql: `cast(${name}(${call.args[0]!.sql}) as ${duckdbType(type)})`, type }
  }
}

/** Doubles, of which DuckDB refuses what has no answer, where Trino gives NaN. */
const PARTIAL: Readonly<Record<string, string>> = {
  sqrt: "case when $1 < 0 then cast('nan' as double) else sqrt($1) end",
  ln: "case when $1 = 0 then cast('-inf' as double) when $1 < 0 then cast('nan' as double) else ln($1) end",
  // As Java does, down to the last digit.
  log2: "case when $1 = 0 then cast('-inf' as double) when $1 < 0 then cast('nan' as double) else ln($1) / 0.6931471805599453e0 end",
  log10: "case when $1 = 0 then cast('-inf' as double) when $1 < 0 then cast('nan' as double) else log10($1) end",
  ...Object.fromEntries(
    ['sin', 'cos', 'tan'].map(name => [name, `case when isinf($1) then cast('nan' as double) else ${name}($1) end`]),
  ),
}

const TOTAL = ['exp', 'degrees', 'radians']

/** Of which DuckDB's last digit is not Java's. */
const EXACT = ['acos', 'asin', 'atan', 'cbrt', 'cosh', 'sinh', 'tanh']

export const scalars: Scalars = {
  ...each(['real', 'double', 'decimal(p,s)'], 'abs', 1, 'abs($1)'),
  ...each(INTEGERS, 'abs', 1, absolute),
  ...each(INTEGERS, 'ceil', 1, '$1'),
  ...each(INTEGERS, 'ceiling', 1, '$1'),
  ...each(INTEGERS, 'floor', 1, '$1'),
  ...each(['real', 'double'], 'ceil', 1, 'ceil($1)'),
  ...each(['real', 'double'], 'ceiling', 1, 'ceil($1)'),
  ...each(['real', 'double'], 'floor', 1, 'floor($1)'),
  'ceil(decimal(p,s)) -> decimal(p,s)': whole('ceil'),
  'ceiling(decimal(p,s)) -> decimal(p,s)': whole('ceil'),
  'floor(decimal(p,s)) -> decimal(p,s)': whole('floor'),
  ...each(INTEGERS, 'round', 1, '$1'),
  ...each(['real', 'double'], 'round', 1, 'round($1)'),
  'round(decimal(p,s)) -> decimal(p,s)': whole('round'),
  ...Object.fromEntries(INTEGERS.map(type => [`round(${type}, integer) -> ${type}`, roundInteger])),
  'round(double, integer) -> double': 'trino_round_double($1, $2)',
  'round(real, integer) -> real': 'cast(trino_round_double(cast($1 as double), $2) as float)',
  'round(decimal(p,s), integer) -> decimal(p,s)': call => {
    const { precision, scale } = decimal(call)
    const type = decimalOf(Math.min(38, precision + 1), scale)
    return { sql: roundDecimal('round', call.args[0]!.sql, call.args[1]!, type), type }
  },
  ...each(['real', 'double'], 'truncate', 1, 'trunc($1)'),
  'truncate(decimal(p,s)) -> decimal(p,s)': call => {
    const { precision, scale } = decimal(call)
    const type = decimalOf(Math.max(1, precision - scale), 0)
    return { sql: `cast(trunc(${call.args[0]!.sql}) as ${duckdbType(type)})`, type }
  },
  'truncate(decimal(p,s), integer) -> decimal(p,s)': call =>
    roundDecimal('trunc', call.args[0]!.sql, call.args[1]!, call.type),
  ...each(INTEGERS, 'sign', 1, call => `cast(sign(${call.args[0]!.sql}) as ${duckdbType(call.type)})`),
  'sign(double) -> double': 'case when isnan($1) then $1 else cast(sign($1) as double) end',
  'sign(real) -> real': 'case when isnan($1) then $1 else cast(sign($1) as float) end',
  'sign(decimal(p,s)) -> decimal(1,0)': 'cast(sign($1) as DECIMAL(1,0))',
  ...each(INTEGERS, 'mod', 2, moduloInteger),
  ...each(['real', 'double'], 'mod', 2, modulo),
  'mod(decimal(p,s), decimal(q,r)) -> decimal(p,s)': modulo,
  'power(double, double) -> double': 'trino_power($1, $2)',
  'pow(double, double) -> double': 'trino_power($1, $2)',
  'log(double, double) -> double': 'trino_log($1, $2)',
  'atan2(double, double) -> double': 'trino_atan2($1, $2)',
  ...Object.fromEntries(EXACT.map(name => [`${name}(double) -> double`, `trino_${name}($1)`])),
  ...Object.fromEntries(Object.entries(PARTIAL).map(([name, emit]) => [`${name}(double) -> double`, emit])),
  ...Object.fromEntries(TOTAL.map(name => [`${name}(double) -> double`, `${name}($1)`])),
  'pi() -> double': 'pi()',
  'e() -> double': "cast('2.718281828459045' as double)",
  'nan() -> double': "cast('nan' as double)",
  'infinity() -> double': "cast('inf' as double)",
  'is_nan(double) -> boolean': 'isnan($1)',
  'is_nan(real) -> boolean': 'isnan($1)',
  'is_finite(double) -> boolean': 'isfinite($1)',
  'is_infinite(double) -> boolean': 'isinf($1)',
  'greatest(T...) -> T': call => extreme(call, '>'),
  'least(T...) -> T': call => extreme(call, '<'),
  'bitwise_and(bigint, bigint) -> bigint': '$1 & $2',
  'bitwise_or(bigint, bigint) -> bigint': '$1 | $2',
  'bitwise_xor(bigint, bigint) -> bigint': 'xor($1, $2)',
  // What DuckDB prints of ~ anew takes in what stands behind it.
  'bitwise_not(bigint) -> bigint': 'xor($1, -1)',
  ...Object.fromEntries(
    INTEGERS.flatMap(type =>
      ['bitwise_left_shift', 'bitwise_right_shift', 'bitwise_right_shift_arithmetic'].map(name => [
        `${name}(${type}, integer) -> ${type}`,
        shift,
      ]),
    ),
  ),
  'bit_count(bigint, bigint) -> bigint': 'trino_bit_count($1, $2)',
  'from_base(varchar(x), bigint) -> bigint': 'trino_from_base($1, $2)',
  'to_base(bigint, bigint) -> varchar': 'trino_to_base($1, $2)',
  'width_bucket(double, double, double, bigint) -> bigint': 'trino_width_bucket($1, $2, $3, $4)',
  'width_bucket(double, array(double)) -> bigint': 'trino_width_bins($1, cast($2 as varchar[]))',
}

function roundInteger({ args, type }: Call): string {
  const [value, digits] = args as [Expression, Expression]
  if (digits.literal !== undefined && Number(digits.literal) >= 0) return value.sql
  const most = 2n ** (BigInt(BITS[type.kind as 'bigint']) - 1n)
  return `cast(trino_round_integer(cast(${value.sql} as bigint), ${digits.sql}, '${type.kind}', '${most}') as ${duckdbType(type)})`
}

function roundDecimal(name: string, sql: string, digits: Expression, type: Type): string {
  const own = duckdbType(type)
  const count = Number(digits.literal)
  if (digits.literal !== undefined && count >= 0) {
    const { scale } = type as { scale: number }
    if (count >= scale) return `cast(${sql} as ${own})`
    if (name === 'round') return `cast(round(${sql}, ${count}) as ${own})`
  }
  return `cast(trino_decimal_${name}(cast(${sql} as varchar), ${digits.sql}) as ${own})`
}

function modulo(call: Call): Expression {
  return calculate('%', call.args[0]!, call.args[1]!)!
}

/** Unlike the operator, the function fails as Java does. */
function moduloInteger({ args }: Call): string {
  return once(
    args.map(({ sql }) => sql),
    ([a, b]) =>
      `case when ${b} = 0 and ${a} is not null then trino_error('GENERIC_INTERNAL_ERROR: / by zero') else ${a} % ${b} end`,
  )
}

function absolute({ args, type }: Call): string {
  const least = -(2n ** (BigInt(BITS[type.kind as 'bigint']) - 1n))
  const fault = `trino_error('NUMERIC_VALUE_OUT_OF_RANGE: Value ${least} is out of range for abs(${type.kind})')`
  return once(
    [args[0]!.sql],
    ([x]) => `case when ${x} = cast('${least}' as ${duckdbType(type)}) then ${fault} else abs(${x}) end`,
  )
}

/** Null where any is. */
function extreme(call: Call, operator: '<' | '>'): string {
  const { args } = call
  const anyNull = args.map(({ sql }) => `${sql} is null`).join(' or ')
  const name = operator === '>' ? 'greatest' : 'least'
  if (['real', 'double'].includes(call.type.kind)) {
    // NaN is left out where there is a number.
    const list = args.map(({ sql }) => `case when isnan(${sql}) then null else ${sql} end`).join(', ')
    return `(case when ${anyNull} then null else coalesce(${name}(${list}), cast('nan' as ${duckdbType(call.type)})) end)`
  }
  if (compare(operator, args[0]!, args[0]!) === undefined) {
    call.fail(
      'FUNCTION_NOT_FOUND',
      `Type ${call.type.kind} is not orderable, and therefore cannot be used in ${call.name.toUpperCase()}`,
    )
  }
  if (call.type.kind.endsWith('with time zone'))
    call.refuse(`${call.name} of times with zones`, 'cast them to timestamp')
  return `(case when ${anyNull} then null else ${name}(${args.map(({ sql }) => sql).join(', ')}) end)`
}

function shift({ name, args, type }: Call): string {
  const bits = BITS[type.kind as 'bigint']
  return `cast(trino_${name}(cast(${args[0]!.sql} as bigint), ${args[1]!.sql}, ${bits}) as ${duckdbType(type)})`
}

export const macros: readonly string[] = [
  `trino_round_double(x, d) as case when x = 0 then cast(0 as double) when isnan(x) or isinf(x) or isinf(pow(10, d)) or isinf(abs(x) * pow(10, d)) then x
    when x < 0 then - (round((- x) * pow(10, d)) / pow(10, d)) else round(x * pow(10, d)) / pow(10, d) end`,
  `trino_power(x, y) as case when y = 0 then cast(1 as double)
    when isnan(y) or isnan(x) or (abs(x) = 1 and isinf(y)) then cast('nan' as double)
    when x = 0 and y < 0 then cast('inf' as double)
    when x < 0 and not isinf(x) and not isinf(y) and y <> trunc(y) then cast('nan' as double) else pow(x, y) end`,
  `trino_log(b, x) as trino_divide(
    case when x = 0 then cast('-inf' as double) when x < 0 then cast('nan' as double) else ln(x) end,
    case when b = 0 then cast('-inf' as double) when b < 0 then cast('nan' as double) else ln(b) end)`,
]
