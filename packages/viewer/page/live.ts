// Whether what is shown is still all there is: the server says when the lake has something new.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { VersionAnswer } from '../wire.ts'
import { ask } from './api.ts'

export interface Live {
  /** Changes when tiles should ask again. */
  readonly version: string
  readonly state: 'live' | 'paused' | 'offline'
  /** Null: nothing has ever arrived, or it is not known. Undefined: not heard yet. */
  readonly completeUpTo: string | null | undefined
  readonly pause: (isPaused: boolean) => void
  /** Tiles ask again now. */
  readonly refresh: () => void
}

/** Between two refreshes, so that a busy lake does not keep every tile asking. */
const AT_LEAST_MS = 5000

/** Between two questions, where the server does not tell by itself: there each refresh is billed by what it reads. */
const ASK_MS = 300_000

/** A hidden tab listens to nothing: a browser keeps few connections to one server. */
export function useLive(clock: () => number = Date.now): Live {
  const [isPaused, pause] = useState(false)
  const [state, setState] = useState<Live['state']>('live')
  const [shown, setShown] = useState({ version: '', turn: 0 })
  const [completeUpTo, setCompleteUpTo] = useState<string | null>()
  const shownAt = useRef(clock())
  useEffect(() => {
    if (isPaused) {
      setState('paused')
      return
    }
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let asking: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const show = (version: string) => {
      // The first version heard is the one that the tiles are being drawn from.
      setShown(last => (last.version === version ? last : { version, turn: last.turn + (last.version === '' ? 0 : 1) }))
      shownAt.current = clock()
    }
    const hear = (answer: VersionAnswer) => {
      if (isOver) return
      setState('live')
      setCompleteUpTo(answer.complete_up_to)
      clearTimeout(timer)
      timer = setTimeout(() => show(answer.data_version), Math.max(0, shownAt.current + AT_LEAST_MS - clock()))
    }
    // Behind a function that answers and is gone nobody can listen: then it is asked now and then.
    const askAgain = async () => {
      clearTimeout(asking)
      if (document.hidden || isOver) return
      await ask<VersionAnswer>('/api/version').then(hear, () => isOver || setState('offline'))
      if (!isOver) asking = setTimeout(askAgain, ASK_MS)
    }
    const listen = () => {
      source?.close()
      clearTimeout(asking)
      if (document.hidden) return
      const opened = new EventSource('/api/version/live')
      source = opened
      opened.addEventListener('version', ({ data }: MessageEvent<string>) => hear(JSON.parse(data)))
      opened.onerror = () => {
        // What is closed was refused; a connection that was lost is opened again by the browser itself.
        if (opened.readyState === EventSource.CLOSED) void askAgain()
        else setState('offline')
      }
    }
    listen()
    document.addEventListener('visibilitychange', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      isOver = true
      clearTimeout(timer)
      clearTimeout(asking)
      source?.close()
    }
  }, [isPaused])
  const refresh = () => setShown(last => ({ ...last, turn: last.turn + 1 }))
  return { version: String(shown.turn), state, completeUpTo, pause, refresh }
}

/** A number that goes up every `ms` while the page is seen; 0 for never. */
export function useTurns(ms: number): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (ms === 0) return
    const timer = setInterval(() => {
      if (!document.hidden) setTurn(count => count + 1)
    }, ms)
    return () => clearInterval(timer)
  }, [ms])
  return turn
}
