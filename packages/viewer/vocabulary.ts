// The functions of QuickSight's expressions that the viewer has, row by row, and what becomes of each on Athena.
import { type Fragment, indent, join, raw, sql } from './fragment.ts'
import type { ScalarFunction } from './scalar.ts'
import { timeFunctions } from './timefunctions.ts'
import { familyOf, isNumber, toDouble, toText, type Value } from './type.ts'

const text = (value: Fragment): Value => ({ sql: value, type: 'varchar' })
const yes = (value: Fragment): Value => ({ sql: value, type: 'boolean' })
const whole = (value: Fragment): Value => ({ sql: value, type: 'bigint' })
const double = (value: Fragment): Value => ({ sql: value, type: 'double' })

const renamed = (usage: string, name: string, type: string): ScalarFunction => {
  const count = usage.split(',').length
  return {
    usage,
    arity: [count, count],
    write: items => ({
      sql: sql`${raw(name)}(${join(
        items.map(item => item.sql),
        ', ',
      )})`,
      type,
    }),
  }
}

/** Two numbers to one: whole stays whole. */
const arithmetic = (operator: string): ScalarFunction => ({
  usage: `a ${operator} b`,
  arity: [2, 2],
  write: ([a, b]) => {
    if (!isNumber(a!.type) || !isNumber(b!.type)) return `numbers on both sides of ${operator}`
    return { sql: sql`(${a!.sql} ${raw(operator)} ${b!.sql})`, type: widest(a!.type, b!.type) }
  },
})
const comparison = (operator: string): ScalarFunction => ({
  usage: `a ${operator} b`,
  arity: [2, 2],
  write: ([a, b]) => yes(sql`${a!.sql} ${raw(operator)} ${b!.sql}`),
})
const logic = (operator: string): ScalarFunction => ({
  usage: `a ${operator.toUpperCase()} b`,
  arity: [2, 2],
  write: ([a, b]) => yes(sql`(${a!.sql} ${raw(operator)} ${b!.sql})`),
})
const rounding = (usage: string, name: string): ScalarFunction => ({
  usage,
  arity: [1, 1],
  write: ([x]) => ({ sql: sql`${raw(name)}(${x!.sql})`, type: x!.type }),
})

