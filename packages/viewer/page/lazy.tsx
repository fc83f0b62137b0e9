// A component whose code comes when it is first shown.
import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Loaded<P> {
  readonly View?: ComponentType<P>
  readonly error?: unknown
}

/** `load` is an `import()`; what it brings has the component as its default export. `waiting` is shown until then. */
export function lazy<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  waiting: VNode | null = <p class="note">Loading …</p>,
): (props: P) => VNode | null {
  let known: Loaded<P> = {}
  return function Lazy(props: P) {
    const [{ View, error }, setLoaded] = useState<Loaded<P>>(known)
    useEffect(() => {
      // It may have come between drawing and now, as others wait for it, too.
      if (known.View !== undefined) return setLoaded(known)
      load().then(
        ({ default: View }) => {
          known = { View }
          setLoaded(known)
        },
        error => setLoaded({ error }),
      )
    }, [])
    if (error !== undefined) {
      return (
        <div class="note" role="alert">
          <p>This part of the page could not be loaded.</p>
          <button type="button" onClick={() => location.reload()}>
            Load the page again
          </button>
        </div>
      )
    }
    return View === undefined ? waiting : <View {...props} />
  }
}
