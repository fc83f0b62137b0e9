// Functions over URLs.
import type { Scalars } from '../function.ts'
import { varcharOf } from '../type.ts'

const part = (name: string) =>
  [`url_extract_${name}(varchar(x)) -> varchar(x)`, `trino_url_extract_${name}($1)`] as const

export const scalars: Scalars = {
  ...Object.fromEntries(['protocol', 'host', 'path', 'query', 'fragment'].map(part)),
  'url_extract_port(varchar(x)) -> bigint': 'trino_url_extract_port($1)',
  'url_extract_parameter(varchar(x), varchar(y)) -> varchar(x)': 'trino_url_extract_parameter($1, $2)',
  'url_decode(varchar(x)) -> varchar(x)': 'trino_url_decode($1)',
  'url_encode(varchar(x)) -> varchar(y)': ({ args: [text] }) => {
    const length = text!.type.kind === 'varchar' ? text!.type.length : null
    const isLong = length === null || length * 12 >= 2147483647
    return { sql: `trino_url_encode(${text!.sql})`, type: varcharOf(isLong ? null : length * 12) }
  },
}
