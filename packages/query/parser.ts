// DuckDB's parser and its printer, by way of JSON.
import type { DuckDBConnection } from '@duckdb/node-api'
import { QueryError } from './engine.ts'
import { lineAt } from './tokens.ts'
import { readParsed, type Tree, writeStatement } from './tree.ts'

/** One SELECT as a tree. @throws QueryError naming the line of what is no SQL. */
export async function parse(connection: DuckDBConnection, sql: string): Promise<Tree> {
  const parsed = readParsed(await ask(connection, 'select json_serialize_sql(cast($1 as varchar))', sql))
  const statements = parsed.statements ?? []
  if (parsed.error || statements.length !== 1) {
    const where = parsed.position === undefined ? 'statement' : lineAt(sql, Number(parsed.position))
    throw new QueryError(`${where}: ${parsed.error_message?.replace(/ Use "SET .*/s, '') ?? 'expected one statement'}`)
  }
  return statements[0]!.node
}

/** A tree as SQL. */
export async function print(connection: DuckDBConnection, node: Tree): Promise<string> {
  return ask(connection, 'select json_deserialize_sql(cast($1 as json))', writeStatement(node))
}

async function ask(connection: DuckDBConnection, sql: string, text: string): Promise<string> {
  return (await connection.runAndReadAll(sql, [text])).getRows()[0]![0] as string
}

/** `SELECT 1 WHERE …` */
export function selectWhere(where: Tree): Tree {
  const one = {
    class: 'CONSTANT',
    type: 'VALUE_CONSTANT',
    value: { type: { id: 'INTEGER' }, is_null: false, value: 1 },
  }
  const rest = { cte_map: { map: [] }, from_table: { type: 'EMPTY' }, aggregate_handling: 'STANDARD_HANDLING' }
  return { type: 'SELECT_NODE', select_list: [one], where_clause: where, ...rest }
}
