// Where Trino 476 says something else than 435, whose answers are kept, and why. Any other difference is a fault, and so is one
// that is no more.

const PLACE = 'errors tell the place of the literal or table, no longer that of the statement'
const FIELDS = 'the message lists the fields that there are'
const INTERVAL = 'intervals have a parser of their own, which names the unit'
const DEREFERENCE = 'a field that a row does not have is an error of its own'
const WINDOW = 'aggregates over windows take DISTINCT and ORDER BY'
const NEW = 'a function that is new'
const MENDED = 'a mistake of its planner is mended: refused here'

/** Reasons by chapter/construct. */
export const differences: Readonly<Record<string, string>> = {
  'aggregates/bitwise_xor_agg': NEW,
  'aggregates/sum_decimal_overflow': 'a sum that is too large is an error of the user’s, no longer an internal one',
  'arrays/vector_functions': NEW,
  'casts/boolean_to_short_varchar': 'the internal error is put in other words',
  'casts/varchar_to_integer_spaces': 'spaces around a number are passed over',
  'dates/extract_field': FIELDS,
  'dates/interval_invalid': INTERVAL,
  'errors/bigint_overflow': 'the planner puts the constant of a product first',
  'errors/extract_unknown': FIELDS,
  'errors/function_duckdb_list_literal': 'arrays may be written without ARRAY',
  'errors/insert_unsupported': PLACE,
  'errors/literal_integer': PLACE,
  'errors/literal_integer_in_cast': PLACE,
  'errors/literal_interval': INTERVAL,
  'errors/nested_field_unknown': DEREFERENCE,
  'found/count-distinct-constant': MENDED,
  'found/count-distinct-constant-within': MENDED,
  'found/in-constant-null': MENDED,
  'found/in-constant-nullif': MENDED,
  'found/in-constant-row': MENDED,
  'json/value_returning_casts': 'spaces around a number are passed over',
  'numbers/angles_exact': 'a newer Java has other last digits of tanh',
  'numbers/literal_too_large': PLACE,
  'queries/catalog_qualified': 'a catalog is not found, where it did not exist',
  'rows/anonymous_dereference': DEREFERENCE,
  'rows/dereference_missing': DEREFERENCE,
  'urls/decode_invalid': 'the words are Java’s, and its own newer ones',
  'windows/array_agg_order_over': WINDOW,
  'windows/distinct_over': WINDOW,
  'windows/listagg_over': WINDOW,
  'windows/row_number_order': WINDOW,
}
