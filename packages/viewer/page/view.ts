// What everything on a sheet shares: the definition, what is chosen, and the way to choose something else.
import type { SheetDefinition } from '@aws-sdk/client-quicksight'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ViewState } from '../state.ts'
import { writeState } from '../state.ts'
import type { DashboardAnswer } from '../wire.ts'
import type { VisualFacts } from './definition.ts'
import type { Live } from './live.ts'
import { type ParameterFacts, stateForTile } from './parameters.ts'

export interface View {
  readonly dashboard: DashboardAnswer
  readonly sheet: SheetDefinition
  readonly parameters: readonly ParameterFacts[]
  readonly visuals: readonly VisualFacts[]
  readonly state: ViewState
  /** IANA name of the zone that days are counted in. */
  readonly zone: string
  readonly isDark: boolean
  readonly live: Live
  /** Goes to another state of this sheet, or of another one; `replace` leaves no step for the back button. */
  readonly go: (state: ViewState, options?: { sheet?: string; replace?: boolean }) => void
}

export const ViewContext = createContext<View | undefined>(undefined)

/** The view around. @throws Error outside a sheet. */
export function useView(): View {
  const view = useContext(ViewContext)
  if (view === undefined) throw new Error('useView: expected a sheet around, got none')
  return view
}

/** The address of a tile's answer; `form` is empty for JSON, or .csv, .parquet. */
export function tilePath({ dashboard, state }: View, visual: string, form: '' | '.csv' | '.parquet' = ''): string {
  const path = [dashboard.name, visual].map(encodeURIComponent).join('/')
  return withQuery(`/api/tiles/${path}${form}`, writeState(stateForTile(state, visual)))
}

export function controlPath({ dashboard, state }: View, parameter: string): string {
  const path = [dashboard.name, parameter].map(encodeURIComponent).join('/')
  return withQuery(`/api/controls/${path}`, writeState({ ...state, picks: [], drills: {}, compare: false }))
}

export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
