// Which rows of a long table are in sight: the others are only as high as they would be.
import { useEffect, useState } from 'preact/hooks'

export const ROW = 30
/** Drawn beyond the edge, so that scrolling shows no gap. */
const BEYOND = 12

export interface Sight {
  readonly first: number
  /** Behind the last one. */
  readonly end: number
}

export function useSight(element: { readonly current: HTMLElement | null }, count: number): Sight {
  const [sight, setSight] = useState<Sight>({ first: 0, end: 40 })
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const read = () => {
      const first = Math.max(0, Math.floor(current.scrollTop / ROW) - BEYOND)
      const end = Math.ceil((current.scrollTop + current.clientHeight) / ROW) + BEYOND
      setSight(before => (before.first === first && before.end === end ? before : { first, end }))
    }
    read()
    current.addEventListener('scroll', read, { passive: true })
    const observer = new ResizeObserver(read)
    observer.observe(current)
    return () => {
      current.removeEventListener('scroll', read)
      observer.disconnect()
    }
  }, [count])
  return { first: Math.min(sight.first, count), end: Math.min(sight.end, count) }
}
