// The functions of expressions that are about times, by the clock in the view's zone.
import { unitsByLetters } from './calendar.ts'
import { type Fragment, literal, raw, sql } from './fragment.ts'
import type { ScalarFunction } from './scalar.ts'
import type { Expression } from './syntax.ts'
import type { Value } from './type.ts'

const text = (value: Fragment): Value => ({ sql: value, type: 'varchar' })
const whole = (value: Fragment): Value => ({ sql: value, type: 'bigint' })

/** By name in small letters. */
export const timeFunctions: Readonly<Record<string, ScalarFunction>> = {
  now: { usage: 'now()', arity: [0, 0], write: (_, { now }) => now },
  truncdate: {
    usage: "truncDate('DD', time)",
    arity: [2, 2],
    write: ([, x], { local }, [letters]) => {
      const unit = unitOf(letters)
      if (unit === undefined) return `one of ${Object.keys(unitsByLetters).join(', ')} first`
      return { sql: sql`date_trunc('${raw(unit)}', ${local(x!)})`, type: x!.type, isLocal: true }
    },
  },
  extract: {
    usage: "extract('HH', time)",
    arity: [2, 2],
    write: ([, x], { local }, [letters]) => {
      const part = letters?.kind === 'text' ? letters.value : ''
      if (!Object.hasOwn(PARTS, part)) return `one of ${Object.keys(PARTS).join(', ')} first`
      return whole(PARTS[part]!(local(x!)))
    },
  },
  datediff: {
    usage: "dateDiff(from, to, 'DD')",
    arity: [2, 3],
    write: ([a, b], _, [, , letters]) => {
      const unit = letters === undefined ? 'day' : unitOf(letters)
      if (unit === undefined) return `one of ${Object.keys(unitsByLetters).join(', ')} last`
      return whole(sql`date_diff('${raw(unit)}', ${a!.sql}, ${b!.sql})`)
    },
  },
  adddatetime: {
    usage: "addDateTime(count, 'DD', time)",
    arity: [3, 3],
    write: ([count, , x], _, [, letters]) => {
      const unit = unitOf(letters)
      if (unit === undefined) return `one of ${Object.keys(unitsByLetters).join(', ')} second`
      return { ...x!, sql: sql`date_add('${raw(unit)}', ${count!.sql}, ${x!.sql})` }
    },
  },
  formatdate: {
    usage: "formatDate(time, 'yyyy-MM-dd')",
    arity: [2, 2],
    write: ([x], { local }, [, pattern]) => {
      const format = pattern?.kind === 'text' ? formatOf(pattern.value) : undefined
      if (format === undefined) return `a pattern of ${Object.keys(LETTERS).join(' ')} and signs second`
      return text(sql`date_format(${local(x!)}, ${literal(format)})`)
    },
  },
  epochdate: {
    usage: 'epochDate(seconds)',
    arity: [1, 1],
    write: ([x]) => ({ sql: sql`cast(from_unixtime(${x!.sql}) as timestamp)`, type: 'timestamp(3)' }),
  },
}

/** Sunday is 1, as in QuickSight. */
const PARTS: Readonly<Record<string, (x: Fragment) => Fragment>> = {
  YYYY: x => sql`year(${x})`,
  Q: x => sql`quarter(${x})`,
  MM: x => sql`month(${x})`,
  DD: x => sql`day(${x})`,
  WD: x => sql`day_of_week(${x}) % 7 + 1`,
  HH: x => sql`hour(${x})`,
  MI: x => sql`minute(${x})`,
  SS: x => sql`second(${x})`,
}

const LETTERS: Readonly<Record<string, string>> = {
  ...{ yyyy: '%Y', yy: '%y', MMMM: '%M', MMM: '%b', MM: '%m', dd: '%d', d: '%e', EEEE: '%W', EEE: '%a' },
  ...{ HH: '%H', hh: '%h', mm: '%i', ss: '%s', a: '%p' },
}

function formatOf(pattern: string): string | undefined {
  let isKnown = true
  const format = pattern.replace(/'([^']*)'|([A-Za-z])\2*|%/g, (found, quoted?: string) => {
    if (quoted !== undefined) return quoted.replaceAll('%', '%%')
    if (found === '%') return '%%'
    if (!Object.hasOwn(LETTERS, found)) isKnown = false
    return LETTERS[found] ?? ''
  })
  return isKnown ? format : undefined
}

function unitOf(written: Expression | undefined): string | undefined {
  const letters = written?.kind === 'text' ? written.value : ''
  return Object.hasOwn(unitsByLetters, letters) ? unitsByLetters[letters]!.toLowerCase() : undefined
}
