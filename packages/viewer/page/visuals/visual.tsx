// A visual of a definition, drawn from its tile's answer.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { VNode } from 'preact'
import type { TileAnswer } from '../../wire.ts'

/** What was clicked: the groups of one mark. */
export interface Mark {
  readonly values: readonly { readonly column: string; readonly value: string | null; readonly granularity?: string }[]
  /** In pixels of the window, for a menu beside it. */
  readonly x: number
  readonly y: number
}

export interface VisualHandle {
  /** The drawing as a picture; null when it is text. */
  png(): Promise<Blob | null>
}

export interface VisualProps {
  readonly visual: Visual
  readonly answer: TileAnswer
  readonly zone: string
  readonly isDark: boolean
  readonly compare: boolean
  readonly onMark?: (mark: Mark) => void
  readonly onReady?: (handle: VisualHandle) => void
}

export function VisualView({ answer }: VisualProps): VNode {
  return <p>{answer.parts.main.rows.length} rows</p>
}

/** One or two sentences for who does not see the drawing. */
export function describe(_visual: Visual, answer: TileAnswer): string {
  return `${answer.parts.main.rows.length} rows`
}
