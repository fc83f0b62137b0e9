import type { VNode } from 'preact'
import { lazy } from './lazy.tsx'
import { useAddress } from './route.ts'

const SqlPage = lazy(() => import('./sql/page.tsx'))
const RejectedPage = lazy(() => import('./rejected/page.tsx'))

export function App(): VNode {
  const { route } = useAddress()
  if (route.page === 'sql') return <SqlPage />
  if (route.page === 'rejected') return <RejectedPage />
  return <p>…</p>
}
