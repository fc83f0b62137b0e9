// An answer as a table for a person.
import type { Answer, Column, Result } from '@clickstream/query/engine'
import { formatTable } from '@clickstream/query/format'
import type { Paper } from './terminal.ts'

type Shown = Pick<Result, 'columns' | 'rows'>

/**
 * Lines: column names, a rule, rows; no wider than `width`, as wide as need be for Infinity. With more columns than have
 * room side by side: row after row, a column a line.
 */
export function showTable(result: Shown, paper: Paper, width: number): string[] {
  const short = shorten(result)
  const [head, rule, ...rows] = formatTable(short, width).trimEnd().split('\n')
  if (rule!.length > width) return showRecords(short, paper, width)
  return [paper.style('bold', head!), paper.style('dim', rule!), ...rows]
}

function showRecords({ columns, rows }: Shown, paper: Paper, width: number): string[] {
  const names = formatTable({ columns: [NAME], rows: columns.map(({ name }) => [name]) }, Math.floor(width / 3))
  const [, line, ...labels] = names.trimEnd().split('\n')
  const left = line!.length
  return rows.flatMap((row, i) => [
    paper.style('dim', `── row ${i + 1} `.padEnd(width, '─')),
    ...row.map((cell, j) => {
      const column = { name: '', type: columns[j]!.type }
      const [, , value] = formatTable({ columns: [column], rows: [[cell]] }, width - left - 2).split('\n')
      return `${paper.style('bold', labels[j]!.padEnd(left))}  ${value}`
    }),
  ])
}

const NAME: Column = { name: '', type: 'varchar' }

/** Money with the two decimals people expect, and more only where they say something. */
function shorten({ columns, rows }: Shown): Shown {
  return { columns, rows: rows.map(row => row.map((cell, i) => shortenCell(cell, columns[i]!))) }
}

function shortenCell(cell: Answer, { type }: Column): Answer {
  return type.startsWith('decimal') && typeof cell === 'string' ? cell.replace(/(\.\d\d\d*?)0+$/, '$1') : cell
}
