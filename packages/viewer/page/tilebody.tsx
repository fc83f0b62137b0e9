// The inside of a tile that has an answer; comes with the code of the visuals.
import type { VNode } from 'preact'
import { ValueTable } from './valuetable.tsx'
import { loadCharts } from './visuals/library.ts'
import { describe, type VisualProps, VisualView } from './visuals/visual.tsx'

export interface TileBodyProps extends VisualProps {
  readonly title: string
  readonly alt: string | undefined
  readonly isTable: boolean
}

export default function TileBody({ title, alt, isTable, ...props }: TileBodyProps): VNode {
  const { visual, answer } = props
  if (isTable) return <ValueTable part={answer.parts.main} label={`${title}, as a table`} onMark={props.onMark} />
  return (
    <>
      <p class="unseen">{[alt, describe(visual, answer)].filter(Boolean).join(' ')}</p>
      <VisualView {...props} />
    </>
  )
}

/** Fetches what visuals of these kinds are drawn with, while their answers are still on the way. */
export function prepare(kinds: readonly string[]): void {
  // Who draws it says what to do when this fails.
  loadCharts(kinds.includes('FilledMapVisual')).catch(() => {})
}
