import type { Answer, Column } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import { writeCount } from '../words.ts'
import { clean, writeCell } from './cell.ts'
import { ScrollingText } from './scroll.tsx'

interface ChosenProps {
  readonly cell: Answer
  readonly column: Column
  /** From 0, as sorted. */
  readonly row: number
  readonly onCopyCell: () => void
  readonly onCopyRow: () => void
  readonly onClose: () => void
}

/** More of one cell is for the clipboard. */
const MOST = 20_000

/** One cell, whole. */
export function ChosenCell({ cell, column, row, onCopyCell, onCopyRow, onClose }: ChosenProps): VNode {
  return (
    <section class="sql-cell" aria-label="The chosen cell">
      <div class="sql-cell-head">
        <b>{column.name}</b>
        <span class="note">
          {column.type} · row {writeCount(row + 1)}
        </span>
        <span class="sql-cell-buttons">
          <button type="button" class="small" onClick={onCopyCell}>
            Copy cell
          </button>
          <button type="button" class="small" onClick={onCopyRow}>
            Copy row
          </button>
          <button type="button" class="small" onClick={onClose}>
            Close
          </button>
        </span>
      </div>
      <ScrollingText label={column.name} text={cell === null ? '(null)' : showWhole(writeCell(cell, column))} />
    </section>
  )
}

function showWhole(text: string): string {
  const rest = text.length > MOST ? `\n… ${writeCount(text.length - MOST)} more characters: copy the cell` : ''
  return clean(text.slice(0, MOST)) + rest
}
