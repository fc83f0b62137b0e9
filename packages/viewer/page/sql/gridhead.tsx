import type { Column } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import { isNumeric } from './cell.ts'

export interface Sort {
  /** Its place. */
  readonly column: number
  readonly isDown: boolean
}

interface HeadProps {
  readonly columns: readonly Column[]
  readonly sort: Sort | undefined
  readonly onSort: (sort: Sort | undefined) => void
}

/** The columns' names, each a button that sorts. */
export function GridHead({ columns, sort, onSort }: HeadProps): VNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, i) => {
          const isSorted = sort?.column === i
          const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none'
          const next = isSorted ? nextSort(sort, column) : { column: i, isDown: isNumeric(column) }
          return (
            <th scope="col" aria-sort={order} key={column.name} class={isNumeric(column) ? 'number' : ''}>
              <button type="button" title={`${column.name} ${column.type}`} onClick={() => onSort(next)}>
                <span>{column.name}</span>
                <i aria-hidden="true">{isSorted ? (sort.isDown ? '↓' : '↑') : ''}</i>
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** One way, the other way, and as it came. */
function nextSort({ column, isDown }: Sort, type: Column): Sort | undefined {
  return isDown === isNumeric(type) ? { column, isDown: !isDown } : undefined
}
