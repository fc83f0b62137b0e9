// An answer of the server that a component shows: asked for again when what it rests on changes, cancelled when it is no
// longer wanted; what was there before stays until the new one is here.
import { useCallback, useEffect, useState } from 'preact/hooks'
import { ask, isAbort } from './api.ts'

export interface Asked<T> {
  readonly answer: T | undefined
  readonly error: Error | undefined
  readonly isLoading: boolean
  /** The answer is to another question than is asked now, and not only older. */
  readonly isStale: boolean
  /** Asks once more. */
  readonly again: () => void
}

interface Held<T> {
  readonly answer: T | undefined
  readonly error: Error | undefined
  /** What the answer or error is to. */
  readonly key: string | undefined
  readonly path: string | undefined
}

/** GET `path`, undefined for nothing yet; `version` is of what lies behind it: another one asks again. */
export function useAnswer<T>(path: string | undefined, version = ''): Asked<T> {
  const [attempt, setAttempt] = useState(0)
  const [held, setHeld] = useState<Held<T>>({ answer: undefined, error: undefined, key: undefined, path: undefined })
  const key = path === undefined ? undefined : `${attempt} ${version} ${path}`
  useEffect(() => {
    if (path === undefined) return
    const controller = new AbortController()
    ask<T>(path, { signal: controller.signal }).then(
      answer => setHeld({ answer, error: undefined, key, path }),
      error => {
        if (!isAbort(error)) setHeld({ answer: undefined, error, key, path })
      },
    )
    return () => controller.abort()
  }, [key])
  const again = useCallback(() => setAttempt(count => count + 1), [])
  const { answer, error } = held
  return { answer, error, isLoading: key !== undefined && held.key !== key, isStale: held.path !== path, again }
}
