// Answers to questions about the tables themselves, of the lake as it is.
import type { Field, Kind } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import type { Catalog } from '@clickstream/lake/catalog'
import { answerCatalogQuestion } from './catalogue.ts'
import type { Definitions } from './definitions.ts'
import { type Answer, type Column, QueryError } from './engine.ts'
import type { MadeTable } from './made.ts'
import { namePartition } from './partition.ts'
import { quoteName } from './trino/expression.ts'
import type { Question } from './trino/question.ts'
import { DATABASE } from './trino/tables.ts'
import { type Type, writeType } from './trino/type.ts'

export interface Asked {
  readonly catalog: Catalog
  readonly definitions: Definitions
  /** Where the lake is. */
  readonly location: string
}

interface Answered {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
}

/** As Hive writes them. */
const TYPES: Readonly<Record<Kind, string>> = {
  string: 'string',
  timestamp: 'timestamp',
  decimal: 'decimal(18,4)',
  integer: 'int',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'string',
}

const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet'

const answers: Readonly<Record<Question['kind'], (question: Question, asked: Asked) => Answered | Promise<Answered>>> =
  {
    tables: ({ pattern }, { definitions }) =>
      list(
        'tab_name',
        choose([...Object.keys(queryable), ...definitions.tables.keys(), ...definitions.views.keys()], pattern),
      ),
    views: ({ pattern }, { definitions }) => list('views', choose([...definitions.views.keys()].sort(), pattern)),
    databases: ({ pattern }) => list('database_name', choose([DATABASE], pattern)),
    columns: ({ name }, { definitions }) => {
      const { columns } = answerCatalogQuestion({ kind: 'columns', table: 'events' })
      const made = definitions.tables.get(name!)
      if (made !== undefined) {
        const rows = [...made.columns, ...made.partitions].map(({ name, type }) => [name, writeType(type), ''])
        return { columns, rows }
      }
      const view = definitions.views.get(name!)
      if (view === undefined) return answerCatalogQuestion({ kind: 'columns', table: name! })
      return {
        columns,
        rows: view.columns.map(([column, type]) => [column, type.replace(/varchar\(\d+\)/g, 'varchar'), '']),
      }
    },
    partitions: async ({ name }, { catalog, definitions }) => {
      const made = definitions.tables.get(name!)
      if (made !== undefined) {
        const known = made.partitions.length === 0 ? [] : await catalog.partitions(made.id)
        return list('partition', known.map(({ values }) => namePartition(made.partitions, values)).sort())
      }
      const table = findTable(name!, 'show partitions')
      const known = table.partitions.length === 0 ? [] : await catalog.partitions(name!)
      const rows = known.map(({ values }) =>
        table.partitions.map(column => `${column.name}=${values[column.name]}`).join('/'),
      )
      return list('partition', rows.sort())
    },
    'table text': ({ name }, { location, definitions }) => {
      const made = definitions.tables.get(name!)
      if (made !== undefined) return list('createtab_stmt', writeMade(name!, made, location))
      const { partitions, fields } = findTable(name!, 'show create table')
      const write = (columns: readonly Pick<Field, 'name' | 'kind' | 'meaning'>[]) =>
        columns.map(
          ({ name, kind, meaning }) => `  \`${name}\` ${TYPES[kind]} COMMENT '${meaning.replaceAll("'", "\\'")}'`,
        )
      return list('createtab_stmt', [
        `CREATE EXTERNAL TABLE \`${name}\`(`,
        ...close(write(fields)),
        ...(partitions.length === 0 ? [] : ['PARTITIONED BY (', ...close(write(partitions))]),
        ...storedAs(`${location}/${name}`),
      ])
    },
    'view text': ({ name }, { definitions }) => {
      const view = definitions.views.get(name!)
      if (view === undefined) {
        const known = [...definitions.views.keys()].join(', ') || 'there is none'
        throw new QueryError(`show create view: expected a view (${known}), got ${name}`)
      }
      return list('Create View', [`CREATE VIEW ${quoteName(name!)} AS`, ...view.sql.split('\n')])
    },
    'is valid': () => ({ columns: [{ name: 'Valid', type: 'boolean' }], rows: [[true]] }),
  }

/** @throws QueryError for a table or view that is not there. */
export async function answerQuestion(question: Question, asked: Asked): Promise<Answered> {
  return answers[question.kind](question, asked)
}

function findTable(name: string, what: string) {
  const table = Object.values(queryable).find(each => each.name === name)
  if (table !== undefined) return table
  throw new QueryError(`${what}: expected a table (${Object.keys(queryable).join(', ')}), got ${name}`)
}

function writeMade(name: string, { columns, partitions, location }: MadeTable, folder: string): string[] {
  const write = (some: MadeTable['columns']) => some.map(column => `  \`${column.name}\` ${hiveType(column.type)}`)
  return [
    `CREATE EXTERNAL TABLE \`${name}\`(`,
    ...close(write(columns)),
    ...(partitions.length === 0 ? [] : ['PARTITIONED BY (', ...close(write(partitions))]),
    ...storedAs(`${folder}/${location.slice(0, -1)}`),
  ]
}

function storedAs(location: string): string[] {
  return [
    `ROW FORMAT SERDE '${PARQUET}.serde.ParquetHiveSerDe'`,
    `STORED AS INPUTFORMAT '${PARQUET}.MapredParquetInputFormat'`,
    `OUTPUTFORMAT '${PARQUET}.MapredParquetOutputFormat'`,
    `LOCATION '${location}'`,
  ]
}

/** As Hive writes it. */
function hiveType(type: Type): string {
  switch (type.kind) {
    case 'varchar':
      return type.length === null ? 'string' : `varchar(${type.length})`
    case 'array':
      return `array<${hiveType(type.element)}>`
    case 'map':
      return `map<${hiveType(type.key)},${hiveType(type.value)}>`
    case 'row':
      return `struct<${type.fields.map(field => `${field.name}:${hiveType(field.type)}`).join(',')}>`
    default:
      return HIVE[type.kind] ?? writeType(type)
  }
}

/** What Hive calls otherwise. */
const HIVE: Readonly<Record<string, string>> = {
  integer: 'int',
  real: 'float',
  varbinary: 'binary',
  timestamp: 'timestamp',
}

/** One column of texts, as Hive answers. */
function list(name: string, texts: readonly string[]): Answered {
  return { columns: [{ name, type: 'varchar' }], rows: texts.map(text => [text]) }
}

function choose(names: readonly string[], pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return names
  const wanted = new RegExp(`^(?:${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')})$`, 'i')
  return names.filter(name => wanted.test(name))
}

/** Each line but the last with a comma, the last with the bracket. */
function close(lines: readonly string[]): string[] {
  return lines.map((line, i) => `${line}${i === lines.length - 1 ? ')' : ','}`)
}
