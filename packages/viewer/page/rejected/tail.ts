// What the collector takes right now, as the server tells it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TailEntry, TailRecords, TailState } from '../../wire-rejected.ts'

/** Entries that are kept. */
const MOST = 300

const NOT_HERE: TailState = {
  pipeline: 'remote',
  message: 'What comes in cannot be watched through this viewer, at least not now.',
}

export interface Tail {
  /** The newest first. */
  readonly entries: readonly TailEntry[]
  /** Entries that came while it was paused, and wait. */
  readonly waiting: number
  /** Entries that were passed over, as there were too many. */
  readonly dropped: number
  readonly state: TailState | undefined
  readonly isConnected: boolean
  readonly isPaused: boolean
  readonly pause: (isPaused: boolean) => void
  readonly clear: () => void
}

export function useTail(): Tail {
  const [entries, setEntries] = useState<readonly TailEntry[]>([])
  const [held, setHeld] = useState<readonly TailEntry[]>([])
  const [dropped, setDropped] = useState(0)
  const [state, setState] = useState<TailState>()
  const [isConnected, setConnected] = useState(false)
  const [isPaused, setPaused] = useState(false)
  const paused = useRef(false)
  useEffect(() => {
    const source = new EventSource('/api/tail')
    source.onopen = () => setConnected(true)
    source.onerror = () => {
      setConnected(false)
      if (source.readyState === EventSource.CLOSED) setState(NOT_HERE)
    }
    source.addEventListener('state', event => setState(JSON.parse(event.data)))
    source.addEventListener('records', event => {
      const records = JSON.parse(event.data) as TailRecords
      setDropped(count => count + records.dropped)
      const set = paused.current ? setHeld : setEntries
      set(before => addEntries(before, records.entries))
    })
    return () => source.close()
  }, [])
  const pause = (next: boolean) => {
    paused.current = next
    setPaused(next)
    if (next) return
    setEntries(before => addEntries(before, held.toReversed()))
    setHeld([])
  }
  const clear = () => {
    setEntries([])
    setHeld([])
    setDropped(0)
  }
  return { entries, waiting: held.length, dropped, state, isConnected, isPaused, pause, clear }
}

/** A connection that was lost tells the last entries once more. */
function addEntries(before: readonly TailEntry[], entries: readonly TailEntry[]): readonly TailEntry[] {
  const known = new Set(before.map(({ id }) => id))
  return [...entries.filter(({ id }) => !known.has(id)).toReversed(), ...before].slice(0, MOST)
}
