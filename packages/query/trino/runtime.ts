// What goes wrong with rows, in Trino's words: thrown by our own functions with Trino's code before them, or DuckDB's own.
import { Refusal, TrinoError } from './error.ts'

/** `DIVISION_BY_ZERO: Division by zero` */
const OWN = /(?:^|: )([A-Z][A-Z_]{5,}): ([\s\S]*)$/

const TYPES: Readonly<Record<string, string>> = {
  INT8: 'tinyint',
  INT16: 'smallint',
  INT32: 'integer',
  INT64: 'bigint',
  INT128: 'bigint',
}

const OPERATIONS: Readonly<Record<string, readonly [name: string, sign: string]>> = {
  addition: ['addition', '+'],
  subtraction: ['subtraction', '-'],
  multiplication: ['multiplication', '*'],
}

type Explain = (...parts: string[]) => readonly [code: string, message: string]

/** DuckDB's words, and how Trino says the same. */
const KNOWN: readonly (readonly [pattern: RegExp, explain: Explain])[] = [
  [
    /Overflow in (addition|subtraction|multiplication) of (INT\d+) \((-?\d+) [-+*] (-?\d+)\)/,
    (operation, type, a, b) => {
      const [name, sign] = OPERATIONS[operation!]!
      return ['NUMERIC_VALUE_OUT_OF_RANGE', `${TYPES[type!]} ${name} overflow: ${a} ${sign} ${b}`]
    },
  ],
  [
    /Overflow in negation of integer|Overflow in (?:negation|abs)/,
    () => ['NUMERIC_VALUE_OUT_OF_RANGE', 'bigint negation overflow'],
  ],
  [
    /Type (INT\d+|DECIMAL\(.+?\)|HUGEINT) with value (-?[\d.]+) can't be cast .*?to the destination type (INT\d+)/,
    (_, value, to) => ['INVALID_CAST_ARGUMENT', `Out of range for ${TYPES[to!] ?? to}: ${value}`],
  ],
  [
    /Casting (?:to INT|value) "?(-?[\d.]+)"? (?:to type )?.*(?:failed|out of range)/i,
    value => ['NUMERIC_VALUE_OUT_OF_RANGE', `Value out of range: ${value}`],
  ],
  [
    /Could not cast value (-?[\d.]+) to (DECIMAL\(.+?\))/,
    (value, to) => ['INVALID_CAST_ARGUMENT', `Cannot cast ${value} to ${to}`],
  ],
  [/Overflow in (?:sum|HUGEINT|.*DECIMAL)/i, () => ['NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow']],
  [
    /More than one row returned by a subquery used as an expression/,
    () => ['SUBQUERY_MULTIPLE_ROWS', 'Scalar sub-query has returned multiple rows'],
  ],
  [/LIMIT.*can't be cast|Limit.*negative/i, () => ['INVALID_LIMIT_CLAUSE', 'LIMIT must not be negative']],
]

/** Undefined for what says nothing of the rows. */
export function explainRuntime(message: string): TrinoError | undefined {
  const [, code, words] = OWN.exec(message) ?? []
  if (code === 'NOT_SUPPORTED_LOCALLY') return refuse(words!)
  if (code !== undefined) return new TrinoError(code, undefined, words!)
  for (const [pattern, explain] of KNOWN) {
    const found = pattern.exec(message)
    if (found !== null) {
      const [own, said] = explain(...found.slice(1))
      return new TrinoError(own, undefined, said)
    }
  }
  return undefined
}

/** Of our own functions, which refuse what only a row shows. */
function refuse(words: string): Refusal {
  const [, what, got, instead] = /^([\s\S]*?) runs? on Athena only(?:, (got [^:]*))?(?:: ([\s\S]*))?$/.exec(words) ?? []
  const subject = what === undefined ? words : got === undefined ? what : `${what}, ${got},`
  return new Refusal(undefined, subject, instead ?? 'ask it there')
}
