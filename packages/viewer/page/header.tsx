// Where one is, and the way to the other dashboards.
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { DashboardEntry } from '../wire.ts'
import { Link } from './link.tsx'
import type { Live } from './live.ts'
import { Preferences } from './preferences.tsx'
import type { Route } from './route.ts'
import { LiveStatus } from './status.tsx'
import type { ThemeChoice } from './theme.ts'
import { upperFirst } from './words.ts'

interface HeaderProps {
  readonly route: Route
  /** Undefined until they are known. */
  readonly dashboards: readonly DashboardEntry[] | undefined
  /** What of the address goes along to another dashboard, with its question mark. */
  readonly query: string
  readonly live: Live
  readonly theme: ThemeChoice
  readonly zone: string
  readonly standard: string
  readonly onZone: (zone: string | undefined) => void
}

const PAGES: readonly { readonly name: Route['page']; readonly label: string }[] = [
  { name: 'sql', label: 'SQL' },
  { name: 'rejected', label: 'Rejected' },
]

export function Header({ route, dashboards, query, ...rest }: HeaderProps): VNode {
  const shown = route.page === 'dashboard' ? (route.name ?? dashboards?.[0]?.name) : undefined
  const nav = useRef<HTMLElement>(null)
  const place = `${route.page} ${shown} ${dashboards?.length}`
  useEffect(() => {
    // Where the bar is longer than the window, what is shown stands in its middle.
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (current && nav.current) nav.current.scrollLeft = current.offsetLeft - (innerWidth - current.offsetWidth) / 2
  }, [place])
  return (
    <header class="top">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Link class="brand" href={`/${query}`}>
        <img src="/icon.svg" alt="" width="24" height="24" /> <span>clickstream</span>
      </Link>
      <nav ref={nav} aria-label="Dashboards">
        {(dashboards ?? []).map(({ name }) => (
          <Link key={name} href={`/${encodeURIComponent(name)}${query}`} isCurrent={name === shown}>
            {upperFirst(name)}
          </Link>
        ))}
        <span class="divider" />
        {PAGES.map(({ name, label }) => (
          <Link key={name} href={`/${name}`} isCurrent={route.page === name}>
            {label}
          </Link>
        ))}
      </nav>
      <div class="top-end">
        <LiveStatus live={rest.live} zone={rest.zone} />
        <Preferences theme={rest.theme} zone={rest.zone} standard={rest.standard} onZone={rest.onZone} />
      </div>
    </header>
  )
}
