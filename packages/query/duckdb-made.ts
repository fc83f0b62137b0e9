// The tables that statements made, as DuckDB reads them: each partition's files with its values beside them.
import type { Partition } from '@clickstream/lake/catalog'
import type { StoredObject } from '@clickstream/lake/store'
import type { MadeColumn, MadeTable } from './made.ts'
import { namePartition, readPartitionValue } from './partition.ts'
import { quoteName } from './trino/expression.ts'
import { duckdbType, type Type } from './trino/type.ts'
import { quote } from './view.ts'

/** The SELECT behind a made table; `also` names what else is asked of a row, and its `partition_name` comes with it. */
export function writeMadeView(
  made: MadeTable,
  partitions: readonly Partition[],
  files: readonly StoredObject[],
  locate: (file: StoredObject) => string,
  also: readonly 'filename'[] = [],
): string {
  const selects = partitions.flatMap(({ location, values }) => {
    // One that is of two partitions is listed with both.
    const paths = [...new Set(files.filter(({ key }) => key.startsWith(location)).map(locate))]
    if (paths.length === 0) return []
    const fields = made.columns.map(({ name, type }) => `${fromFile(quoteName(name), type)} as ${quoteName(name)}`)
    const parts = made.partitions.map(column => writePartition(column, readPartitionValue(values[column.name])))
    const name = `${quote(namePartition(made.partitions, values))} as partition_name`
    const schema = made.columns.map(
      ({ name, type }) => `${quote(name)}: {name: ${quote(name)}, type: ${quote(fileType(type))}, default_value: null}`,
    )
    return [
      `select ${[...fields, ...parts, ...also, ...(also.length === 0 ? [] : [name])].join(', ')} from read_parquet([${paths.map(quote).join(', ')}],
        schema = map {${schema.join(', ')}}, filename = true, hive_partitioning = false)`,
    ]
  })
  if (selects.length > 0) return selects.join(' union all ')
  const columns = [...made.columns, ...made.partitions].map(column => writePartition(column, null))
  const none = also.length === 0 ? [] : [...also, 'partition_name'].map(name => `cast(null as VARCHAR) as ${name}`)
  return `select ${[...columns, ...none].join(', ')} where false`
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

/** The value with the fields of its rows called otherwise; what a lambda is given is called as no column is. */
function rename(
  sql: string,
  type: Type,
  names: (name: string, i: number) => readonly [from: string, to: string],
  depth = 0,
): string {
  if (!hasRow(type)) return sql
  const item = quoteName(`$item ${depth}`)
  const within = (of: string, inner: Type) => rename(of, inner, names, depth + 1)
  switch (type.kind) {
    case 'array':
      return `list_transform(${sql}, lambda ${item}: ${within(item, type.element)})`
    case 'map': {
      const key = within(`struct_extract(${item}, 'key')`, type.key)
      const value = within(`struct_extract(${item}, 'value')`, type.value)
      const entries = `list_transform(map_entries(${sql}), lambda ${item}: struct_pack(k := ${key}, v := ${value}))`
      return `map_from_entries(${entries})`
    }
    case 'row': {
      const fields = type.fields.map((field, i) => {
        const [from, to] = names(field.name!, i)
        return `${quoteName(to)} := ${within(`struct_extract(${sql}, ${quote(from)})`, field.type)}`
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
