// Which of Athena's functions this engine has, and what becomes of each call. A function that is not here is refused:
// so nothing is silently answered otherwise than on Athena, and nothing of DuckDB's own (files, settings) can be reached.
import { QueryError } from './engine.ts'
import { call, castTo, literalOf, type Tree, text } from './tree.ts'
import { readUtc } from './zone.ts'

export interface FunctionRule {
  /** The fewest and most arguments. */
  readonly arity: readonly [number, number]
  /** DuckDB's name, or our macro's, where it is another. */
  readonly name?: string
  /** aggregate: counts each value once. */
  readonly isDistinct?: boolean
  /** aggregate, window: a macro around its first argument. */
  readonly argument?: string
  /** scalar: what the whole call becomes. */
  readonly rewrite?: (children: readonly Tree[]) => Tree
}

const UNITS = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']
const PARTS: Record<string, string> = {
  day_of_month: 'day',
  day_of_week: 'isodow',
  dow: 'isodow',
  day_of_year: 'doy',
  year_of_week: 'isoyear',
  yow: 'isoyear',
  ...Object.fromEntries(
    ['year', 'quarter', 'month', 'week', 'day', 'doy', 'hour', 'minute', 'second'].map(x => [x, x]),
  ),
}
const FORMATS: Record<string, string> = {
  ...Object.fromEntries([...'abdfHIjmpSYy%'].map(letter => [letter, `%${letter}`])),
  ...{ c: '%-m', e: '%-d', h: '%I', i: '%M', k: '%-H', l: '%-I', M: '%B', r: '%I:%M:%S %p', s: '%S', T: '%H:%M:%S' },
  ...{ v: '%V', W: '%A', x: '%G' },
}

const same = (arity: FunctionRule['arity'], names: string) =>
  Object.fromEntries(names.split(' ').map(name => [name, { arity }]))
const macro = (arity: FunctionRule['arity'], names: string) =>
  Object.fromEntries(names.split(' ').map(name => [name, { arity, name: `athena_${name}` }]))
const renamed = (arity: FunctionRule['arity'], names: Record<string, string>) =>
  Object.fromEntries(Object.entries(names).map(([from, name]) => [from, { arity, name }]))

const aggregates: Record<string, FunctionRule> = {
  ...same([0, 1], 'count'),
  ...same([0, 0], 'count_star'),
  ...same([1, 1], 'sum min max bool_and bool_or array_agg any_value'),
  ...same([1, 1], 'stddev stddev_pop stddev_samp variance var_pop var_samp'),
  ...renamed([1, 1], { arbitrary: 'any_value', every: 'bool_and' }),
  // Exact: as near as Athena's on small numbers, which DuckDB's is not.
  approx_distinct: { arity: [1, 1], name: 'count', isDistinct: true },
  ...renamed([2, 2], { approx_percentile: 'approx_quantile', max_by: 'arg_max_null', min_by: 'arg_min_null' }),
  avg: { arity: [1, 1], argument: 'athena_averaged' },
  // DuckDB's own is null, not 0, where all are null.
  count_if: { arity: [1, 1], name: 'count', argument: 'athena_counted' },
}

const windows: Record<string, FunctionRule> = {
  ...same([0, 0], 'row_number rank dense_rank percent_rank cume_dist'),
  ...same([1, 1], 'ntile first_value last_value'),
  ...same([1, 3], 'lag lead'),
  ...same([2, 2], 'nth_value'),
}

