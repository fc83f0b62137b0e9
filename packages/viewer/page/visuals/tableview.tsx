// A table of hundreds of rows: those out of sight are not made.
import type { VNode } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Mark } from './mark.ts'
import { readMark } from './rows.ts'
import type { Scene } from './scene.ts'
import { type Head, type Order, type Row, readHeads, readTableCell, sortRows, turnOrder } from './table.ts'
import { TableCell } from './tablecell.tsx'
import { toText } from './value.ts'

export interface TableProps {
  readonly scene: Scene
  readonly onMark?: ((mark: Mark) => void) | undefined
}

/** Pixels of a row, as the stylesheet has it. */
const ROW = 33
/** Up to here all rows are made; beyond, those in sight and as many around them. */
const MANY = 150
const AROUND = 20

export function TableView({ scene, onMark }: TableProps): VNode {
  const { main, total } = scene.answer.parts
  const config = scene.visual.TableVisual?.ChartConfiguration
  const [order, setOrder] = useState<Order>()
  const [first, setFirst] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const heads = useMemo(() => readHeads(scene), [scene])
  const rows = useMemo(() => sortRows(main, main.rows, order), [main, order])
  const isLong = rows.length > MANY
  const inSight = Math.ceil(scene.height / ROW) + 2 * AROUND
  const from = isLong ? Math.max(0, Math.min(first - AROUND, rows.length - inSight)) : 0
  const to = isLong ? Math.min(rows.length, from + inSight) : rows.length
  const totals = config?.TotalOptions
  const hasTotal = total?.rows[0] !== undefined && totals?.TotalsVisibility !== 'HIDDEN'
  const atTop = totals?.Placement === 'START'
  const sum = hasTotal && total !== undefined && (
    <tr class="table-total">
      {heads.map((head, index) => {
        const isKnown = total.columns.some(({ id, role }) => id === head.column.id && role === 'value')
        return isKnown ? (
          <TableCell
            key={index}
            head={head}
            cell={{ ...readTableCell(scene, total, total.rows[0]!, head), bar: undefined }}
          />
        ) : (
          <td key={index}>{index === 0 ? (totals?.CustomLabel ?? 'Total') : ''}</td>
        )
      })}
    </tr>
  )
  return (
    <div class="table">
      <section
        class="table-box"
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        aria-label={`Table: ${main.rows.length} rows`}
        onScroll={event => isLong && setFirst(Math.floor(event.currentTarget.scrollTop / ROW))}
      >
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {heads.map(head => (
                <HeadCell
                  key={head.column.id}
                  head={head}
                  order={order}
                  onOrder={() => setOrder(turnOrder(head, order))}
                />
              ))}
            </tr>
            {atTop && sum}
          </thead>
          <tbody>
            {from > 0 && <Gap height={from * ROW} span={heads.length} />}
            {rows.slice(from, to).map((row, index) => (
              <BodyRow key={from + index} scene={scene} row={row} heads={heads} index={from + index} onMark={onMark} />
            ))}
            {to < rows.length && <Gap height={(rows.length - to) * ROW} span={heads.length} />}
          </tbody>
          {!atTop && sum && <tfoot>{sum}</tfoot>}
        </table>
      </section>
      {main.isCut && <p class="note">The first {main.rows.length.toLocaleString('en')} rows; there are more.</p>}
    </div>
  )
}

interface HeadCellProps {
  readonly head: Head
  readonly order: Order | undefined
  readonly onOrder: () => void
}

function HeadCell({ head, order, onOrder }: HeadCellProps): VNode {
  const own = order?.id === head.column.id ? order : undefined
  const sort = own === undefined ? 'none' : own.isDescending ? 'descending' : 'ascending'
  return (
    <th scope="col" class={head.isRight ? 'is-right' : ''} aria-sort={sort}>
      <button type="button" onClick={onOrder} title={`Sort by ${head.name}`}>
        {head.name}
        <span class="table-arrow" aria-hidden="true">
          {own === undefined ? '' : own.isDescending ? '↓' : '↑'}
        </span>
      </button>
    </th>
  )
}

function Gap({ height, span }: { readonly height: number; readonly span: number }): VNode {
  return (
    <tr>
      <td colSpan={span} class="table-gap" style={{ height: `${height}px` }} />
    </tr>
  )
}

interface RowProps extends TableProps {
  readonly row: Row
  readonly heads: readonly Head[]
  readonly index: number
}

function BodyRow({ scene, row, heads, index, onMark }: RowProps): VNode {
  const { main } = scene.answer.parts
  const values = readRowMark(scene, row)
  const isPressable = onMark !== undefined && values !== undefined
  const press = (x: number, y: number) => isPressable && onMark({ values, x, y })
  return (
    <tr
      aria-rowindex={index + 2}
      class={isPressable ? 'is-pressable' : ''}
      tabIndex={isPressable ? 0 : undefined}
      onClick={event => {
        const isLink = event.target instanceof Element && event.target.closest('a') !== null
        // Whoever marks text to copy it means no click.
        if (!isLink && getSelection()?.isCollapsed !== false) press(event.clientX, event.clientY)
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        press(left + 24, bottom)
      }}
    >
      {heads.map(head => (
        <TableCell key={head.column.id} head={head} cell={readTableCell(scene, main, row, head)} />
      ))}
    </tr>
  )
}

/** The groups of a row; of rows as they are, all columns but what is measured. */
function readRowMark({ answer }: Scene, row: Row): Mark['values'] | undefined {
  const { main } = answer.parts
  const isOther = main.columns.some(({ role }, at) => role === 'other' && row[at] === true)
  return readMark(
    main.columns.flatMap((column, at) =>
      column.role === 'group' ? [[column, { value: toText(row[at]), isOther }] as const] : [],
    ),
  )
}
