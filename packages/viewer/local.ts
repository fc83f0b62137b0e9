// Times of the view's own zone, as an answer has them.
import type { Answer } from '@clickstream/query/engine'
import type { TileColumn } from './wire.ts'

/** Engines write every timestamp as UTC's; those cut to a unit are of the view's zone, and are written without one. */
export function writeLocal(
  columns: readonly TileColumn[],
  rows: readonly (readonly Answer[])[],
): readonly (readonly Answer[])[] {
  const isLocal = columns.map(({ granularity, type }) => granularity !== undefined && type.startsWith('timestamp'))
  if (!isLocal.includes(true)) return rows
  return rows.map(row => row.map((cell, i) => (isLocal[i] && typeof cell === 'string' ? cell.replace(/Z$/, '') : cell)))
}
