import type { VNode } from 'preact'
import type { TileAnswer } from '../wire.ts'
import { useView } from './view.ts'
import { nameColumn } from './words.ts'

/** What of the filters does not hold for this tile. */
export function TileNotes({ answer: { unfiltered, receipt } }: { answer: TileAnswer }): VNode | null {
  const { zone } = useView()
  const notes = [
    ...(unfiltered.length === 0 ? [] : [`not filtered by ${unfiltered.map(nameColumn).join(', ')}`]),
    ...(receipt.is_utc && zone !== 'UTC' ? ['days in UTC'] : []),
  ]
  return notes.length === 0 ? null : <p class="tile-notes">{notes.join(' · ')}</p>
}