const scalars: Record<string, FunctionRule> = {
  // Operators, as the parser calls them
  ...same([1, 2], '+'),
  ...same([2, 2], '* || ~~ !~~ nullif position'),
  ...same([3, 3], 'like_escape not_like_escape'),
  '-': { arity: [1, 2], rewrite: parts => (parts.length === 1 ? call('-', ...parts) : call('athena_minus', ...parts)) },
  '/': { arity: [2, 2], rewrite: ([a, b]) => call(isDouble(a!) || isDouble(b!) ? '/' : 'athena_divide', a!, b!) },
  '%': { arity: [2, 2], rewrite: parts => call('athena_modulo', ...parts) },
  mod: { arity: [2, 2], name: 'athena_modulo' },
  // Numbers
  ...same([0, 0], 'pi'),
  ...same([1, 1], 'abs sign ceil ceiling floor sqrt cbrt exp ln log2 log10 radians degrees trunc'),
  ...same([1, 1], 'sin cos tan asin acos atan'),
  ...same([2, 2], 'power pow atan2 log'),
  ...renamed([1, 1], { truncate: 'trunc', is_nan: 'isnan', is_finite: 'isfinite', is_infinite: 'isinf' }),
  ...renamed([0, 0], { random: 'random', rand: 'random' }),
  ...macro([1, 2], 'round'),
  ...macro([2, 3], 'greatest least'),
  // Text
  ...same([1, 1], 'lower upper length reverse chr'),
  ...same([2, 2], 'strpos starts_with'),
  ...same([2, 32], 'concat_ws'),
  ...renamed([1, 1], { codepoint: 'unicode' }),
  ...renamed([2, 2], { split: 'str_split', regexp_like: 'regexp_matches', regexp_split: 'regexp_split_to_array' }),
  ...same([2, 3], 'regexp_extract_all'),
  ...macro([2, 3], 'replace regexp_extract regexp_replace substr array_join'),
  ...renamed([2, 3], { substring: 'athena_substr' }),
  ...macro([3, 3], 'split_part lpad rpad'),
  trim: { arity: [1, 2], rewrite: parts => call(parts.length === 1 ? 'athena_trim' : 'trim', ...parts) },
  ltrim: { arity: [1, 2], rewrite: parts => call(parts.length === 1 ? 'athena_ltrim' : 'ltrim', ...parts) },
  rtrim: { arity: [1, 2], rewrite: parts => call(parts.length === 1 ? 'athena_rtrim' : 'rtrim', ...parts) },
  concat: { arity: [2, 32], rewrite: parts => parts.reduce((left, right) => call('||', left, right)) },
  // Times
  ...same([0, 0], 'now'),
  ...same([1, 1], 'year quarter month week day hour minute second'),
  ...same([1, 1], 'to_milliseconds to_seconds to_minutes to_hours to_days to_weeks to_months to_quarters to_years'),
  ...renamed([1, 1], { day_of_month: 'day', week_of_year: 'week', day_of_week: 'isodow', dow: 'isodow' }),
  ...renamed([1, 1], { day_of_year: 'dayofyear', doy: 'dayofyear', year_of_week: 'isoyear', yow: 'isoyear' }),
  ...renamed([1, 1], { to_unixtime: 'epoch', from_unixtime: 'to_timestamp', last_day_of_month: 'last_day' }),
  ...macro([1, 1], 'millisecond to_iso8601'),
  ...macro([2, 3], 'sequence'),
  with_timezone: { arity: [2, 2], rewrite: readUtc },
  date: { arity: [1, 1], rewrite: ([x]) => castTo('DATE', x!) },
  from_iso8601_date: { arity: [1, 1], rewrite: ([x]) => castTo('DATE', x!) },
  from_iso8601_timestamp: {
    arity: [1, 1],
    rewrite: ([x]) => castTo('TIMESTAMP WITH TIME ZONE', call('athena_text_of_instant', x!)),
  },
  date_add: {
    arity: [3, 3],
    rewrite: ([unit, n, x]) => call('athena_add', x!, interval(unitOf(unit, 'date_add'), n!)),
  },
  date_diff: { arity: [3, 3], rewrite: ([unit, a, b]) => call('datesub', text(unitOf(unit, 'date_diff')), a!, b!) },
  date_trunc: {
    arity: [2, 2],
    rewrite: ([unit, x]) => call('athena_date_trunc', text(unitOf(unit, 'date_trunc')), x!),
  },
  // extract(… from x), as the parser calls it
  date_part: { arity: [2, 2], rewrite: ([part, x]) => call('date_part', text(partOf(part)), x!) },
  date_format: { arity: [2, 2], rewrite: ([x, format]) => call('strftime', x!, text(formatOf(format, 'date_format'))) },
  date_parse: { arity: [2, 2], rewrite: ([x, format]) => call('strptime', x!, text(formatOf(format, 'date_parse'))) },
  // Arrays, JSON, URLs
  ...renamed([1, 1], { cardinality: 'len' }),
  ...macro([2, 2], 'element_at url_extract_parameter'),
  json_extract: { arity: [2, 2], rewrite: ([x, path]) => call('athena_json_extract', x!, pathOf(path!)) },
  json_extract_scalar: { arity: [2, 2], rewrite: ([x, path]) => call('athena_json_extract_scalar', x!, pathOf(path!)) },
  ...macro([1, 1], 'json_array_length url_extract_protocol url_extract_host url_extract_port'),
  ...macro([1, 1], 'url_extract_path url_extract_query url_extract_fragment'),
  json_format: { arity: [1, 1], rewrite: ([x]) => castTo('VARCHAR', x!) },
}

