// Answers as CSV: RFC 4180 with quotes only where needed, null as nothing, lines ended by \n.
export type Value = string | number | null

export interface Answer {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

export function formatCsv({ columns, rows }: Answer): string {
  return [columns, ...rows].map(row => `${row.map(formatValue).join(',')}\n`).join('')
}

/** A CSV without line ends in its cells, each row by its column names. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = text.trim().split('\n').map(parseRow)
  return rows.map(row => Object.fromEntries(header!.map((name, i) => [name, row[i] ?? ''])))
}

function formatValue(value: Value): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function parseRow(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}
