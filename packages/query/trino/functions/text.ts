// Functions over text. Where DuckDB counts code points, too, its own are used.
import { quoteText } from '../expression.ts'
import type { Call, Emit, Scalars } from '../function.ts'
import { type Type, varcharOf } from '../type.ts'

const MOST = 2147483647
/** The most characters that a text is filled up to: as long as memory, for many rows at once, no limit of DuckDB's stops. */
const LONGEST = 10_000

const WHITE = [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000]
  .concat([0, 1, 2, 3, 4, 5, 6, 8, 9, 10].map(i => 0x2000 + i))
  .map(code => String.fromCodePoint(code))
  .join('')

function lengthOf(type: Type): number {
  return (type.kind === 'varchar' || type.kind === 'char' ? type.length : null) ?? MOST
}

function varcharWithin(length: number): Type {
  return varcharOf(length >= MOST ? null : length)
}

/** A char without the spaces that it does not hold, with them. */
function padded({ args: [value] }: Call): string {
  return value!.type.kind === 'char' ? `rpad(${value!.sql}, ${lengthOf(value!.type)}, ' ')` : value!.sql
}

const isInteger = (literal: string | undefined): literal is string => literal !== undefined && /^\d{1,9}$/.test(literal)

const substr: Emit = call => {
  const [, start, length] = call.args
  const text = padded(call)
  const from = isInteger(start!.literal) && Number(start!.literal) > 0
  if (length === undefined) return from ? `substring(${text}, ${start!.sql})` : `trino_substr(${text}, ${start!.sql})`
  if (from && isInteger(length.literal)) return `substring(${text}, ${start!.sql}, ${length.sql})`
  return `trino_substr_within(${text}, ${start!.sql}, ${length.sql})`
}

const replace: Emit = ({ args: [text, from, to] }) => {
  const plain = `replace(${text!.sql}, ${from!.sql}, ${to?.sql ?? "''"})`
  const sql =
    from!.literal !== undefined && from!.literal !== ''
      ? plain
      : `(case when ${from!.sql} = '' then trino_interleave(${text!.sql}, ${to?.sql ?? "''"}) else ${plain} end)`
  if (to === undefined) return sql
  const [x, z] = [lengthOf(text!.type), lengthOf(to.type)]
  return { sql, type: varcharWithin(x + z * (x + 1)) }
}

const split: Emit = ({ args: [text, delimiter, limit] }) => {
  if (limit !== undefined) return `trino_split_within(${text!.sql}, ${delimiter!.sql}, ${limit.sql})`
  const isPlain = delimiter!.literal !== undefined && delimiter!.literal !== ''
  return `${isPlain ? 'str_split' : 'trino_split'}(${text!.sql}, ${delimiter!.sql})`
}

const splitPart: Emit = ({ args: [text, delimiter, index] }) => {
  const isPlain = delimiter!.literal !== undefined && delimiter!.literal !== ''
  if (isPlain && isInteger(index!.literal) && Number(index!.literal) > 0) {
    return `list_extract(str_split(${text!.sql}, ${delimiter!.sql}), ${index!.sql})`
  }
  return `trino_split_part(${text!.sql}, ${delimiter!.sql}, ${index!.sql})`
}

const pad: Emit = ({ name, args: [text, length, filler] }) => {
  const isPlain = isInteger(length!.literal) && Number(length!.literal) <= LONGEST && (filler!.literal ?? '') !== ''
  const size = isPlain ? length!.sql : `trino_pad_length(${length!.sql}, ${filler!.sql})`
  return `${name}(${text!.sql}, cast(${size} as integer), ${filler!.sql})`
}

const trim: Emit = call =>
  `${call.name}(${call.name === 'ltrim' || call.args[0]!.type.kind === 'char' ? padded(call) : '$1'}, ${call.args[1]?.sql ?? quoteText(WHITE)})`.replace(
    '$1',
    () => call.args[0]!.sql,
  )

/** A char has no spaces at its end. */
const trimChar: Emit = call => `rtrim(${(trim as (call: Call) => string)(call)}, ' ')`

const concat: Emit = call => {
  // Trino names no place.
  if (call.args.length < 2)
    return "trino_fail('INVALID_FUNCTION_ARGUMENT: There must be two or more concatenation arguments')"
  return `(${call.args.map(({ sql }) => sql).join(' || ')})`
}

const trims: Scalars = Object.fromEntries(
  ['trim', 'ltrim', 'rtrim'].flatMap(name => [
    [`${name}(char(x)) -> varchar(x)`, trimChar],
    [`${name}(char(x), codepoints) -> varchar(x)`, trimChar],
    [`${name}(varchar(x)) -> varchar(x)`, trim],
    [`${name}(varchar(x), codepoints) -> varchar(x)`, trim],
  ]),
)