const ZONED = "the zone stays with the time on Athena only: write cast(at_timezone(x, 'zone') as timestamp)"
const REFUSED: Record<string, string> = {
  timezone: `AT TIME ZONE: ${ZONED}`,
  at_timezone: `at_timezone: ${ZONED}`,
  '//': '// is DuckDB’s: Athena divides integers with /',
  string_agg: 'string_agg is not Athena’s: use array_join(array_agg(x order by y), …)',
  format_datetime: 'format_datetime is not translated yet: use date_format',
  parse_datetime: 'parse_datetime is not translated yet: use date_parse',
  listagg: 'listagg is not translated yet: use array_join(array_agg(x order by y), …)',
}

/** The names of the functions there are, in the order of the alphabet. */
export const functionNames: readonly string[] = [aggregates, windows, scalars]
  .flatMap(kind => Object.keys(kind))
  .filter(name => /^[a-z]/.test(name) && !['count_star', 'date_part', 'like_escape', 'not_like_escape'].includes(name))
  .sort()

/** What to do with a call. @throws QueryError for a function this engine does not have, or a wrong number of arguments. */
export function ruleOf(name: string, count: number, isWindow: boolean): FunctionRule {
  const kinds = isWindow ? [aggregates, windows] : [aggregates, scalars]
  const rule = kinds.find(kind => Object.hasOwn(kind, name))?.[name]
  if (rule === undefined) {
    const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined
    throw new QueryError(why ?? `${name}: expected a function of Athena’s that is known to this engine, got ${name}`)
  }
  const [least, most] = rule.arity
  if (count < least || count > most) {
    const expected = least === most ? `${least}` : `${least} to ${most}`
    throw new QueryError(`${name}: expected ${expected} arguments, got ${count}`)
  }
  return rule
}

/** Intervals are written `interval '1' day`, which the parser turns into to_days(1). */
export function isInterval(node: Tree): boolean {
  return (
    node.class === 'FUNCTION' &&
    /^to_(milli)?(second|minute|hour|day|week|month|quarter|year)s$/.test(String(node.function_name))
  )
}

/** Seen to be so without knowing columns. */
function isDouble(node: Tree): boolean {
  return node.class === 'CAST' && (node.cast_type as Tree).id === 'DOUBLE'
}

function interval(unit: string, count: Tree): Tree {
  const type = ['millisecond', 'second'].includes(unit)
    ? 'DOUBLE'
    : ['minute', 'hour'].includes(unit)
      ? 'BIGINT'
      : 'INTEGER'
  return call(`to_${unit}s`, castTo(type, count))
}

function unitOf(node: Tree | undefined, name: string): string {
  const unit = literalOf(node)?.toLowerCase()
  if (unit === undefined || !UNITS.includes(unit)) {
    throw new QueryError(
      `${name}: expected a unit ('${UNITS.join("', '")}') as a literal, got ${unit ?? 'an expression'}`,
    )
  }
  return unit
}

function partOf(node: Tree | undefined): string {
  const part = literalOf(node)?.toLowerCase() ?? ''
  if (Object.hasOwn(PARTS, part)) return PARTS[part]!
  throw new QueryError(`extract: expected ${Object.keys(PARTS).join(', ')}, got ${part}`)
}

/** `$["a b"]` is `$."a b"` to DuckDB. */
function pathOf(node: Tree): Tree {
  const path = literalOf(node)
  return path === undefined ? node : text(path.replace(/\["([^"]*)"\]/g, '."$1"'))
}

/** A MySQL format, as Athena's date_format takes it, in DuckDB's letters. */
function formatOf(node: Tree | undefined, name: string): string {
  const format = literalOf(node)
  if (format === undefined) throw new QueryError(`${name}: expected a format as a literal, got an expression`)
  return format.replace(/%(.?)/gs, (written, letter: string) => {
    if (Object.hasOwn(FORMATS, letter)) return FORMATS[letter]!
    throw new QueryError(`${name}: expected a format of ${Object.keys(FORMATS).join(' ')} after %, got ${written}`)
  })
}
