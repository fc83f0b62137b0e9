// The Rejected page: what the collector takes right now, and what broke the contract in the last days.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { RejectedAnswer } from '../../wire-rejected.ts'
import { useAnswer } from '../answer.ts'
import { navigate, useAddress } from '../route.ts'
import { clean } from '../sql/cell.ts'
import { TileError } from '../tileerror.tsx'
import { writeCount, writeMany } from '../words.ts'
import { LiveTail } from './live.tsx'
import { Reason } from './reason.tsx'
import './style.css'

const PERIODS: readonly (readonly [days: string, name: string])[] = [
  ['1', 'Today'],
  ['7', '7 days'],
  ['28', '28 days'],
  ['90', '90 days'],
]

export default function RejectedPage(): VNode {
  const { search } = useAddress()
  const query = new URLSearchParams(search)
  const days = query.get('days') ?? '7'
  const app = query.get('app') ?? ''
  const [look, setLook] = useState(0)
  const asked = new URLSearchParams({ days, ...(app === '' ? {} : { app }) })
  const { answer, error, isLoading, again } = useAnswer<RejectedAnswer>(`/api/rejected?${asked}`, String(look))
  const go = (change: Record<string, string>) => {
    const next = new URLSearchParams({ days, app, ...change })
    if (next.get('app') === '') next.delete('app')
    navigate(`/rejected?${next}`)
  }
  return (
    <div class="rejected-page">
      <section
        class={isLoading && answer !== undefined ? 'rejected-main stale' : 'rejected-main'}
        aria-busy={isLoading}
      >
        <header>
          <h1>Rejected</h1>
          <p class="note">
            Events that broke the contract. They are kept whole, and can be sent again once they are mended.
          </p>
          <div class="rejected-tools">
            <fieldset class="rejected-days" aria-label="Period, days of UTC">
              {PERIODS.map(([each, name]) => (
                <button type="button" key={each} aria-pressed={each === days} onClick={() => go({ days: each })}>
                  {name}
                </button>
              ))}
            </fieldset>
            <select aria-label="App" value={app} onChange={event => go({ app: event.currentTarget.value })}>
              <option value="">All apps</option>
              {app !== '' && !answer?.apps.some(each => each.app === app) ? (
                <option value={app}>{clean(app)}</option>
              ) : null}
              {(answer?.apps ?? []).map(each =>
                each.app === null ? null : (
                  <option key={each.app} value={each.app}>
                    {clean(each.app)} ({writeCount(each.count)})
                  </option>
                ),
              )}
            </select>
            <button type="button" class="small" onClick={() => setLook(look + 1)}>
              Look again
            </button>
          </div>
        </header>
        {error !== undefined ? (
          <TileError message={error.message} error={error} again={again} />
        ) : answer === undefined ? (
          <p class="note">Counting …</p>
        ) : answer.reasons.length === 0 ? (
          <p class="note rejected-none">
            Nothing was rejected since {answer.since}. What is, stands here within seconds.
          </p>
        ) : (
          <>
            <p class="rejected-total">
              <b>{writeMany(answer.total, 'payload')}</b> <span class="note">since {answer.since}, UTC</span>
            </p>
            {answer.reasons.map(entry => (
              <Reason key={entry.reason_code} entry={entry} total={answer.total} app={app} since={answer.since} />
            ))}
          </>
        )}
      </section>
      <LiveTail />
    </div>
  )
}
