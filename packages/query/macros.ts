// What DuckDB's own functions do otherwise than Athena's, put right as scalar macros. Aggregates are never wrapped:
// DuckDB drops the FILTER of an aggregate in a macro.

const WHITE = [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000]
  .concat([0, 1, 2, 3, 4, 5, 6, 8, 9, 10].map(i => 0x2000 + i))
  .map(code => `chr(${code})`)
  .join(' || ')

const AUTHORITY = '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?'

/** The most characters that a text is filled up to. */
const LONGEST = 10_000

/** The most entries of a sequence. */
const MOST_ENTRIES = 10_000

// The scale of an exact quotient is the larger of its operands'; DuckDB gives their sum that scale.
const scale = "cast('0' || regexp_extract(typeof(a + b), ',(\\d+)', 1) as integer)"
const unscaled = (x: string) => `abs(cast(replace(cast(cast_to_type(${x}, a + b) as varchar), '.', '') as hugeint))`

/** Casts to whole numbers: a double is rounded half up, and of text only digits are a number. */
const wholeNumbers = ['tinyint', 'smallint', 'integer', 'bigint'].flatMap(type =>
  ['', 'try_'].map(
    attempt => `athena_${attempt}${type}(x) as case
      when typeof(x) in ('DOUBLE', 'FLOAT') then ${attempt}cast(round(try_cast(x as double)) as ${type})
      when typeof(x) = 'VARCHAR' and not regexp_full_match(cast(x as varchar), '[+-]?\\d+')
        then ${attempt === '' ? refuseText(type) : 'null'}
      else ${attempt}cast(x as ${type}) end`,
  ),
)

/** Around what is cast to a type: text that is none on Athena, though it is on DuckDB, is refused, or null for try_cast. */
const texts = (
  [
    ['date', `regexp_matches(cast(x as varchar), '^\\s*\\d{4}-\\d\\d?-\\d\\d?\\s*$')`],
    ['double', `not regexp_matches(cast(x as varchar), '_|(?i:\\binf)($|\\W)')`],
    ['decimal', `not regexp_matches(cast(x as varchar), '[_\\s]')`],
    ['boolean', `lower(cast(x as varchar)) in ('t', 'true', '1', 'f', 'false', '0')`],
    ['timestamp', `not contains(cast(x as varchar), 'T')`],
    ['instant', `not regexp_matches(cast(x as varchar), '([+-](0[1-9]|1\\d)(:?\\d\\d)?|/[A-Z][a-z]+)$')`],
  ] as const
).flatMap(([type, isRight]) =>
  ['', 'try_'].map(
    attempt => `athena_${attempt}text_of_${type}(x) as case when typeof(x) = 'VARCHAR' and not ${isRight}
      then ${attempt === '' ? refuseText(type) : 'null'} else x end`,
  ),
)

function refuseText(type: string): string {
  return `error('cast: expected text of a ${type} (times in UTC, with a space and no T), got ' || cast(x as varchar))`
}

