// What becomes of one item's value, and the write that does it.
import { type Key, MOST, nameItem, type Value, type Write } from './items.ts'

/** A transaction takes 4 MB. */
const MOST_BYTES = 3_000_000

export interface Move extends Key {
  /** What it must be, null: no item; undefined: whatever it is. */
  readonly from?: Value | null
  /** What it is from then on; null: no item. */
  readonly to: Value | null
}

/** Whether a transaction takes them, with so many writes beside them. */
export function isFewEnough(moves: readonly Move[], beside: number): boolean {
  return moves.length + beside <= MOST && sizeOf(moves) <= MOST_BYTES
}

/** One move an item: all must ask for the same value, the last says what it becomes. Null where they do not. */
export function merge(moves: readonly Move[]): Move[] | null {
  const merged = new Map<string, Move>()
  for (const move of moves) {
    const before = merged.get(nameItem(move))
    if (before !== undefined && before.from !== move.from) return null
    merged.set(nameItem(move), move)
  }
  return [...merged.values()]
}

export function writeOf(move: Move): Write {
  const { pk, sk, from, to } = move
  const write = { pk, sk, if: conditionOf(move) }
  if (from !== undefined && from === to) return write
  return to === null ? { ...write, isGone: true } : { ...write, set: { value: to } }
}

export function conditionOf({ from }: Move): Record<string, Value | null> {
  return { intent: null, ...(from !== undefined && { value: from }) }
}

function sizeOf(moves: readonly Move[]): number {
  const of = (value: Value | null | undefined) =>
    (typeof value === 'string' ? 3 * value.length : Object(value).length) || 0
  return moves.reduce((bytes, { pk, sk, from, to }) => bytes + of(pk) + of(sk) + of(from) + of(to) + 200, 0)
}
