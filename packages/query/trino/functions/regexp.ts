// Regular expressions: what RE2 says the same of, DuckDB does, the rest we do.
import { quoteText } from '../expression.ts'
import type { Call, Emit, Scalars } from '../function.ts'
import { once } from '../once.ts'
import { compilePattern } from '../regexp/pattern.ts'
import { varcharOf } from '../type.ts'

/** Literals of ASCII, classes of them, plain groups: one of what stands for one letter or a group, and how often. */
const LETTER = String.raw`[A-Za-z0-9 _\-/:;,=&%@!~"'#<>]|\\[.\-/?+*()[\]{}|^$\\dw]|\.|\[\^?(?:[A-Za-z0-9 _.,:;=&%@!/?+*#]|\\[.\-/dw])(?:[A-Za-z0-9 _.,:;=&%@!/?+*#]|-(?=[A-Za-z0-9])|\\[.\-/dw])*\]`
const PLAIN = new RegExp(`^\\^?(?:(?:${LETTER})(?:[*+?]\\??)?|\\((?:\\?:)?|\\)|\\|)*\\$?$`)

/** The pattern as RE2 has it; undefined where it may mean something else there. */
function asRe2(pattern: string, mayEnd: boolean): string | undefined {
  if (
    !PLAIN.test(pattern) ||
    /[(|)]\^|\$[|)]|\((?!\?:)|\[[^\]]*-[^\]]*\\|\)[*+?{]/.test(pattern.replace(/\\[()]/g, '..'))
  )
    return undefined
  if (pattern.includes('|') && /^\^|[^\\]\$$/.test(pattern)) return undefined
  if (!/[^\\]\$$|^\$$/.test(pattern)) return pattern
  // Before a last newline, too, is the end.
  return mayEnd ? `${pattern.slice(0, -1)}\\n?\\z` : undefined
}

/** Refuses where the pattern is seen to be none of ours; what is no pattern at all, rows find out. */
function check(call: Call): void {
  const pattern = call.args[1]!.literal
  const [, what] = /^NOT_SUPPORTED_LOCALLY: (.*) runs on Athena only/.exec(findFault(pattern ?? '') ?? '') ?? []
  if (what !== undefined) call.refuse(what, 'write it with plain classes and groups')
}

function findFault(pattern: string): string | undefined {
  try {
    compilePattern(pattern)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const checked =
  (emit: (call: Call) => ReturnType<Exclude<Emit, string>>): Emit =>
  call => {
    check(call)
    return emit(call)
  }

const plainly = (call: Call, mayEnd: boolean) => {
  const { literal } = call.args[1]!
  return literal === undefined || findFault(literal) !== undefined ? undefined : asRe2(literal, mayEnd)
}

const like = checked(call => {
  const re2 = plainly(call, true)
  return re2 === undefined
    ? `trino_regexp_like(${call.args[0]!.sql}, ${call.args[1]!.sql})`
    : `regexp_matches(${call.args[0]!.sql}, ${quoteText(re2)})`
})

const extract = checked(call => {
  const [text, pattern, group] = call.args
  const re2 = group === undefined || group.literal === '0' ? plainly(call, false) : undefined
  if (re2 === undefined) return `trino_regexp_extract(${text!.sql}, ${pattern!.sql}, ${group?.sql ?? '0'})`
  const quoted = quoteText(re2)
  return `(case when regexp_matches(${text!.sql}, ${quoted}) then regexp_extract(${text!.sql}, ${quoted}) end)`
})

const replace = checked(({ args: [text, pattern, replacement] }) => {
  const sql = `trino_regexp_replace(${text!.sql}, ${pattern!.sql}, ${replacement?.sql ?? "''"})`
  const [x, y] = [text!, replacement].map(each => (each?.type.kind === 'varchar' ? each.type.length : 0))
  if (x === null || y === null) return { sql, type: varcharOf(null) }
  const most = x! + Math.max(Math.floor((x! * y!) / 2), y!) * (x! + 1)
  return { sql, type: replacement === undefined ? text!.type : varcharOf(most >= 2147483647 ? null : most) }
})

/** Each match becomes what the lambda makes of its groups; a NULL of it makes all NULL. */
const replaceBy = checked(({ args: [text, pattern, lambda] }) =>
  once([text!.sql, pattern!.sql], ([subject, regexp]) => {
    const count = `cast(trino_regexp_count(${subject}, ${regexp}) as bigint)`
    const groups = `trino_regexp_groups(${subject}, ${regexp})`
    const each = `list_transform(range(${count}), lambda i: ${groups}[i * (len(${groups}) // ${count}) + 1 : (i + 1) * (len(${groups}) // ${count})])`
    const parts = [`trino_regexp_split(${subject}, ${regexp})`, `list_transform(${each}, ${lambda!.sql})`]
    return once(parts, ([between, matches]) => {
      const pairs = `list_transform(list_zip(${between}, ${matches}), lambda p: concat(p[1], p[2]))`
      return `case when ${between} is not null and list_count(${matches}) = len(${matches}) then array_to_string(${pairs}, '') end`
    })
  }),
)

const simply = (sql: string): Emit =>
  checked(({ args }) => sql.replace(/\$(\d)/g, (_, i: string) => args[Number(i) - 1]!.sql))

export const scalars: Scalars = {
  'regexp_count(varchar(x), joniregexp) -> bigint': simply('trino_regexp_count($1, $2)'),
  'regexp_extract(varchar(x), joniregexp) -> varchar(x)': extract,
  'regexp_extract(varchar(x), joniregexp, bigint) -> varchar(x)': extract,
  'regexp_extract_all(varchar(x), joniregexp) -> array(varchar(x))': simply('trino_regexp_extract_all($1, $2, 0)'),
  'regexp_extract_all(varchar(x), joniregexp, bigint) -> array(varchar(x))': simply(
    'trino_regexp_extract_all($1, $2, $3)',
  ),
  'regexp_like(varchar(x), joniregexp) -> boolean': like,
  'regexp_position(varchar(x), joniregexp) -> integer': simply('cast(trino_regexp_position($1, $2, 1, 1) as integer)'),
  'regexp_position(varchar(x), joniregexp, integer) -> integer': simply(
    'cast(trino_regexp_position($1, $2, $3, 1) as integer)',
  ),
  'regexp_position(varchar(x), joniregexp, integer, integer) -> integer': simply(
    'cast(trino_regexp_position($1, $2, $3, $4) as integer)',
  ),
  'regexp_replace(varchar, joniregexp, function(array(varchar), varchar(x))) -> varchar': replaceBy,
  'regexp_replace(varchar(x), joniregexp) -> varchar(x)': replace,
  'regexp_replace(varchar(x), joniregexp, varchar(y)) -> varchar(z)': replace,
  'regexp_split(varchar(x), joniregexp) -> array(varchar(x))': simply('trino_regexp_split($1, $2)'),
}
