// Where a statement's rows are to go, and as what: WITH (…) of CREATE TABLE AS and of UNLOAD.
import { Refusal, TrinoError } from './error.ts'
import type { Property, PropertyValue } from './properties.ts'
import type { Output } from './relation.ts'
import { type Type, writeType } from './type.ts'

export type Format = 'PARQUET' | 'JSON' | 'TEXTFILE'

export interface Target {
  /** The table to be made, in lower case; null for files alone. */
  readonly table: string | null
  readonly format: Format
  /** As the statement has it. */
  readonly compression: string | null
  readonly delimiter: string
  /** As the statement has it; null where it may be anywhere. */
  readonly location: string | null
  /** The names of the last columns. */
  readonly partitions: readonly string[]
  /** Of all columns, in lower case. */
  readonly columns: readonly string[]
  /** Not to be made where it is there already. */
  readonly isOptional: boolean
  /** WITH NO DATA */
  readonly isEmpty: boolean
}

const isText = (value: PropertyValue) => typeof value === 'string'
const isList = (value: PropertyValue) => typeof value === 'object'

/** Which properties there are, what of value each has, and those that only Athena has a use for. */
const known: Readonly<
  Record<string, { readonly type: string; readonly is: (value: PropertyValue) => boolean; readonly refused?: string }>
> = {
  format: { type: 'varchar', is: isText },
  partitioned_by: { type: 'array(varchar)', is: isList },
  write_compression: { type: 'varchar', is: isText },
  parquet_compression: { type: 'varchar', is: isText },
  compression: { type: 'varchar', is: isText },
  compression_level: { type: 'integer', is: value => typeof value === 'number' },
  field_delimiter: { type: 'varchar', is: isText },
  external_location: { type: 'varchar', is: isText },
  is_external: { type: 'boolean', is: value => typeof value === 'boolean' },
  table_type: { type: 'varchar', is: isText },
  bucketed_by: { type: 'array(varchar)', is: isList, refused: 'leave it out: rows are the same without buckets' },
  bucket_count: { type: 'integer', is: () => true, refused: 'leave it out: rows are the same without buckets' },
  partitioning: { type: 'array(varchar)', is: isList, refused: 'write partitioned_by: tables here are no Iceberg' },
  location: { type: 'varchar', is: isText, refused: 'write external_location: tables here are no Iceberg' },
  orc_compression: { type: 'varchar', is: isText, refused: "write format = 'PARQUET'" },
}

