import type { VNode } from 'preact'
import { clean } from '../sql/cell.ts'
import { findField } from './fault.ts'

interface PayloadProps {
  readonly payload: string
  readonly field: string | null
  readonly reason: string | null
  readonly note?: string
}

/** A payload as text, a line a field, with the one at fault marked; one that is missing is said at the end. */
export function Payload({ payload, field, reason, note }: PayloadProps): VNode {
  const lines = clean(payload).split('\n')
  const at = findField(lines, field)
  const isMissing = field !== null && at === -1 && /got nothing/.test(reason ?? '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="payload" tabIndex={0}>
      <pre>
        {lines.map((line, i) =>
          i === at ? <mark key={`${i}`}>{`${line}\n`}</mark> : <span key={`${i}`}>{`${line}\n`}</span>,
        )}
        {isMissing ? <mark class="missing">{`+ "${field}" is missing\n`}</mark> : null}
      </pre>
      {note === undefined ? null : <p class="note">{note}</p>}
    </div>
  )
}
