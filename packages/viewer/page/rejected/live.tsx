import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { TailEntry } from '../../wire-rejected.ts'
import { copyText } from '../notice.ts'
import { clean } from '../sql/cell.ts'
import { writeCount } from '../words.ts'
import { Payload } from './payload.tsx'
import { useTail } from './tail.ts'

/** What the collector accepts and rejects right now, to watch an integration work. */
export function LiveTail(): VNode {
  const tail = useTail()
  const [app, setApp] = useState('')
  const [words, setWords] = useState('')
  const [isRejectedOnly, setRejectedOnly] = useState(false)
  const { state, isConnected, isPaused } = tail
  const apps = [...new Set(tail.entries.map(entry => entry.app).filter(each => each !== null))].sort()
  const shown = tail.entries.filter(
    entry => (app === '' || entry.app === app) && !(isRejectedOnly && entry.isAccepted) && hasWords(entry, words),
  )
  const isRemote = state?.pipeline === 'remote'
  const isRunning = isConnected && state?.pipeline === 'running'
  return (
    <section class="live" aria-label="Live tail">
      <header>
        <h2>
          <span class={isRunning && !isPaused ? 'live-dot on' : 'live-dot'} aria-hidden="true" />
          Right now
        </h2>
        <p class="note live-state" role="status">
          {isConnected || isRemote ? (state?.message ?? 'Connecting …') : 'Connecting to the viewer …'}
        </p>
        <button type="button" class="small" aria-pressed={isPaused} onClick={() => tail.pause(!isPaused)}>
          {isPaused ? `Go on${tail.waiting > 0 ? ` (${writeCount(tail.waiting)} new)` : ''}` : 'Pause'}
        </button>
        <button type="button" class="small" onClick={tail.clear}>
          Clear
        </button>
      </header>
      {state?.command === undefined ? null : (
        <button type="button" class="command" onClick={() => copyText(state.command ?? '', 'Command')}>
          <code>{state.command}</code>
          <span class="note">copy</span>
        </button>
      )}
      <div class="live-filters">
        <select aria-label="App" value={app} onChange={event => setApp(event.currentTarget.value)}>
          <option value="">All apps</option>
          {apps.map(each => (
            <option key={each} value={each}>
              {clean(each)}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label="Text in it"
          placeholder="Type, SDK, any text"
          value={words}
          onInput={event => setWords(event.currentTarget.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={isRejectedOnly}
            onChange={event => setRejectedOnly(event.currentTarget.checked)}
          />{' '}
          Rejected only
        </label>
      </div>
      {shown.length === 0 ? (
        <p class="note live-empty">
          {tail.entries.length === 0
            ? 'Nothing yet. What comes in from now on stands here.'
            : 'Nothing of that; other entries are hidden by the filter.'}
        </p>
      ) : (
        <ul class="live-list">
          {shown.map(entry => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <p class="note">
        {tail.dropped > 0 ? `${writeCount(tail.dropped)} more came than can be shown. ` : ''}
        Requests that were refused as a whole, such as those with a wrong write key, are not kept: the sender’s answer
        says why.
      </p>
    </section>
  )
}

function Entry({ entry }: { entry: TailEntry }): VNode {
  const { received_at, isAccepted, event_type, app, dialect, sdk, sdk_version, reason_code, reason, field } = entry
  const sender = [app ?? 'app not known', sdk === null ? dialect : [sdk, sdk_version].filter(Boolean).join(' ')]
  return (
    <li>
      <details>
        <summary>
          <time dateTime={received_at}>{received_at.slice(11, 19)}</time>
          <span class={isAccepted ? 'verdict accepted' : 'verdict rejected'}>
            {isAccepted ? 'accepted' : 'rejected'}
          </span>
          <b class="live-type">{clean(event_type ?? '(no event type)')}</b>
          <span class="note live-sender">{clean(sender.filter(Boolean).join(' · '))}</span>
          {isAccepted ? null : <span class="live-reason">{clean(`${reason_code}: ${reason}`)}</span>}
        </summary>
        <Payload
          payload={entry.payload}
          field={field}
          reason={reason}
          {...(entry.isCut ? { note: 'The beginning of it.' } : {})}
        />
      </details>
    </li>
  )
}

function hasWords(entry: TailEntry, words: string): boolean {
  if (words === '') return true
  const { event_type, app, sdk, dialect, event_id, reason_code, reason, payload } = entry
  const text = [event_type, app, sdk, dialect, event_id, reason_code, reason, payload].join('\n').toLowerCase()
  return text.includes(words.toLowerCase())
}