/** Each macro as what follows `create macro`. All are called athena_…, so that no name a person writes can reach one. */
export const macros: readonly string[] = [
  // Dates stay dates. (Macros with a body for each type of argument will not do: they take no aggregate.)
  'athena_add(x, i) as cast_to_type(x + i, x)',
  'athena_subtract(x, i) as cast_to_type(x - i, x)',
  'athena_date_trunc(u, x) as cast_to_type(date_trunc(u, x), x)',
  `athena_minus(a, b) as case when typeof(a) = 'DATE' and typeof(b) = 'DATE'
     then error('date - date: expected date_diff(''day'', b, a), got -') else a - b end`,
  // Longer ones are an error on Athena, too; and DuckDB would make them beside its limit of memory, and not be stopped.
  `athena_entries(a, b, s) as abs(case when typeof(a) in ('DATE', 'TIMESTAMP', 'TIMESTAMP_MS', 'TIMESTAMP WITH TIME ZONE')
     then (epoch(try_cast(cast(b as varchar) as timestamp)) - epoch(try_cast(cast(a as varchar) as timestamp)))
       / nullif(epoch(try_cast(cast(s as varchar) as interval)), 0)
     else (try_cast(cast(b as varchar) as double) - try_cast(cast(a as varchar) as double))
       / nullif(try_cast(cast(s as varchar) as double), 0) end) + 1`,
  `athena_entries_within(a, b, s) as case when trunc(athena_entries(a, b, s)) > ${MOST_ENTRIES}
     then error('sequence: expected at most ${MOST_ENTRIES} entries, as on Athena, got ' || cast(cast(trunc(athena_entries(a, b, s)) as hugeint) as varchar)) else b end`,
  `athena_sequence(a, b) as generate_series(a, athena_entries_within(a, b, 1), case when a > b then -1 else 1 end),
     (a, b, s) as list_transform(generate_series(a, athena_entries_within(a, b, s), s), lambda x: cast_to_type(x, a))`,
  // Instants: a timestamp is one of UTC.
  `athena_instant(x) as case when typeof(x) in ('TIMESTAMP', 'TIMESTAMP_MS', 'DATE', 'TIMESTAMP WITH TIME ZONE')
     then cast(x as timestamptz) else error('at_timezone: expected a timestamp, got ' || lower(typeof(x))) end`,
  `athena_microseconds(x) as case when typeof(x) = 'TIMESTAMP WITH TIME ZONE' then epoch_us(try_cast(x as timestamptz))
     when typeof(x) in ('TIMESTAMP', 'TIMESTAMP_MS', 'DATE') then epoch_us(try_cast(x as timestamp)) else error('at_timezone: expected a timestamp, got ' || lower(typeof(x))) end`,
  `athena_utc(x) as case when typeof(x) in ('TIMESTAMP', 'TIMESTAMP_MS', 'DATE') then cast(x as timestamptz)
     else error('with_timezone: expected a timestamp without zone, got ' || lower(typeof(x))) end`,
  'athena_millisecond(x) as millisecond(x) % 1000',
  `athena_to_iso8601(x) as case typeof(x) when 'DATE' then strftime(x, '%Y-%m-%d')
     when 'TIMESTAMP WITH TIME ZONE' then strftime(x, '%Y-%m-%dT%H:%M:%S.%gZ') else strftime(x, '%Y-%m-%dT%H:%M:%S.%g') end`,

  // Numbers: integers are divided to integers, decimals rounded half up at their own scale, and none by zero.
  // (All branches are of the one type: text that becomes a wide decimal would take longer than all else together.)
  `athena_divide(a, b) as case
     when typeof(a + b) in ('DOUBLE', 'FLOAT') then cast_to_type(a / b, a + b)
     when b = 0 and a is not null then error('Division by zero')
     when typeof(a + b) like 'DECIMAL%' then cast_to_type(cast(case when (a < 0) <> (b < 0) then -1 else 1 end
       * ((${unscaled('a')} * 2 * cast(10 ** ${scale} as hugeint) + ${unscaled('b')}) // (${unscaled('b')} * 2)) as decimal(38, 0))
       * cast_to_type('1e-' || ${scale}, a + b), a + b)
     else cast_to_type(a // b, a + b) end`,
  `athena_modulo(a, b) as case when b = 0 and a is not null and typeof(b) not in ('DOUBLE', 'FLOAT')
     then error('Division by zero') else a % b end`,
  `athena_averaged(x) as case when typeof(x) like 'DECIMAL%'
     then error('avg of a decimal: write sum(x) / count(x), or avg(cast(x as double))') else x end`,
  'athena_counted(x) as case when x then true end',
  'athena_round(x) as round(x), (x, n) as cast_to_type(round(x, n), x)',
  `athena_greatest(a, b) as case when a is not null and b is not null then greatest(a, b) end,
     (a, b, c) as case when a is not null and b is not null and c is not null then greatest(a, b, c) end`,
  `athena_least(a, b) as case when a is not null and b is not null then least(a, b) end,
     (a, b, c) as case when a is not null and b is not null and c is not null then least(a, b, c) end`,
  ...wholeNumbers,
  ...texts,

  // Text
  `athena_varchar(x) as case
     when typeof(x) in ('TIMESTAMP', 'TIMESTAMP_MS')
       then rpad(cast(x as varchar) || case when contains(cast(x as varchar), '.') then '' else '.' end, 23, '0')
     when typeof(x) = 'TIMESTAMP WITH TIME ZONE'
       then strftime(try_cast(cast(x as varchar) as timestamptz), '%Y-%m-%d %H:%M:%S.%g UTC')
     when typeof(x) in ('DOUBLE', 'FLOAT')
       then error('cast(double as varchar): Athena writes 1.0E0: cast to decimal(p, s) first')
     when typeof(x) = 'JSON' then error('cast(json as varchar): write json_format(x) or json_extract_scalar(…)')
     else cast(x as varchar) end`,
  // A text as long as memory, for each of thousands of rows at once, is stopped by no limit of DuckDB's.
  ...['lpad', 'rpad'].map(
    name => `athena_${name}(x, n, p) as ${name}(x, case when n > ${LONGEST}
      then error('${name}: expected at most ${LONGEST} characters, got ' || cast(n as varchar)) else n end, p)`,
  ),
  `athena_trim(x) as trim(x, ${WHITE})`,
  `athena_ltrim(x) as ltrim(x, ${WHITE})`,
  `athena_rtrim(x) as rtrim(x, ${WHITE})`,
  `athena_substr(x, i) as case when x is not null and (i = 0 or -i > length(x)) then '' else substr(x, i) end,
     (x, i, n) as case when x is not null and (i = 0 or -i > length(x) or n <= 0) then '' else substr(x, i, n) end`,
  `athena_replace(x, y) as replace(x, y, ''), (x, y, z) as replace(x, y, z)`,
  `athena_split_part(x, d, i) as case when i <= len(str_split(x, d)) then split_part(x, d, i) end`,
  `athena_regexp_extract(x, p) as case when regexp_matches(x, p) then regexp_extract(x, p) end,
     (x, p, g) as case when regexp_matches(x, p) then regexp_extract(x, p, g) end`,
  `athena_regexp_replace(x, p) as regexp_replace(x, p, '', 'g'),
     (x, p, r) as regexp_replace(x, p, regexp_replace(r, '\\$(\\d+)', '\\\\\\1', 'g'), 'g')`,
  `athena_array_join(a, s) as array_to_string(a, s),
     (a, s, n) as array_to_string(list_transform(a, lambda x: coalesce(cast(x as varchar), n)), s)`,

  // Arrays begin at 1.
  `athena_element_at(x, i) as case when i = 0 then error('element_at: expected an index other than 0, got 0')
     else list_extract(x, i) end`,

  // JSON: text that is none is null.
  `athena_json(x) as case when json_valid(cast(x as varchar)) then cast(cast(x as varchar) as json) end`,
  `athena_json_extract(x, p) as json_extract(athena_json(x), p)`,
  `athena_json_extract_scalar(x, p) as case when json_type(athena_json(x), p) not in ('OBJECT', 'ARRAY', 'NULL')
     then json_extract_string(athena_json(x), p) end`,
  `athena_json_array_length(x) as case when json_type(athena_json(x)) = 'ARRAY' then cast(json_array_length(athena_json(x)) as bigint) end`,

  // URLs: what is none is null, what one does not have is empty.
  `athena_url(x) as case when not regexp_matches(x, '[\\s"<>\\\\^\x60{|}]') then x end`,
  `athena_url_extract_protocol(x) as regexp_extract(athena_url(x), '^([A-Za-z][A-Za-z0-9+.-]*):', 1)`,
  `athena_url_extract_host(x) as regexp_extract(athena_url(x), '${AUTHORITY}(\\[[^\\]]*\\]|[^/:?#]*)', 1)`,
  `athena_url_extract_port(x) as try_cast(nullif(regexp_extract(x, '${AUTHORITY}[^/:?#]*:(\\d+)', 1), '') as bigint)`,
  `athena_url_extract_path(x) as url_decode(regexp_extract(athena_url(x),
     '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)', 1))`,
  `athena_url_extract_query(x) as regexp_extract(athena_url(x), '^[^?#]*\\?([^#]*)', 1)`,
  `athena_url_extract_fragment(x) as regexp_extract(athena_url(x), '#(.*)$', 1)`,
  `athena_url_extract_parameter(x, k) as url_decode(replace(list_filter(
     list_transform(str_split(regexp_extract(athena_url(x), '^[^?#]*\\?([^#]*)', 1), '&'),
       lambda each: [split_part(each, '=', 1), substr(each, length(split_part(each, '=', 1)) + 2)]),
     lambda pair: pair[1] = k)[1][2], '+', ' '))`,
]
