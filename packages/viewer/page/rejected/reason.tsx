import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { ExampleEntry, ReasonEntry, SenderEntry } from '../../wire-rejected.ts'
import { copyText } from '../notice.ts'
import { usePlace } from '../place.ts'
import { clean } from '../sql/cell.ts'
import { writeBytes, writeCount, writeMany } from '../words.ts'
import { Payload } from './payload.tsx'

interface ReasonProps {
  readonly entry: ReasonEntry
  readonly total: number
  readonly app: string
  readonly since: string
}

/** One reason: how often, who sends it, how to mend it, examples. */
export function Reason({ entry, total, app, since }: ReasonProps): VNode {
  const { reason_code, count, days, last_at, about, mend, senders, examples, fields } = entry
  const { data } = usePlace()
  const [shown, setShown] = useState(0)
  const example = examples[Math.min(shown, examples.length - 1)]
  const named = fields.filter(({ field }) => field !== null).slice(0, 8)
  const ofApp = app === '' ? '' : ` --app ${app}`
  const command = `npx clickstream rejected --reason ${reason_code}${ofApp}`
  return (
    <details class="reason">
      <summary>
        <code>{clean(reason_code)}</code>
        <b>{writeCount(count)}</b>
        <span class="note reason-share">{writeShare(count / total)}</span>
        <Days days={days} />
        <span class="note reason-last">last {last_at.slice(5, 16).replace('T', ' ')}</span>
      </summary>
      <div class="reason-body">
        <div>
          <h2 class="unseen">{clean(reason_code)}</h2>
          <p>{about}</p>
          <h3>How to mend it</h3>
          <p>{mend}</p>
          {named.length === 0 ? null : (
            <>
              <h3>Fields at fault</h3>
              <p class="chips">
                {named.map(({ field, count }) => (
                  <span class="reason-chip" key={field}>
                    {clean(field ?? '')} <b>{writeCount(count)}</b>
                  </span>
                ))}
              </p>
            </>
          )}
          <h3>Who sends it</h3>
          <Senders senders={senders} />
          <h3>Once it is mended</h3>
          <Command text={`${command} --since ${since}${data}`} about="all that there is" />
          <Command text={`${command} --replay${data}`} about="send again what the contract takes now" />
        </div>
        {example === undefined ? null : (
          <div class="reason-example">
            <header>
              <h3>
                Example {shown + 1} of {examples.length}
              </h3>
              <span class="buttons">
                <button type="button" class="small" disabled={shown === 0} onClick={() => setShown(shown - 1)}>
                  Newer
                </button>
                <button
                  type="button"
                  class="small"
                  disabled={shown >= examples.length - 1}
                  onClick={() => setShown(shown + 1)}
                >
                  Older
                </button>
              </span>
            </header>
            <Example example={example} />
          </div>
        )}
      </div>
    </details>
  )
}

function Example({ example }: { example: ExampleEntry }): VNode {
  const { data } = usePlace()
  const { received_at, app, dialect, reason, payload, field, isCut, characters } = example
  const facts = [received_at.slice(0, 19).replace('T', ' '), app ?? 'app not known', dialect]
    .filter(Boolean)
    .join(' · ')
  const cut = isCut
    ? { note: `The beginning of ${writeBytes(characters)}; npx clickstream rejected --json${data} has all of it.` }
    : {}
  return (
    <>
      <p class="note">{clean(facts)}</p>
      <p class="reason-words">{clean(reason)}</p>
      <Payload payload={payload} field={field} reason={reason} {...cut} />
    </>
  )
}

function Senders({ senders }: { senders: readonly SenderEntry[] }): VNode {
  return (
    <table class="reason-senders">
      <thead>
        <tr>
          <th scope="col">SDK</th>
          <th scope="col">App</th>
          <th scope="col">Came as</th>
          <th scope="col" class="number">
            Payloads
          </th>
        </tr>
      </thead>
      <tbody>
        {senders.map(sender => (
          <tr key={JSON.stringify(sender)}>
            <td>
              {sender.sdk === null ? (
                <i class="note">not said</i>
              ) : (
                clean([sender.sdk, sender.sdk_version].filter(Boolean).join(' '))
              )}
            </td>
            <td>{sender.app === null ? <i class="note">not known</i> : clean(sender.app)}</td>
            <td>{clean(sender.dialect ?? '')}</td>
            <td class="number">{writeCount(sender.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Command({ text, about }: { text: string; about: string }): VNode {
  return (
    <button type="button" class="command" title={about} onClick={() => copyText(text, 'Command')}>
      <code>{text}</code>
      <span class="note">copy</span>
    </button>
  )
}

/** A bar a day. */
function Days({ days }: { days: readonly number[] }): VNode {
  const most = Math.max(1, ...days)
  return (
    <svg
      class="reason-days"
      viewBox={`0 0 ${days.length * 5} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${writeMany(days.length, 'day')}, today ${writeCount(days.at(-1) ?? 0)}`}
    >
      {days.map((count, i) => {
        const height = count === 0 ? 1 : Math.max(2, (count / most) * 20)
        return (
          <rect key={`${i}`} x={i * 5} y={20 - height} width={4} height={height} class={count === 0 ? 'none' : ''} />
        )
      })}
    </svg>
  )
}

function writeShare(share: number): string {
  return `${share < 0.01 ? '<1' : Math.round(share * 100)}%`
}