const substrings: Scalars = Object.fromEntries(
  ['substr', 'substring'].flatMap(name =>
    ['char', 'varchar'].flatMap(kind => [
      [`${name}(${kind}(x), bigint) -> varchar(x)`, substr],
      [`${name}(${kind}(x), bigint, bigint) -> varchar(x)`, substr],
    ]),
  ),
)

const stem: Emit = call => call.refuse('word_stem', 'compare words whole, or ask Athena')

export const scalars: Scalars = {
  ...trims,
  ...substrings,
  'chr(bigint) -> varchar(1)': 'trino_chr($1)',
  'codepoint(varchar(1)) -> integer': 'cast(trino_codepoint($1) as integer)',
  'concat(char(x), char(y)) -> char(x)': ({ args: [left, right] }) => {
    const [x, y] = [lengthOf(left!.type), lengthOf(right!.type)]
    return { sql: `rtrim(rpad(${left!.sql}, ${x}, ' ') || ${right!.sql}, ' ')`, type: { kind: 'char', length: x + y } }
  },
  'concat(varchar...) -> varchar': concat,
  'hamming_distance(varchar(x), varchar(y)) -> bigint': 'trino_hamming_distance($1, $2)',
  'length(char(x)) -> bigint': call => `length(${padded(call)})`,
  'length(varchar(x)) -> bigint': 'length($1)',
  'levenshtein_distance(varchar(x), varchar(y)) -> bigint': 'trino_levenshtein_distance($1, $2)',
  'lower(char(x)) -> char(x)': 'trino_lower($1)',
  'lower(varchar(x)) -> varchar(x)': 'trino_lower($1)',
  'lpad(varchar(x), bigint, varchar(y)) -> varchar': pad,
  'luhn_check(varchar) -> boolean': 'trino_luhn_check($1)',
  'normalize(varchar(x), varchar(y)) -> varchar': 'trino_normalize($1, $2)',
  'replace(varchar(x), varchar(y)) -> varchar(x)': replace,
  'replace(varchar(x), varchar(y), varchar(z)) -> varchar(u)': replace,
  'reverse(varchar(x)) -> varchar(x)': 'trino_reverse($1)',
  'rpad(varchar(x), bigint, varchar(y)) -> varchar': pad,
  'soundex(varchar) -> varchar(4)': 'trino_soundex($1)',
  'split(varchar(x), varchar(y)) -> array(varchar(x))': split,
  'split(varchar(x), varchar(y), bigint) -> array(varchar(x))': split,
  'split_part(varchar(x), varchar(y), bigint) -> varchar(x)': splitPart,
  'split_to_map(varchar, varchar, varchar) -> map(varchar, varchar)':
    'trino_map_of_halves(trino_split_to_map($1, $2, $3))',
  'split_to_multimap(varchar, varchar, varchar) -> map(varchar, array(varchar))':
    'trino_map_of_lists(trino_split_to_multimap($1, $2, $3))',
  'starts_with(varchar(x), varchar(y)) -> boolean': 'starts_with($1, $2)',
  'strpos(varchar(x), varchar(y)) -> bigint': "(case when $2 = '' and $1 is not null then 1 else strpos($1, $2) end)",
  'strpos(varchar(x), varchar(y), bigint) -> bigint': 'trino_strpos($1, $2, $3)',
  'translate(varchar(x), varchar(y), varchar(z)) -> varchar': 'trino_translate($1, $2, $3)',
  'upper(char(x)) -> char(x)': 'trino_upper($1)',
  'upper(varchar(x)) -> varchar(x)': 'trino_upper($1)',
  'word_stem(varchar(x)) -> varchar(x)': stem,
  'word_stem(varchar(x), varchar(2)) -> varchar(x)': stem,
}

export const macros: readonly string[] = [
  `trino_substr(x, i) as case when i > 0 then substring(x, least(i, ${MOST}))
     when i < 0 and i >= -length(x) then substring(x, i) else substring(x, 1, 0 * sign(i)) end`,
  `trino_substr_within(x, i, n) as case when n > 0 and i > 0 then substring(x, least(i, ${MOST}), least(n, ${MOST}))
     when n > 0 and i < 0 and i >= -length(x) then substring(x, i, least(n, ${MOST})) else substring(x, 1, 0 * sign(i) * sign(n)) end`,
  'trino_map_of_halves(x) as map(x[:len(x) // 2], x[len(x) // 2 + 1:])',
  `trino_map_of_lists(x) as map(cast(json_extract(x, '$.k') as varchar[]), cast(json_extract(x, '$.v') as varchar[][]))`,
  `trino_pad_length(n, p) as case
     when n < 0 or n > ${MOST} then trino_error('INVALID_FUNCTION_ARGUMENT: Target length must be in the range [0..${MOST}]')
     when p = '' then trino_error('INVALID_FUNCTION_ARGUMENT: Padding string must not be empty')
     when n > ${LONGEST} then trino_error('NOT_SUPPORTED_LOCALLY: a text filled up to more than ${LONGEST} characters runs on Athena only, got ' || n)
     else n end`,
]
