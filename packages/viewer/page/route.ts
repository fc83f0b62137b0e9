// Which view an address names, and the way to another one: the address is all the state that a view has.
import { useEffect, useState } from 'preact/hooks'
import { readState, type ViewState, writeState } from '../state.ts'

export type Route =
  | { readonly page: 'dashboard'; readonly name: string | undefined; readonly sheet: string | undefined }
  | { readonly page: 'sql' }
  | { readonly page: 'rejected' }

const PAGES: Record<string, Route> = { sql: { page: 'sql' }, rejected: { page: 'rejected' } }

/** `/` · `/NAME` · `/NAME/SHEET` · `/sql` · `/rejected`. */
export function readRoute(path: string): Route {
  const [name, sheet] = path.split('/').filter(Boolean).map(decode)
  if (name !== undefined && Object.hasOwn(PAGES, name)) return PAGES[name]!
  return { page: 'dashboard', name, sheet }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The address of a sheet, or of a dashboard's first one. */
export function writePath(name: string, sheet?: string, state?: ViewState): string {
  const query = state === undefined ? '' : writeState(state).toString()
  const path = ['', name, ...(sheet === undefined ? [] : [sheet])].map(encodeURIComponent).join('/')
  return query === '' ? path : `${path}?${query}`
}

const MOVED = 'clickstream:moved'

/** Goes to an address of this page without loading it again; `replace` leaves no step behind for the back button. */
export function navigate(address: string, { replace = false }: { replace?: boolean } = {}): void {
  if (address === location.pathname + location.search) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  dispatchEvent(new Event(MOVED))
}

/** The address as it stands, and again after each step. */
export function useAddress(): { readonly route: Route; readonly state: ViewState; readonly search: string } {
  const [address, setAddress] = useState(readAddress)
  useEffect(() => {
    const read = () => setAddress(readAddress())
    const names = ['popstate', MOVED]
    for (const name of names) addEventListener(name, read)
    return () => {
      for (const name of names) removeEventListener(name, read)
    }
  }, [])
  return address
}

function readAddress() {
  return {
    route: readRoute(location.pathname),
    state: readState(new URLSearchParams(location.search)),
    search: location.search,
  }
}
