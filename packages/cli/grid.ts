// A table for people: aligned, no wider than it may be, nothing in it that a terminal would obey.
import { wrap } from './help.ts'
import type { Paper } from './terminal.ts'
import { cut, measure, pad, reveal } from './width.ts'

export interface GridColumn {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** What happens to text that is too long: cut (with …, the default) or wrap onto more lines. */
  readonly overflow?: 'cut' | 'wrap'
}

const GAP = 2
const NARROWEST = 8

/** Lines of text; `width` is the most columns a line may take, Infinity for as many as it needs. */
export function renderGrid(
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  paper: Paper,
  width: number = paper.isTerminal ? paper.columns : Number.POSITIVE_INFINITY,
): string[] {
  const cells = rows.map(row => row.map(reveal))
  const widths = fit(columns, cells, width)
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => pad(cut(text, widths[i]!), widths[i]!, columns[i]!.align))
      .join(' '.repeat(GAP))
      .trimEnd()
  return [
    paper.style('bold', line(columns.map(column => column.title))),
    paper.style('dim', widths.map(each => '─'.repeat(each)).join(' '.repeat(GAP))),
    ...cells.flatMap(row => {
      const folded = row.map((text, i) => (columns[i]!.overflow === 'wrap' ? wrap(text, widths[i]!) : [text]))
      const height = Math.max(...folded.map(texts => texts.length))
      return Array.from({ length: height }, (_, k) => line(folded.map(texts => texts[k] ?? '')))
    }),
  ]
}

/** The widths of the columns: what they need, and where that is too much, the widest text columns give way. */
function fit(columns: readonly GridColumn[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map((column, i) =>
    rows.reduce((most, row) => Math.max(most, measure(row[i] ?? '')), measure(column.title)),
  )
  let excess = widths.reduce((sum, each) => sum + each, 0) + GAP * (columns.length - 1) - width
  while (excess > 0) {
    let widest = -1
    for (let i = 0; i < widths.length; i++) {
      if (columns[i]!.align === 'right' || widths[i]! <= NARROWEST) continue
      if (widest === -1 || widths[i]! > widths[widest]!) widest = i
    }
    if (widest === -1) break
    const second = Math.max(NARROWEST, ...widths.filter((_, i) => i !== widest && columns[i]!.align !== 'right'))
    const give = Math.min(excess, Math.max(1, widths[widest]! - second), widths[widest]! - NARROWEST)
    widths[widest]! -= give
    excess -= give
  }
  return widths
}
