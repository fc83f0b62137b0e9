// A dashboard: its sheets as tabs, the controls of the one that is shown, and its tiles.
import type { VNode } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { ViewState } from '../state.ts'
import type { DashboardAnswer } from '../wire.ts'
import { useAnswer } from './answer.ts'
import { readVisual, sheetsOf, visualsOf } from './definition.ts'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'
import type { Live } from './live.ts'
import { copyText } from './notice.ts'
import { Now } from './now/now.tsx'
import { fitState, parametersOf } from './parameters.ts'
import { navigate, writePath } from './route.ts'
import { Sheet } from './sheet.tsx'
import { TileError } from './tileerror.tsx'
import { Toolbar } from './toolbar.tsx'
import { type View, ViewContext } from './view.ts'
import { upperFirst } from './words.ts'

interface DashboardProps {
  readonly name: string
  /** SheetId; undefined is the first one. */
  readonly sheet: string | undefined
  readonly state: ViewState
  /** The viewer's own zone. */
  readonly zone: string
  readonly isDark: boolean
  readonly live: Live
  readonly print: () => void
}

export default function Dashboard(props: DashboardProps): VNode {
  const { name, sheet: wanted, state: whole, zone, isDark, live, print } = props
  const { answer, error, again } = useAnswer<DashboardAnswer>(`/api/dashboards/${encodeURIComponent(name)}`)
  const dashboard = answer?.name === name ? answer : undefined
  const view = useMemo((): View | undefined => {
    if (dashboard === undefined) return undefined
    const sheets = sheetsOf(dashboard.definition)
    const sheet = sheets.find(({ SheetId }) => SheetId === wanted) ?? sheets[0]
    if (sheet === undefined) return undefined
    const parameters = parametersOf(dashboard.definition)
    const visuals = visualsOf(sheet).map(readVisual)
    const state = fitState(whole, parameters, visuals)
    const go: View['go'] = (next, { sheet: other, replace } = {}) => {
      const target = other ?? (wanted === undefined ? undefined : sheet.SheetId)
      navigate(writePath(name, target, next), replace === undefined ? {} : { replace })
      if (other !== undefined && other !== sheet.SheetId) scrollTo(0, 0)
    }
    return { dashboard, sheet, parameters, visuals, state, zone: state.zone ?? zone, isDark, live, go }
  }, [dashboard, wanted, whole, zone, isDark, live])
  const title = view === undefined ? upperFirst(name) : (view.sheet.Name ?? upperFirst(name))
  useEffect(() => {
    document.title = `${title} · clickstream`
  }, [title])

  if (error !== undefined) return <TileError message={error.message} error={error} again={again} />
  if (view === undefined) return <h1 class="unseen">{title}</h1>
  return (
    <ViewContext.Provider value={view}>
      <div class="heading">
        <div>
          <h1>{title}</h1>
          {view.sheet.Description === undefined ? null : <p class="soft">{view.sheet.Description}</p>}
        </div>
        <Tabs view={view} />
        <div class="heading-end">
          <button
            type="button"
            class="control"
            id="share"
            aria-label="Share: copy the address of this view"
            onClick={() => copyText(location.href, 'Address of this view')}
          >
            <Icon name="share" /> <span class="wide-only">Share</span>
          </button>
          <button type="button" class="control wide-only" onClick={print}>
            <Icon name="print" /> Print
          </button>
        </div>
      </div>
      <Toolbar />
      {name === 'live' ? <Now /> : null}
      <Sheet key={`${name} ${view.sheet.SheetId}`} />
    </ViewContext.Provider>
  )
}

/** A click on another sheet keeps the filters; picks and drills are of the visuals left behind. */
function Tabs({ view }: { view: View }): VNode | null {
  const sheets = sheetsOf(view.dashboard.definition)
  if (sheets.length < 2) return null
  const state = { ...view.state, picks: [], drills: {} }
  return (
    <nav class="tabs" aria-label="Sheets">
      {sheets.map(({ SheetId: id = '', Name: label }) => (
        <Link key={id} href={writePath(view.dashboard.name, id, state)} isCurrent={id === view.sheet.SheetId}>
          {label ?? id}
        </Link>
      ))}
    </nav>
  )
}