/** By name in small letters. */
export const functions: Readonly<Record<string, ScalarFunction>> = {
  '+': arithmetic('+'),
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  // QuickSight divides decimals, and by zero is nothing.
  '/': {
    usage: 'a / b',
    arity: [2, 2],
    write: ([a, b]) =>
      double(sql`cast(${a!.sql} as double) / ${isNonzero(b!) ? b!.sql : sql`nullif(${toDouble(b!)}, 0)`}`),
  },
  '%': { usage: 'a % b', arity: [2, 2], write: ([a, b]) => ({ ...a!, sql: sql`${a!.sql} % nullif(${b!.sql}, 0)` }) },
  minus: { usage: '-a', arity: [1, 1], write: ([a]) => ({ ...a!, sql: sql`(-${a!.sql})` }) },
  ...Object.fromEntries(['=', '<>', '<', '<=', '>', '>='].map(operator => [operator, comparison(operator)])),
  and: logic('and'),
  or: logic('or'),
  not: { usage: 'NOT a', arity: [1, 1], write: ([a]) => yes(sql`(not ${a!.sql})`) },
  // Choices
  ifelse: { usage: 'ifelse(if, then, …, else)', arity: [3, 99], write: writeChoice },
  coalesce: {
    usage: 'coalesce(a, b, …)',
    arity: [2, 99],
    write: items => ({
      ...items[0]!,
      sql: sql`coalesce(${join(
        items.map(item => item.sql),
        ', ',
      )})`,
    }),
  },
  nullif: {
    usage: 'nullIf(a, b)',
    arity: [2, 2],
    write: ([a, b]) => ({ ...a!, sql: sql`nullif(${a!.sql}, ${b!.sql})` }),
  },
  isnull: { usage: 'isNull(a)', arity: [1, 1], write: ([a]) => yes(sql`${a!.sql} is null`) },
  isnotnull: { usage: 'isNotNull(a)', arity: [1, 1], write: ([a]) => yes(sql`${a!.sql} is not null`) },
  in: {
    usage: "in(a, ['b', 'c'])",
    arity: [2, 2],
    write: ([a, list]) => yes(sql`${a!.sql} in (${list!.sql})`),
  },
  notin: {
    usage: "notIn(a, ['b', 'c'])",
    arity: [2, 2],
    write: ([a, list]) => yes(sql`${a!.sql} not in (${list!.sql})`),
  },
  // Text
  concat: {
    usage: 'concat(a, b, …)',
    arity: [2, 99],
    write: items => text(sql`concat(${join(items.map(toText), ', ')})`),
  },
  substring: renamed('substring(a, start, length)', 'substr', 'varchar'),
  left: { usage: 'left(a, n)', arity: [2, 2], write: ([a, n]) => text(sql`substr(${a!.sql}, 1, ${n!.sql})`) },
  right: { usage: 'right(a, n)', arity: [2, 2], write: ([a, n]) => text(sql`substr(${a!.sql}, -(${n!.sql}))`) },
  strlen: renamed('strlen(a)', 'length', 'bigint'),
  trim: renamed('trim(a)', 'trim', 'varchar'),
  ltrim: renamed('ltrim(a)', 'ltrim', 'varchar'),
  rtrim: renamed('rtrim(a)', 'rtrim', 'varchar'),
  tolower: renamed('toLower(a)', 'lower', 'varchar'),
  toupper: renamed('toUpper(a)', 'upper', 'varchar'),
  replace: renamed('replace(a, from, to)', 'replace', 'varchar'),
  split: renamed('split(a, delimiter, position)', 'split_part', 'varchar'),
  locate: renamed('locate(a, part)', 'strpos', 'bigint'),
  contains: {
    usage: 'contains(a, part)',
    arity: [2, 2],
    write: ([a, b]) => yes(sql`strpos(${a!.sql}, ${b!.sql}) > 0`),
  },
  startswith: renamed('startsWith(a, part)', 'starts_with', 'boolean'),
  tostring: { usage: 'toString(a)', arity: [1, 1], write: ([a]) => text(toText(a!)) },
  parseint: { usage: 'parseInt(a)', arity: [1, 1], write: ([a]) => whole(sql`try_cast(${a!.sql} as bigint)`) },
  parsedecimal: { usage: 'parseDecimal(a)', arity: [1, 1], write: ([a]) => double(sql`try_cast(${a!.sql} as double)`) },
  // Numbers
  round: {
    usage: 'round(a, places)',
    arity: [1, 2],
    write: ([a, places]) => ({ ...a!, sql: places ? sql`round(${a!.sql}, ${places.sql})` : sql`round(${a!.sql})` }),
  },
  floor: rounding('floor(a)', 'floor'),
  ceil: rounding('ceil(a)', 'ceil'),
  abs: rounding('abs(a)', 'abs'),
  ...timeFunctions,
}

/** A number as it is written. */
function isNonzero({ sql: { text } }: Value): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) !== 0
}

/** `case when … then … else … end` */
function writeChoice(items: readonly Value[]): Value | string {
  if (items.length % 2 === 0) return 'an odd number of arguments, the last one what else it is'
  const results = items.filter((_, i) => i % 2 === 1 || i === items.length - 1)
  const known = results.filter(({ type }) => type !== 'unknown')
  const type = known.every(each => isNumber(each.type)) ? known.map(each => each.type).reduce(widest) : known[0]!.type
  const cases = []
  for (let i = 0; i + 1 < items.length; i += 2) cases.push(sql`when ${items[i]!.sql} then ${items[i + 1]!.sql}`)
  const isLocal = known.some(each => each.isLocal === true)
  const parts = [...cases, sql`else ${items.at(-1)!.sql}`]
  const written = parts.length > 3 ? sql`case\n${indent(join(parts, '\n'))}\nend` : sql`case ${join(parts, ' ')} end`
  return { sql: written, type, isLocal }
}

function widest(a: string, b: string): string {
  const families = [familyOf(a), familyOf(b)]
  if (families.includes('double')) return 'double'
  if (families.includes('decimal')) return families[0] === 'decimal' ? a : b
  return 'bigint'
}
