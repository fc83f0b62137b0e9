import type { Answer, Column } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { copyText } from '../notice.ts'
import { compareCells, isNumeric, showCell, writeCell, writeRow } from './cell.ts'
import { ChosenCell } from './chosen.tsx'
import { GridHead, type Sort } from './gridhead.tsx'
import { ROW, useSight } from './rows.ts'

interface GridProps {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
}

interface Spot {
  readonly row: number
  readonly column: number
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [15, 0],
  PageUp: [-15, 0],
}

/** The rows of an answer: only those in sight are drawn. Arrow keys go from cell to cell, Ctrl+C copies one. */
export function Grid({ columns, rows }: GridProps): VNode {
  const [sort, setSort] = useState<Sort>()
  const [spot, setSpot] = useState<Spot>()
  const box = useRef<HTMLDivElement>(null)
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const widths = useMemo(() => measure(rows, columns), [rows, columns])
  const { first, end } = useSight(box, sorted.length)
  const chosen = spot === undefined ? undefined : sorted[spot.row]
  useEffect(() => {
    setSort(undefined)
    setSpot(undefined)
    box.current?.scrollTo(0, 0)
  }, [columns, rows])

  const move = (event: KeyboardEvent) => {
    const step = MOVES[event.key]
    const isCopy = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)
    if (isCopy && spot !== undefined && String(getSelection()) === '') {
      event.preventDefault()
      copySpot(spot, event.shiftKey)
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && sorted.length > 0) {
      event.preventDefault()
      const from = spot ?? { row: -step[0], column: -step[1] }
      const row = Math.min(sorted.length - 1, Math.max(0, from.row + step[0]))
      setSpot({ row, column: Math.min(columns.length - 1, Math.max(0, from.column + step[1])) })
      show(box.current, row)
    }
  }
  const copySpot = ({ row, column }: Spot, isRow: boolean) => {
    const cells = sorted[row]!
    copyText(isRow ? writeRow(cells, columns) : writeCell(cells[column]!, columns[column]!), isRow ? 'Row' : 'Cell')
  }

  return (
    <>
      <div class="sql-grid" ref={box}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are chosen with the arrow keys
          role="grid"
          tabIndex={0}
          aria-label="Answer"
          aria-rowcount={sorted.length + 1}
          aria-activedescendant={spot === undefined ? undefined : idOf(spot)}
          onKeyDown={move}
          style={{ width: `max(100%, ${widths.reduce((sum, width) => sum + width, 0)}px)` }}
        >
          <colgroup>
            {widths.map((width, i) => (
              <col key={columns[i]!.name} style={{ width: `${width}px` }} />
            ))}
          </colgroup>
          <GridHead columns={columns} sort={sort} onSort={setSort} />
          <tbody>
            {first > 0 ? <Gap rows={first} /> : null}
            {sorted.slice(first, end).map((row, i) => (
              <tr key={first + i} aria-rowindex={first + i + 2} class={(first + i) % 2 === 0 ? '' : 'odd'}>
                {columns.map((column, place) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself has the keys
                  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid it is a gridcell
                  <td
                    key={column.name}
                    id={idOf({ row: first + i, column: place })}
                    aria-selected={spot?.row === first + i && spot.column === place}
                    class={classOf(row[place]!, column)}
                    onClick={() => setSpot({ row: first + i, column: place })}
                  >
                    {showCell(row[place]!, column)}
                  </td>
                ))}
              </tr>
            ))}
            {end < sorted.length ? <Gap rows={sorted.length - end} /> : null}
          </tbody>
        </table>
      </div>
      {chosen === undefined || spot === undefined ? null : (
        <ChosenCell
          cell={chosen[spot.column]!}
          column={columns[spot.column]!}
          row={spot.row}
          onCopyCell={() => copySpot(spot, false)}
          onCopyRow={() => copySpot(spot, true)}
          onClose={() => setSpot(undefined)}
        />
      )}
    </>
  )
}

/** As high as the rows that are not drawn. */
function Gap({ rows }: { rows: number }): VNode {
  return (
    <tr style={{ height: `${rows * ROW}px` }}>
      <td />
    </tr>
  )
}

function sortRows(rows: GridProps['rows'], columns: readonly Column[], sort: Sort | undefined): GridProps['rows'] {
  const column = sort === undefined ? undefined : columns[sort.column]
  if (sort === undefined || column === undefined) return rows
  return rows.toSorted((a, b) => compareCells(a[sort.column]!, b[sort.column]!, column, sort.isDown))
}

/** As wide as what stands in the first rows, within bounds. */
function measure(rows: GridProps['rows'], columns: readonly Column[]): number[] {
  return columns.map((column, i) => {
    const texts = rows.slice(0, 200).map(row => showCell(row[i]!, column).length)
    return Math.round(Math.min(360, Math.max(64, column.name.length * 7.6 + 48, Math.max(0, ...texts) * 7.6 + 26)))
  })
}

function show(box: HTMLElement | null, row: number): void {
  if (box === null) return
  const top = row * ROW
  const room = box.clientHeight - 2 * ROW
  if (top < box.scrollTop) box.scrollTo({ top })
  else if (top > box.scrollTop + room) box.scrollTo({ top: top - room })
}

function classOf(cell: Answer, column: Column): string {
  return cell === null ? (isNumeric(column) ? 'number null' : 'null') : isNumeric(column) ? 'number' : 'text'
}

function idOf({ row, column }: Spot): string {
  return `cell-${row}-${column}`
}
