import type { VNode } from 'preact'
import type { TileAnswer } from '../wire.ts'
import { useView } from './view.ts'
import { nameColumn } from './words.ts'

/** What of the filters does not hold for this tile. */
export function TileNotes({ answer: { unfiltered, receipt } }: { answer: TileAnswer }): VNode | null {
  const { zone } = useView()
  const notes = [
    ...(unfiltered.length === 0 ? [] : [`not filtered by ${nameFilters(unfiltered).join(', ')}`]),
    ...(receipt.is_utc && zone !== 'UTC' ? ['days in UTC'] : []),
  ]
  return notes.length === 0 ? null : <p class="tile-notes">{notes.join(' · ')}</p>
}

/** Both ends of a period are the period. */
function nameFilters(parameters: readonly string[]): string[] {
  const others = parameters.filter(name => name !== 'from' && name !== 'to').map(nameColumn)
  if (parameters.includes('from')) return [parameters.includes('to') ? 'the period' : 'the first day', ...others]
  return parameters.includes('to') ? ['the last day', ...others] : others
}
