// Times as text by formats, and back: date_format and date_parse in MySQL's language, format_datetime and parse_datetime in Joda's.
import { quoteText } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'
import { type Element, type Pattern, readJoda, readMysql } from '../time/pattern.ts'
import { atOf, localOf, precisionOf, withinFourDigits, zoneOf } from '../time/sql.ts'

/** DuckDB's code of an element that it writes alike, for years of four digits; undefined where it has none. */
function codeOf(element: Element): string | undefined {
  switch (element.kind) {
    case 'literal':
      return element.text.replaceAll('%', '%%')
    case 'number':
      return NUMBERS[`${element.field} ${element.least}`]
    case 'two digits':
      return element.field === 'year' ? '%y' : undefined
    case 'text':
      return TEXTS[element.field]![element.isShort && element.field !== 'halfdayOfDay' ? 1 : 0]
    case 'fraction':
      return element.least === 6 ? '%f' : element.least === 3 && element.most === 3 ? '%g' : undefined
    default:
      return undefined
  }
}

const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  monthOfYear: ['%B', '%b'],
  dayOfWeek: ['%A', '%a'],
  halfdayOfDay: ['%p', '%p'],
}
const NUMBERS: Readonly<Record<string, string>> = {
  'year 4': '%Y',
  'yearOfEra 4': '%Y',
  'weekyear 4': '%G',
  'monthOfYear 2': '%m',
  'monthOfYear 1': '%-m',
  'dayOfMonth 2': '%d',
  'dayOfMonth 1': '%-d',
  'dayOfYear 3': '%j',
  'weekOfWeekyear 2': '%V',
  'dayOfWeek 1': '%u',
  'hourOfDay 2': '%H',
  'hourOfDay 1': '%-H',
  'clockhourOfHalfday 2': '%I',
  'clockhourOfHalfday 1': '%-I',
  'minuteOfHour 2': '%M',
  'minuteOfHour 1': '%-M',
  'secondOfMinute 2': '%S',
  'secondOfMinute 1': '%-S',
}

type Language = 'trino_date_format' | 'trino_format_datetime'

const READERS: Record<Language, (format: string) => Pattern> = {
  trino_date_format: readMysql,
  trino_format_datetime: format => readJoda(format, new Date().getUTCFullYear()),
}

/** A format that is known; undefined where it is wrong, too, which the rows then say. */
function readFormat(language: Language, format: string | undefined): Pattern | undefined {
  if (format === undefined) return undefined
  try {
    return READERS[language](format)
  } catch {
    return undefined
  }
}

/** What strftime writes the same as. */
function strftimeOf(language: Language, format: string | undefined): string | undefined {
  const codes = readFormat(language, format)?.map(codeOf)
  return codes === undefined || codes.includes(undefined) ? undefined : codes.join('')
}

/** Both languages look at milliseconds, rounded. */
function rounded(time: string, precision: number): string {
  return precision > 3 ? `trino_round_timestamp(${time}, 1000)` : time
}

function printZoned(language: Language) {
  return (call: Call): string => {
    const [zoned, format] = [call.args[0]!, call.args[1]!]
    const at = rounded(atOf(zoned.sql), precisionOf(zoned.type))
    const slow = `${language}(epoch_us(${at}), ${zoneOf(zoned.sql)}, ${format.sql})`
    const code = strftimeOf(language, format.literal)
    if (code === undefined) return slow
    const local = rounded(localOf(zoned.sql), precisionOf(zoned.type))
    return withinFourDigits(local, `strftime(${local}, ${quoteText(code)})`, slow)
  }
}

function printPlain(language: Language) {
  return (call: Call): string => {
    const [stamp, format] = [call.args[0]!, call.args[1]!]
    const time = rounded(stamp.sql, precisionOf(stamp.type))
    const slow = `${language}(epoch_us(${time}), 'UTC', ${format.sql})`
    const code = strftimeOf(language, format.literal)
    if (code !== undefined) return withinFourDigits(time, `strftime(${time}, ${quoteText(code)})`, slow)
    if (language === 'trino_date_format') return slow
    const fault = `trino_error('INVALID_FUNCTION_ARGUMENT: format_datetime for TIMESTAMP type, cannot use ''Z'' nor ''z'' in format, as this type does not contain TZ information')`
    // Letters within apostrophes are none of the language's.
    return `(case when regexp_matches(regexp_replace(${format.sql}, '''[^'']*(''|$)', '', 'g'), '[zZ]') and ${stamp.sql} is not null
      then ${fault} else ${slow} end)`
  }
}

export const scalars: Scalars = {
  'date_format(timestamp(p) with time zone, varchar(x)) -> varchar': printZoned('trino_date_format'),
  'date_format(timestamp(p), varchar(x)) -> varchar': printPlain('trino_date_format'),
  'format_datetime(timestamp(p) with time zone, varchar(x)) -> varchar': printZoned('trino_format_datetime'),
  'format_datetime(timestamp(p), varchar(x)) -> varchar': printPlain('trino_format_datetime'),
  'date_parse(varchar(x), varchar(y)) -> timestamp(3)': 'make_timestamp(trino_date_parse($1, $2))',
  'parse_datetime(varchar(x), varchar(y)) -> timestamp(3) with time zone':
    'trino_zoned_of(trino_parse_datetime($1, $2))',
}
