import type { VNode } from 'preact'
import { ApiError } from './api.ts'
import { Icon } from './icon.tsx'

/** What went wrong with a tile, what to do about it, and another try. */
export function TileError(props: { message: string; hint?: string; error?: Error; again?: () => void }): VNode {
  const hint = props.hint ?? (props.error instanceof ApiError ? props.error.hint : undefined)
  return (
    <div class="tile-error" role="alert">
      <p>
        <Icon name="warning" /> {props.message}
      </p>
      {hint === undefined ? null : <p class="note">{hint}</p>}
      {props.again === undefined ? null : (
        <button type="button" class="small" onClick={props.again}>
          Try again
        </button>
      )}
    </div>
  )
}
