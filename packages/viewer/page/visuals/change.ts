// What became of a value since the period before.

import { formatShare } from './number.ts'
import type { TipRow } from './scene.ts'

export interface Change {
  readonly direction: 'up' | 'down' | 'same'
  /** Of the value before; null where that was nothing. */
  readonly share: number | null
}

export function readChange(now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null
  const direction = now > before ? 'up' : now < before ? 'down' : 'same'
  return { direction, share: before === 0 ? null : (now - before) / Math.abs(before) }
}

const ARROWS: Readonly<Record<Change['direction'], string>> = { up: '▲', down: '▼', same: '=' }

/** `▲ 12.3%`; a rise from nothing has no share. */
export function writeChange({ direction, share }: Change): string {
  if (direction === 'same') return 'no change'
  return share === null ? `${ARROWS[direction]} from 0` : `${ARROWS[direction]} ${formatShare(share)}`
}

/** The same for who hears it. */
export function sayChange({ direction, share }: Change): string {
  if (direction === 'same') return 'the same as in the period before'
  const much = share === null ? 'from nothing' : `by ${formatShare(share)}`
  return `${direction === 'up' ? 'up' : 'down'} ${much} against the period before`
}

export function noteChange(now: number | null, before: number | null): Pick<TipRow, 'note'> {
  const change = readChange(now, before)
  return change === null ? {} : { note: writeChange(change) }
}
