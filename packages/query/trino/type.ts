// Trino's types: what each is called, what DuckDB holds its values in.

export type Type =
  | { readonly kind: Plain }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** A length of null is none. */
  | { readonly kind: 'varchar'; readonly length: number | null }
  | { readonly kind: 'char'; readonly length: number }
  | { readonly kind: Timed; readonly precision: number }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] }

export interface RowField {
  /** Null where it has none. */
  readonly name: string | null
  readonly type: Type
}

type Timed = 'time' | 'time with time zone' | 'timestamp' | 'timestamp with time zone'

/**
 * Types without parameters, and what DuckDB holds them in. Intervals are milliseconds and months, JSON its text as
 * Trino writes it, and `unknown` is the type of NULL.
 */
const PLAIN = {
  unknown: 'INTEGER',
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  varbinary: 'BLOB',
  json: 'VARCHAR',
  uuid: 'UUID',
  'interval day to second': 'BIGINT',
  'interval year to month': 'BIGINT',
} as const

export type Plain = keyof typeof PLAIN

const plain = Object.fromEntries(Object.keys(PLAIN).map(kind => [kind, { kind }])) as Record<Plain, Type>

export const { unknown, boolean, tinyint, smallint, integer, bigint, real, double, date, varbinary, json, uuid } = plain
export const daytime = plain['interval day to second']
export const yearmonth = plain['interval year to month']
export const varchar: Type = { kind: 'varchar', length: null }

export const varcharOf = (length: number | null): Type => ({ kind: 'varchar', length })
export const decimalOf = (precision: number, scale: number): Type => ({ kind: 'decimal', precision, scale })
export const timestampOf = (precision: number): Type => ({ kind: 'timestamp', precision })
export const zonedOf = (precision: number): Type => ({ kind: 'timestamp with time zone', precision })
export const timeOf = (precision: number): Type => ({ kind: 'time', precision })
export const arrayOf = (element: Type): Type => ({ kind: 'array', element })
export const mapOf = (key: Type, value: Type): Type => ({ kind: 'map', key, value })
export const rowOf = (fields: readonly RowField[]): Type => ({ kind: 'row', fields })

export function isPlain(kind: string): kind is Plain {
  return Object.hasOwn(PLAIN, kind)
}

/** As Trino writes it, such as `timestamp(3) with time zone`, `map(varchar(1), array(integer))`. */
export function writeType(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'varchar':
      return type.length === null ? 'varchar' : `varchar(${type.length})`
    case 'char':
      return `char(${type.length})`
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`
    case 'time with time zone':
      return `time(${type.precision}) with time zone`
    case 'timestamp with time zone':
      return `timestamp(${type.precision}) with time zone`
    case 'array':
      return `array(${writeType(type.element)})`
    case 'map':
      return `map(${writeType(type.key)}, ${writeType(type.value)})`
    case 'row':
      return `row(${type.fields.map(writeField).join(', ')})`
    default:
      return type.kind
  }
}

function writeField({ name, type }: RowField): string {
  if (name === null) return writeType(type)
  return `${/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`} ${writeType(type)}`
}

/**
 * What DuckDB holds its values in. A timestamp with a zone is `{at, zone}`: the moment in UTC, and the zone's name. A row's
 * fields are called f1, f2 …, as Trino's may have no names, or the same.
 */
export function duckdbType(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    case 'varchar':
    case 'char':
      return 'VARCHAR'
    case 'time':
      return 'TIME'
    case 'timestamp':
      return 'TIMESTAMP'
    case 'time with time zone':
    case 'timestamp with time zone':
      return 'STRUCT("at" TIMESTAMP, "zone" VARCHAR)'
    case 'array':
      return `${duckdbType(type.element)}[]`
    case 'map':
      return `MAP(${duckdbType(type.key)}, ${duckdbType(type.value)})`
    case 'row':
      return `STRUCT(${type.fields.map((field, i) => `f${i + 1} ${duckdbType(field.type)}`).join(', ')})`
    default:
      return PLAIN[type.kind]
  }
}

/** Whether they are the same type, to the length of a varchar and the name of a row's field. */
export function isSame(one: Type, other: Type): boolean {
  return writeType(one) === writeType(other)
}

export const isInteger = ({ kind }: Type): boolean => ['tinyint', 'smallint', 'integer', 'bigint'].includes(kind)
export const isFloating = ({ kind }: Type): boolean => kind === 'real' || kind === 'double'
export const isNumber = (type: Type): boolean => isInteger(type) || isFloating(type) || type.kind === 'decimal'
export const isText = ({ kind }: Type): boolean => kind === 'varchar' || kind === 'char'
export const isInterval = ({ kind }: Type): boolean => kind.startsWith('interval')
