// The tables that statements made, as DuckDB reads them: each partition's files with its values beside them.
import type { Partition } from '@clickstream/lake/catalog'
import type { StoredObject } from '@clickstream/lake/store'
import type { MadeColumn, MadeTable } from './made.ts'
import { readPartitionValue } from './partition.ts'
import { quoteName } from './trino/expression.ts'
import { duckdbType, type Type } from './trino/type.ts'
import { quote } from './view.ts'

/** The SELECT behind a made table; `also` names what else the reader knows of a row. */
export function writeMadeView(
  made: MadeTable,
  partitions: readonly Partition[],
  files: readonly StoredObject[],
  locate: (file: StoredObject) => string,
  also: readonly 'filename'[] = [],
): string {
  const selects = partitions.flatMap(({ location, values }) => {
    const paths = files.filter(({ key }) => key.startsWith(location)).map(locate)
    if (paths.length === 0) return []
    const fields = made.columns.map(({ name, type }) => `${fromFile(quoteName(name), type)} as ${quoteName(name)}`)
    const parts = made.partitions.map(column => writePartition(column, readPartitionValue(values[column.name])))
    const schema = made.columns.map(
      ({ name, type }) => `${quote(name)}: {name: ${quote(name)}, type: ${quote(fileType(type))}, default_value: null}`,
    )
    return [
      `select ${[...fields, ...parts, ...also].join(', ')} from read_parquet([${paths.map(quote).join(', ')}],
        schema = map {${schema.join(', ')}}, filename = true, hive_partitioning = false)`,
    ]
  })
  if (selects.length > 0) return selects.join(' union all ')
  const columns = [...made.columns, ...made.partitions].map(column => writePartition(column, null))
  return `select ${[...columns, ...also.map(name => `cast(null as VARCHAR) as ${name}`)].join(', ')} where false`
}

function writePartition({ name, type }: MadeColumn, value: string | null): string {
  return `cast(${value === null ? 'null' : quote(value)} as ${duckdbType(type)}) as ${quoteName(name)}`
}

/** DuckDB's type of a value in a file: rows' fields have their names. */
export function fileType(type: Type): string {
  switch (type.kind) {
    case 'array':
      return `${fileType(type.element)}[]`
    case 'map':
      return `MAP(${fileType(type.key)}, ${fileType(type.value)})`
    case 'row':
      return `STRUCT(${type.fields.map(field => `${quoteName(field.name!)} ${fileType(field.type)}`).join(', ')})`
    default:
      return duckdbType(type)
  }
}

/** A value as files have it. */
export function toFile(sql: string, type: Type): string {
  return rename(sql, type, (name, i) => [`f${i + 1}`, name])
}

function fromFile(sql: string, type: Type): string {
  return rename(sql, type, (name, i) => [name, `f${i + 1}`])
}

/** The value with the fields of its rows called otherwise. */
function rename(
  sql: string,
  type: Type,
  names: (name: string, i: number) => readonly [from: string, to: string],
): string {
  if (!hasRow(type)) return sql
  switch (type.kind) {
    case 'array':
      return `list_transform(${sql}, lambda e: ${rename('e', type.element, names)})`
    case 'map': {
      const entry = `struct_pack(k := ${rename('e.key', type.key, names)}, v := ${rename('e.value', type.value, names)})`
      return `map_from_entries(list_transform(map_entries(${sql}), lambda e: ${entry}))`
    }
    case 'row': {
      const fields = type.fields.map((field, i) => {
        const [from, to] = names(field.name!, i)
        return `${quoteName(to)} := ${rename(`struct_extract(${sql}, ${quote(from)})`, field.type, names)}`
      })
      return `case when ${sql} is null then null else struct_pack(${fields.join(', ')}) end`
    }
    default:
      return sql
  }
}

function hasRow(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return hasRow(type.element)
    case 'map':
      return hasRow(type.key) || hasRow(type.value)
    default:
      return type.kind === 'row'
  }
}
