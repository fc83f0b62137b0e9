// Light or dark: the system's, unless the person has said otherwise; paper is light.
import { useCallback, useEffect, useState } from 'preact/hooks'

export type Theme = 'auto' | 'light' | 'dark'

export interface ThemeChoice {
  readonly theme: Theme
  readonly isDark: boolean
  readonly choose: (theme: Theme) => void
  /** Opens the browser's own dialog, once everything is drawn for paper. */
  readonly print: () => void
}

/** Time for all drawings to be made anew. */
const REDRAW_MS = 500

export function useTheme(): ThemeChoice {
  const [theme, setTheme] = useState<Theme>(readTheme)
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  const [isPaper, setPaper] = useState(false)
  const print = useCallback(() => {
    setPaper(true)
    setTimeout(() => {
      window.print()
      setPaper(false)
    }, REDRAW_MS)
  }, [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'p' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      print()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [print])
  const choose = (next: Theme) => {
    const { dataset } = document.documentElement
    if (next === 'auto') {
      localStorage.removeItem('theme')
      delete dataset.theme
    } else {
      localStorage.setItem('theme', next)
      dataset.theme = next
    }
    setTheme(next)
  }
  return { theme, isDark: !isPaper && (theme === 'auto' ? isSystemDark : theme === 'dark'), choose, print }
}

function readTheme(): Theme {
  const theme = document.documentElement.dataset.theme
  return theme === 'light' || theme === 'dark' ? theme : 'auto'
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const read = () => setMatches(media.matches)
    media.addEventListener('change', read)
    return () => media.removeEventListener('change', read)
  }, [query])
  return matches
}
