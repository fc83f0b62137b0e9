// Above the Live sheet: what comes in this minute and came in the thirty before, counted as it arrives, before the lake has it.
import type { VNode } from 'preact'
import type { MinutesAnswer } from '../../wire-minutes.ts'
import { useAnswer } from '../answer.ts'
import { suggestEvent } from '../firstevent.ts'
import { useTurns } from '../live.ts'
import { valuesOf } from '../parameters.ts'
import { usePlace } from '../place.ts'
import { useView } from '../view.ts'
import { writeCount, writeMany, writeShort } from '../words.ts'
import { type Glance, type Moment, type Named, readGlance } from './glance.ts'
import './style.css'

/** How often it is asked: a question costs next to nothing, and one that is always open would cost a function on AWS. */
const EVERY_MS = 3000

export function Now(): VNode | null {
  const { state, parameters, live } = useView()
  const turn = useTurns(live.state === 'paused' ? 0 : EVERY_MS)
  const { answer, error } = useAnswer<MinutesAnswer>('/api/live/minutes', `${turn} ${live.version}`)
  if (error !== undefined) return <Panel note="The counts cannot be read just now; they are asked for again." />
  if (answer === undefined) return <Panel note="" />
  if (!answer.is_counted) return null
  const [apps, traffic] = ['app', 'traffic'].map(name => {
    const parameter = parameters.find(each => each.name === name)
    return parameter === undefined ? [] : valuesOf(state, parameter)
  })
  const glance = readGlance(answer, { apps: apps!, isHuman: traffic!.length > 0 })
  const isEmpty = glance.bars.every(({ events }) => events === 0)
  return isEmpty ? <NothingYet isFiltered={apps!.length > 0} /> : <Counts glance={glance} />
}

function Panel({ note, children }: { note?: string; children?: VNode | VNode[] }): VNode {
  return (
    <section class={note === '' ? 'now is-waiting' : 'now'} aria-label="Right now">
      <header>
        <h2>
          <span class={children === undefined ? 'now-dot' : 'now-dot on'} aria-hidden="true" />
          Right now
        </h2>
        <p class="note">By when it arrived, not when it happened; of the filters, app and traffic apply</p>
      </header>
      {note === undefined ? null : <p class="now-note">{note}</p>}
      {children}
    </section>
  )
}

function NothingYet({ isFiltered }: { isFiltered: boolean }): VNode {
  const { start, send } = suggestEvent(usePlace(), location.origin)
  return (
    <Panel>
      <div class="now-note">
        <p>
          {isFiltered
            ? 'Nothing of this app arrived in the last half hour.'
            : 'Nothing arrived in the last half hour. What does is counted here within seconds.'}
        </p>
        {isFiltered ? null : (
          <details>
            <summary>How to send something</summary>
            {start === null ? null : (
              <pre class="sql">
                <code>{start}</code>
              </pre>
            )}
            <pre class="sql">
              <code>{send}</code>
            </pre>
          </details>
        )}
      </div>
    </Panel>
  )
}

function Counts({ glance }: { glance: Glance }): VNode {
  const { bars, current, before, rejected, links, steps } = glance
  return (
    <Panel>
      <div class="now-parts">
        <div class="now-pulse">
          <p class="now-numbers">
            <b>{writeShort(current.events)}</b> <span>{current.events === 1 ? 'event' : 'events'}</span>
            <b>{writeVisitors(current)}</b> <span>{current.visitors === 1 ? 'visitor' : 'visitors'} this minute</span>
          </p>
          <p class="note">
            {writeShort(before.events)} and {writeVisitors(before)} the minute before
          </p>
          <Bars glance={glance} />
          <p class="now-ends note">
            <Clock iso={bars[0]!.minute} />
            {rejected > 0 ? <a href="/rejected">{writeMany(rejected, 'event')} rejected</a> : null}
            <span>now</span>
          </p>
        </div>
        <List title="Links clicked" rows={links} empty="No link was clicked in this half hour." />
        <List title="Steps in the store" rows={steps} empty="Nobody was in the store in this half hour." isOrdered />
      </div>
    </Panel>
  )
}

function writeVisitors({ visitors, isCut }: Moment): string {
  return `${isCut ? 'over ' : ''}${writeShort(visitors)}`
}

/** One bar a minute, each with its number for who points at it or cannot see it. */
function Bars({ glance: { bars } }: { glance: Glance }): VNode {
  const { zone } = useView()
  const most = Math.max(1, ...bars.map(({ events }) => events))
  return (
    <ol class="now-bars" aria-label="Events by minute">
      {bars.map(({ minute, events }) => (
        <li key={minute} title={`${writeClock(minute, zone)}  ${writeMany(events, 'event')}`}>
          <span style={{ height: `${events === 0 ? 0 : Math.max(3, (events / most) * 100)}%` }} />
          <span class="unseen">
            {writeClock(minute, zone)}: {writeMany(events, 'event')}
          </span>
        </li>
      ))}
    </ol>
  )
}

interface ListProps {
  readonly title: string
  readonly rows: readonly Named[]
  readonly empty: string
  /** Steps one after the other: each says how many of the one before. */
  readonly isOrdered?: boolean
}

function List({ title, rows, empty, isOrdered = false }: ListProps): VNode {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <div class="now-list">
      <h3>{title}</h3>
      {rows.length === 0 ? <p class="note">{empty}</p> : null}
      <ol aria-label={isOrdered ? `${title}, in their order` : title}>
        {rows.map(({ name, count }) => (
          <li key={name}>
            <span class="now-name" title={name}>
              {name}
            </span>
            <b>{writeCount(count)}</b>
            <span class="now-track" aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Clock({ iso }: { iso: string }): VNode {
  const { zone } = useView()
  return <time dateTime={iso}>{writeClock(iso, zone)}</time>
}

function writeClock(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
    Date.parse(iso),
  )
}
