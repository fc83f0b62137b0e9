// A lake's tables as statements that make and fill them in Trino's memory.
import { queryable } from '@clickstream/events/tables'
import type { Answer, Column, Engine } from '@clickstream/query/engine'

/** Rows of a statement: its text is parsed as a whole. */
const AT_ONCE = 1000

export async function writeTables(engine: Engine): Promise<string[]> {
  const statements: string[] = []
  for (const name of Object.keys(queryable)) {
    const { columns, rows } = await engine.run(`select * from ${name}`, [])
    const nothing = columns.map(column => `cast(null as ${column.type}) as ${column.name}`)
    statements.push(`create table ${name} as select ${nothing.join(', ')} where false`)
    for (let i = 0; i < rows.length; i += AT_ONCE) statements.push(writeRows(name, columns, rows.slice(i, i + AT_ONCE)))
  }
  return statements
}

/** As JSON: a thousand rows written as VALUES are planned for minutes. */
function writeRows(name: string, columns: readonly Column[], rows: readonly (readonly Answer[])[]): string {
  const texts = rows.map(row => row.map((cell, i) => writeCell(cell, columns[i]!)))
  const places = columns.map((_, i) => `c${i}`)
  const casts = columns.map(({ type }, i) => `cast(c${i} as ${type})`)
  const json = JSON.stringify(texts).replaceAll("'", "''")
  return `insert into ${name} select ${casts.join(', ')} from unnest(cast(json_parse('${json}')
    as array(row(${places.map(place => `${place} varchar`).join(', ')})))) as given (${places.join(', ')})`
}

function writeCell(cell: Answer, { type }: Column): string | null {
  if (cell === null) return null
  return type.startsWith('timestamp') ? String(cell).replace('T', ' ').replace('Z', '') : String(cell)
}
