// The answers that fixtures/ expects, computed from the recorded events without any SQL.
import { readFileSync } from 'node:fs'

type Row = Readonly<Record<string, string>>

/** A saved query's expected answer, by column. @param day the folder in fixtures/ */
export function expectedOf(day: 'shortener-day' | 'store-day', query: string): readonly Row[] {
  const [head = [], ...rows] = parseCsv(readFixture(`${day}/expected/${query}.csv`))
  return rows.map(cells => Object.fromEntries(cells.map((cell, i) => [head[i]!, cell])))
}

/** Cells as text; lines end with a line feed, no cell has one in it. */
export function parseCsv(text: string): string[][] {
  return text.trim().split(/\r?\n/).map(readLine)
}

export function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0)
}

function readFixture(path: string): string {
  return readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8')
}

function readLine(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}
