// An answer as a table for a person.
import type { Answer, Column, Result } from '@clickstream/query/engine'
import { formatTable } from '@clickstream/query/format'
import type { Paper } from './terminal.ts'

/** Lines: column names, a rule, rows. No wider than `width` where that can be; as wide as need be for Infinity. */
export function showTable(result: Pick<Result, 'columns' | 'rows'>, paper: Paper, width: number): string[] {
  const [head, rule, ...rows] = formatTable(shorten(result), width).trimEnd().split('\n')
  return [paper.style('bold', head!), paper.style('dim', rule!), ...rows]
}

/** Money with the two decimals people expect, and more only where they say something. */
function shorten({ columns, rows }: Pick<Result, 'columns' | 'rows'>): Pick<Result, 'columns' | 'rows'> {
  return { columns, rows: rows.map(row => row.map((cell, i) => shortenCell(cell, columns[i]!))) }
}

function shortenCell(cell: Answer, { type }: Column): Answer {
  return type.startsWith('decimal') && typeof cell === 'string' ? cell.replace(/(\.\d\d\d*?)0+$/, '$1') : cell
}
