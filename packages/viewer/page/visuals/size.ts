// How large an element is, as it changes.
import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export interface Size {
  readonly width: number
  readonly height: number
}

/** In whole pixels; null as long as it has no room. */
export function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    if (element.current === null) return
    const watcher = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      const next = { width: Math.floor(width), height: Math.floor(height) }
      if (next.width < 8 || next.height < 8) return
      setSize(known => (known?.width === next.width && known.height === next.height ? known : next))
    })
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [element])
  return size
}
