import type { VNode } from 'preact'
import type { Cell, Head } from './table.ts'
import { contrast, fade } from './theme.ts'

export interface CellProps {
  readonly head: Head
  readonly cell: { readonly [Key in keyof Cell]: Cell[Key] | undefined }
}

/** Long text is cut to one line; the whole of it is a pointer's rest away. */
export function TableCell({ head, cell }: CellProps): VNode {
  const { text = '', sign, bar, background, color, href } = cell
  const isBelow = typeof cell.value !== 'object' && Number(cell.value) < 0
  const style = {
    ...(background === undefined ? {} : { background, color: contrast(background) }),
    ...(color === undefined ? {} : { color, fontWeight: '600' }),
  }
  return (
    <td class={head.isRight ? 'is-right' : ''} style={style} title={text.length > 24 ? text : undefined}>
      {bar !== undefined && head.bars !== undefined && (
        <span
          class="table-bar"
          aria-hidden="true"
          style={{ width: `${bar * 100}%`, background: fade(isBelow ? head.bars.negative : head.bars.color, 0.16) }}
        />
      )}
      {sign !== undefined && (
        <span class="table-sign" style={{ color: sign.color ?? 'inherit' }} title={sign.isAlone ? text : undefined}>
          {sign.text}{' '}
        </span>
      )}
      {sign?.isAlone === true ? (
        <span class="unseen">{text}</span>
      ) : href === undefined ? (
        <span class="table-text">{text}</span>
      ) : (
        <a class="table-text" href={href} target="_blank" rel="noopener noreferrer">
          {text} <span aria-hidden="true">↗</span>
        </a>
      )}
    </td>
  )
}
