// The page: header, the view that the address names, and what is said at its edge.
import type { VNode } from 'preact'
import { writeState } from '../state.ts'
import type { DashboardList } from '../wire.ts'
import { useAnswer } from './answer.ts'
import { Boundary } from './boundary.tsx'
import Dashboard from './dashboard.tsx'
import { Header } from './header.tsx'
import { lazy } from './lazy.tsx'
import { useLive } from './live.ts'
import { useNotice } from './notice.ts'
import { PlaceContext } from './place.ts'
import { navigate, useAddress } from './route.ts'
import { Shortcuts } from './shortcuts.tsx'
import { useTheme } from './theme.ts'
import { TileError } from './tileerror.tsx'
import { withQuery } from './view.ts'

const SqlPage = lazy(() => import('./sql/page.tsx'))
const RejectedPage = lazy(() => import('./rejected/page.tsx'))

export function App(): VNode {
  const { route, state } = useAddress()
  const list = useAnswer<DashboardList>('/api/dashboards')
  const live = useLive()
  const theme = useTheme()
  const notice = useNotice()
  const dashboards = list.answer?.dashboards
  const standard = list.answer?.zone ?? 'UTC'
  const { collector = null, data = '' } = list.answer ?? {}
  const carried = withQuery('', writeState({ ...state, picks: [], drills: {} }))
  const onZone = (zone: string | undefined) => {
    const { zone: _, ...rest } = state
    navigate(withQuery(location.pathname, writeState(zone === undefined ? rest : { ...rest, zone })))
  }
  const body = () => {
    if (route.page === 'sql') return <SqlPage />
    if (route.page === 'rejected') return <RejectedPage />
    if (list.error !== undefined)
      return <TileError message={list.error.message} error={list.error} again={list.again} />
    const name = route.name ?? dashboards?.[0]?.name
    if (name === undefined) return null
    return (
      <Dashboard
        name={name}
        sheet={route.sheet}
        state={state}
        zone={standard}
        isDark={theme.isDark}
        live={live}
        print={theme.print}
      />
    )
  }
  return (
    <>
      <Header
        route={route}
        dashboards={dashboards}
        query={route.page === 'dashboard' ? carried : ''}
        live={live}
        theme={theme}
        zone={state.zone ?? standard}
        standard={standard}
        onZone={onZone}
      />
      <main id="main" tabIndex={-1}>
        <Boundary version={route} fallback={error => <TileError message={`This page failed: ${error.message}`} />}>
          <PlaceContext.Provider value={{ collector, data }}>{body()}</PlaceContext.Provider>
        </Boundary>
      </main>
      <p class={notice === '' ? 'notice' : 'notice shown'} role="status">
        {notice}
      </p>
      <Shortcuts />
    </>
  )
}
