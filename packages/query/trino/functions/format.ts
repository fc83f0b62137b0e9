// format(): as many arguments of any type as one likes.
import type { Expression } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRST']

/** What kinds of arguments there are, by their type's. */
const KINDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['tinyint', 'smallint', 'integer', 'bigint'].map(kind => [kind, 'i'])),
  ...{
    double: 'f',
    real: 'f',
    decimal: 'd',
    varchar: 's',
    char: 's',
    boolean: 'b',
    date: 't',
    timestamp: 't',
    json: 's',
  },
}

function tag(call: Call, { sql, type }: Expression): string {
  if (type.kind === 'unknown') return 'NULL'
  const kind = KINDS[type.kind]
  if (kind === undefined) return call.refuse(`format of ${type.kind}`, 'cast it to varchar first')
  if (type.kind === 'char') return `'s:' || rpad(${sql}, ${type.length}, ' ')`
  if (type.kind === 'timestamp') return `'t:' || trino_java_time(${sql})`
  // A real has the digits of its own, not those of the double that it becomes.
  return `'${kind}:' || cast(${sql} as varchar)`
}

const format = (call: Call): string => {
  const [pattern, ...given] = call.args
  return `trino_format(${pattern!.sql}, cast([${given.map(each => tag(call, each)).join(', ')}] as varchar[]))`
}

export const scalars: Scalars = {
  'format(varchar) -> varchar': call =>
    call.fail('SYNTAX_ERROR', "The 'format' function must have at least two arguments"),
  ...Object.fromEntries(
    LETTERS.map((_, i) => [`format(varchar, ${LETTERS.slice(0, i + 1).join(', ')}) -> varchar`, format]),
  ),
}

/** As java.time.LocalDateTime writes itself: no seconds where there are none, and fractions of 3 or 6 digits. */
export const macros: readonly string[] = [
  `trino_java_time(x) as strftime(x, case when epoch_us(x) % 60000000 = 0 then '%Y-%m-%dT%H:%M'
     when epoch_us(x) % 1000000 = 0 then '%Y-%m-%dT%H:%M:%S'
     when epoch_us(x) % 1000 = 0 then '%Y-%m-%dT%H:%M:%S.%g' else '%Y-%m-%dT%H:%M:%S.%f' end)`,
]
