// Nothing to show, and what to do about it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { TileAnswer } from '../wire.ts'
import type { SqlAnswer } from '../wire-sql.ts'
import { ask } from './api.ts'
import { suggestEvent } from './firstevent.ts'
import { copyText } from './notice.ts'
import { choose } from './parameters.ts'
import { presetsOf } from './period.ts'
import { usePlace } from './place.ts'
import { useView } from './view.ts'
import { writeInstant } from './words.ts'

/** No rows, or one row of totals that counts nothing. */
export function isEmpty({ parts: { main } }: TileAnswer): boolean {
  if (main.rows.length === 0) return true
  if (main.rows.length > 1 || main.columns.some(({ role }) => role === 'group')) return false
  return main.rows[0]!.every(value => value === null || Number(value) === 0)
}

export function TileEmpty({ answer: { period } }: { answer: TileAnswer }): VNode {
  return <p class="empty">{period === undefined ? 'Nothing here.' : 'Nothing in this period.'}</p>
}

/** Above a sheet none of whose tiles has anything to show. */
export function SheetEmpty(): VNode {
  const view = useView()
  const last = useLastEvent()
  const { start, send } = suggestEvent(usePlace(), location.origin)
  const { state, parameters, live } = view
  const times = parameters.filter(({ isTime }) => isTime)
  const chosen = parameters.filter(({ name, isTime }) => !isTime && state.parameters[name] !== undefined)
  const isFiltered = chosen.length > 0 || state.picks.length > 0
  if (last === null || live.completeUpTo === null) {
    return (
      <section class="callout" aria-label="No events yet">
        <h2>No events yet</h2>
        {start === null ? null : (
          <>
            <p>The pipeline takes them. Where it does not run yet, start it:</p>
            <pre class="sql">
              <code>{start}</code>
            </pre>
          </>
        )}
        <p>Send one, and it is here within seconds:</p>
        <pre class="sql">
          <code>{send}</code>
        </pre>
        <p class="buttons">
          <button type="button" onClick={() => copyText(send, 'Command')}>
            Copy
          </button>
          <a class="button" href="/rejected">
            Watch events arrive
          </a>
        </p>
      </section>
    )
  }
  const widest = presetsOf(times[0]?.isMoment ?? false).at(-1)!
  const [from, to] = times
  const widen = from !== undefined && to !== undefined
  return (
    <section class="callout" aria-label="Nothing to show">
      <h2>{isFiltered ? 'Nothing fits these filters' : 'Nothing happened in this period'}</h2>
      {last === undefined ? null : <p>The last event was on {writeInstant(last, view.zone)}.</p>}
      <p class="buttons">
        {widen ? (
          <button type="button" onClick={() => view.go(choose(choose(state, from, [widest.from]), to, [widest.to]))}>
            {widest.name}
          </button>
        ) : null}
        {isFiltered ? (
          <button
            type="button"
            onClick={() => {
              const cleared = chosen.reduce((next, parameter) => choose(next, parameter, undefined), state)
              view.go({ ...cleared, picks: [] })
            }}
          >
            Clear filters
          </button>
        ) : null}
      </p>
    </section>
  )
}

/** When the last event of any app happened; null when there is none, undefined while it is not known. */
function useLastEvent(): string | null | undefined {
  const [last, setLast] = useState<string | null>()
  useEffect(() => {
    const controller = new AbortController()
    const body = { parameters: { from: '400 days before to' } }
    ask<SqlAnswer>('/api/queries/freshness', { signal: controller.signal, body }).then(
      ({ columns, rows }) => {
        const at = columns.findIndex(({ name }) => name === 'last_occurred_at')
        setLast(
          rows
            .map(row => String(row[at]))
            .sort()
            .at(-1) ?? null,
        )
      },
      // It is a courtesy: without it the rest still stands.
      () => {},
    )
    return () => controller.abort()
  }, [])
  return last
}
