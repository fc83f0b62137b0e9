// Sequences: of numbers, of dates, of times.
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '
const WRONG_WAY = `trino_error('${FAULT}sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start')`
const TOO_LONG = `trino_error('${FAULT}result of sequence function must not have more than 10000 entries')`
const NO_STEP = `trino_error('${FAULT}step must not be zero')`
const MOST = 10_000

/** `length` is how many steps there are, `entries` makes the list; both see only a step that leads from a to b. */
function sequence(a: string, b: string, step: string, length: string, entries: string): string {
  return `case when ${a} is null or ${b} is null or ${step} is null then null when ${step} = 0 then ${NO_STEP}
    when (${step} > 0 and ${b} < ${a}) or (${step} < 0 and ${b} > ${a}) then ${WRONG_WAY}
    when ${length} >= ${MOST} then ${TOO_LONG} else ${entries} end`
}

function countNumbers(call: Call): string {
  return once(
    call.args.map(({ sql }) => sql),
    ([a, b, given]) => {
      const step = given ?? `(case when ${b} < ${a} then -1 else 1 end)`
      const length = `(cast(${b} as hugeint) - ${a}) // ${step}`
      return sequence(a!, b!, step, length, `generate_series(cast(${a} as bigint), ${b}, ${step})`)
    },
  )
}

const DAY = 86_400_000

/** Days between dates; a step is in milliseconds, and whole days. */
function countDays(call: Call): string {
  return once(
    call.args.map(({ sql }) => sql),
    ([a, b, given]) => {
      const step = given === undefined ? `(case when ${b} < ${a} then -1 else 1 end)` : `(${given} // ${DAY})`
      const list = sequence(
        a!,
        b!,
        step,
        `(${b} - ${a}) // ${step}`,
        `list_transform(generate_series(0, ${b} - ${a}, ${step}), lambda i: ${a} + cast(i as integer))`,
      )
      if (given === undefined) return list
      const words = `trino_error('${FAULT}sequence step must be a day interval if start and end values are dates')`
      return `case when ${given} % ${DAY} <> 0 then ${words} else ${list} end`
    },
  )
}

/** Months from the first, not from the one before: the 31st comes again after February. */
const countMonths = (type: 'date' | 'timestamp') => (call: Call) =>
  once(
    call.args.map(({ sql }) => sql),
    ([a, b, step]) => {
      const length = `datediff('month', ${a}, ${b}) // ${step}`
      const each = `cast(${a} + to_months(cast(i * ${step} as integer)) as ${type})`
      const all = `list_transform(generate_series(0, ${length}), lambda i: ${each})`
      const within = `list_filter(${all}, lambda e: case when ${step} > 0 then e <= ${b} else e >= ${b} end)`
      return sequence(a!, b!, step!, length, within)
    },
  )

function countTimes(call: Call): string {
  return once(
    call.args.map(({ sql }) => sql),
    ([a, b, step]) => {
      const span = `(epoch_us(${b}) - epoch_us(${a}))`
      const micros = `(${step} * 1000)`
      const each = `list_transform(generate_series(0, ${span}, ${micros}), lambda i: ${a} + to_microseconds(i))`
      return sequence(a!, b!, step!, `${span} // ${micros}`, each)
    },
  )
}

export const scalars: Scalars = {
  'sequence(bigint, bigint) -> array(bigint)': countNumbers,
  'sequence(bigint, bigint, bigint) -> array(bigint)': countNumbers,
  'sequence(date, date) -> array(date)': countDays,
  'sequence(date, date, interval day to second) -> array(date)': countDays,
  'sequence(date, date, interval year to month) -> array(date)': countMonths('date'),
  'sequence(timestamp(p), timestamp(p), interval day to second) -> array(timestamp(p))': countTimes,
  'sequence(timestamp(p), timestamp(p), interval year to month) -> array(timestamp(p))': countMonths('timestamp'),
}
