// Functions over JSON. Each takes text as well as JSON.
import type { Emit, Scalars } from '../function.ts'

const of = (name: string, rest: string, returns: string, emit: Emit): Scalars =>
  Object.fromEntries(['json', 'varchar(x)'].map(kind => [`${name}(${kind}${rest}) -> ${returns}`, emit]))

const contains = ['bigint', 'boolean', 'double', 'varchar'].map(kind =>
  of(
    'json_array_contains',
    `, ${kind === 'varchar' ? 'varchar(y)' : kind}`,
    'boolean',
    `trino_json_array_contains_${kind}($1, $2)`,
  ),
)

export const scalars: Scalars = {
  ...of('is_json_scalar', '', 'boolean', 'trino_is_json_scalar($1)'),
  ...Object.assign({}, ...contains),
  ...of('json_array_get', ', bigint', 'json', 'trino_json_array_get($1, $2)'),
  ...of('json_array_length', '', 'bigint', 'trino_json_array_length($1)'),
  ...of('json_extract', ', jsonpath', 'json', 'trino_json_extract($1, $2)'),
  'json_extract_scalar(json, jsonpath) -> varchar': 'trino_json_extract_scalar($1, $2)',
  'json_extract_scalar(varchar(x), jsonpath) -> varchar(x)': 'trino_json_extract_scalar($1, $2)',
  'json_format(json) -> varchar': '$1',
  'json_parse(varchar(x)) -> json': 'trino_json_parse($1)',
  ...of('json_size', ', jsonpath', 'bigint', 'trino_json_size($1, $2)'),
}
