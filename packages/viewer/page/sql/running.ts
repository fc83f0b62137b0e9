// One question at a time: running, answered, at fault; a new one, or a person, cancels it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SqlAnswer, SqlError } from '../../wire-sql.ts'
import { isAbort } from '../api.ts'
import type { Asked } from './history.ts'
import { type Question, QuestionError, run } from './question.ts'

export type Run =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly question: Question; readonly began: number }
  | { readonly status: 'done'; readonly question: Question; readonly answer: SqlAnswer }
  | { readonly status: 'failed'; readonly question: Question; readonly fault: SqlError }
  | { readonly status: 'cancelled'; readonly question: Question; readonly elapsed_ms: number }

export interface Running {
  readonly run: Run
  /** The last answer, which stays to be read while another is waited for. */
  readonly last: (Run & { status: 'done' }) | undefined
  readonly start: (question: Question) => void
  readonly cancel: () => void
  readonly clear: () => void
}

export function useRunning(onEnd: (asked: Asked) => void, clock: () => number = Date.now): Running {
  const [current, setCurrent] = useState<Run>({ status: 'idle' })
  const [last, setLast] = useState<Run & { status: 'done' }>()
  const stop = useRef<AbortController>(undefined)
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => () => stop.current?.abort(), [])
  const start = (question: Question) => {
    stop.current?.abort()
    const controller = new AbortController()
    stop.current = controller
    const at = clock()
    setCurrent({ status: 'running', question, began: at })
    const finish = (next: Run, rows: number | null, fault?: string) => {
      end.current({ question, at, elapsed_ms: clock() - at, rows, ...(fault === undefined ? {} : { fault }) })
      // Another question has taken its place.
      if (stop.current === controller) setCurrent(next)
    }
    run(question, controller.signal).then(
      answer => {
        const done = { status: 'done', question, answer } as const
        setLast(done)
        finish(done, answer.receipt.rows)
      },
      error => {
        if (isAbort(error)) finish({ status: 'cancelled', question, elapsed_ms: clock() - at }, null, 'cancelled')
        else {
          const fault = error instanceof QuestionError ? error.body : { error: String(error) }
          finish({ status: 'failed', question, fault }, null, fault.error)
        }
      },
    )
  }
  const clear = () => {
    stop.current?.abort()
    stop.current = undefined
    setCurrent({ status: 'idle' })
    setLast(undefined)
  }
  return { run: current, last, start, cancel: () => stop.current?.abort(), clear }
}