const OTHER_FORMATS = ['ORC', 'AVRO', 'RCBINARY', 'RCTEXT', 'SEQUENCEFILE', 'OPENX_JSON', 'CSV', 'REGEX', 'ION']
const COMPRESSIONS: Readonly<Record<Format, readonly string[]>> = {
  PARQUET: ['NONE', 'UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'LZ4'],
  JSON: ['NONE', 'GZIP'],
  TEXTFILE: ['NONE', 'GZIP'],
}

/** @throws TrinoError, Refusal */
export function readTarget(
  given: Pick<Target, 'table' | 'isOptional' | 'isEmpty'> & { readonly location: string | null },
  properties: readonly Property[],
  formats: readonly Format[],
  outputs: readonly Output[],
  columns: readonly string[],
): Target {
  for (const { name, value, place } of properties) {
    const property = Object.hasOwn(known, name) ? known[name] : undefined
    if (property === undefined) fail(`Catalog 'awsdatacatalog' table property '${name}' does not exist`)
    if (!property.is(value)) {
      const words = `Cannot convert [${String(value)}] to ${property.type}`
      fail(`Invalid value for catalog 'awsdatacatalog' table property '${name}': ${words}`)
    }
    if (property.refused !== undefined) throw new Refusal(place, name, property.refused)
  }
  const find = (...names: readonly string[]) => properties.find(({ name }) => names.includes(name))
  const type = find('table_type')
  if (type !== undefined && String(type.value).toUpperCase() !== 'HIVE')
    throw new Refusal(type.place, `table_type '${type.value}'`, "leave it out, or write 'HIVE'")
  const format = readFormat(find('format'), formats)
  const compression = find('write_compression', 'parquet_compression', 'compression')
  const wanted = compression === undefined ? null : String(compression.value).toUpperCase()
  if (wanted !== null && !COMPRESSIONS[format].includes(wanted))
    throw new Refusal(compression!.place, `${format} with ${wanted}`, `write one of ${COMPRESSIONS[format].join(', ')}`)
  const partitions = ((find('partitioned_by')?.value ?? []) as readonly string[]).map(name => name.toLowerCase())
  checkPartitions(partitions, columns, outputs)
  return {
    ...given,
    format,
    compression: wanted,
    delimiter: String(find('field_delimiter')?.value ?? '\x01'),
    location: given.location ?? (find('external_location')?.value as string | undefined) ?? null,
    partitions,
    columns,
  }
}

function readFormat(given: Property | undefined, formats: readonly Format[]): Format {
  const format = String(given?.value ?? 'PARQUET').toUpperCase()
  const own = formats.find(each => each === format)
  if (own !== undefined) return own
  if (OTHER_FORMATS.includes(format) || Object.hasOwn(COMPRESSIONS, format))
    throw new Refusal(given!.place, `format '${format}'`, `write ${formats.map(each => `'${each}'`).join(' or ')}`)
  return fail(
    `Unable to set catalog 'awsdatacatalog' table property 'format' to ['${given!.value}']: Invalid value [${given!.value}]. Valid values: [ORC, PARQUET, AVRO, RCBINARY, RCTEXT, SEQUENCEFILE, JSON, OPENX_JSON, TEXTFILE, CSV, REGEX]`,
  )
}

function checkPartitions(partitions: readonly string[], columns: readonly string[], outputs: readonly Output[]): void {
  const missing = partitions.filter(name => !columns.includes(name))
  if (partitions.length > 0 && partitions.length >= columns.length) fail('Table contains only partition columns')
  if (missing.length > 0) fail(`Partition columns [${missing.join(', ')}] not present in schema`)
  if (columns.slice(columns.length - partitions.length).join() !== partitions.join()) {
    const words = `Partition keys must be the last columns in the table and in the same order as the table properties: [${partitions.join(', ')}]`
    throw new TrinoError('HIVE_COLUMN_ORDER_MISMATCH', undefined, words)
  }
  for (const name of partitions) {
    const { type } = outputs[columns.indexOf(name)]!
    if (['array', 'map', 'row', 'varbinary'].includes(type.kind))
      throw new TrinoError('NOT_SUPPORTED', undefined, `Unsupported type [${writeType(type)}] for partition: ${name}`)
  }
}

const HELD = /^(?:boolean|tinyint|smallint|integer|bigint|real|double|decimal|date|char|varbinary)$/
/** The longest varchar that Hive has. */
const LONGEST = 65_535

/** @throws TrinoError for a type that Hive does not have. */
export function checkHeld(name: string, type: Type): void {
  const words = sayUnheld(name, type)
  if (words !== undefined) throw new TrinoError('NOT_SUPPORTED', undefined, words)
}

function sayUnheld(name: string, type: Type): string | undefined {
  switch (type.kind) {
    case 'array':
      return sayUnheld(name, type.element)
    case 'map':
      return sayUnheld(name, type.key) ?? sayUnheld(name, type.value)
    case 'row':
      if (type.fields.some(field => field.name === null)) {
        return `Anonymous row type is not supported in Hive. Please give each field a name: ${writeType(type)}`
      }
      return type.fields.map(field => sayUnheld(name, field.type)).find(words => words !== undefined)
    case 'timestamp':
      if (type.precision === 3) return undefined
      return `Incorrect timestamp precision for ${writeType(type)}; the configured precision is MILLISECONDS; column name: ${name}`
    case 'varchar':
      if (type.length === null || type.length <= LONGEST) return undefined
      return `Unsupported Hive type: ${writeType(type)}. Supported VARCHAR types: VARCHAR(<=65535), VARCHAR.`
    default:
      return HELD.test(type.kind) ? undefined : `Unsupported Hive type: ${writeType(type)}`
  }
}

function fail(words: string): never {
  throw new TrinoError('INVALID_TABLE_PROPERTY', undefined, words)
}
