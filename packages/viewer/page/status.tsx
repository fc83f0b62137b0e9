import type { VNode } from 'preact'
import type { Live } from './live.ts'
import { Popover } from './popover.tsx'
import { writeInstant } from './words.ts'

const WORDS: Record<Live['state'], string> = { live: 'Live', paused: 'Paused', offline: 'Offline' }
const ABOUT: Record<Live['state'], string> = {
  live: 'Tiles ask again when something new has arrived.',
  paused: 'Tiles stay as they are until you go on.',
  offline: 'The server cannot be reached; this page tries again by itself.',
}

/** Whether what is shown keeps up with what arrives, and a way to stop it. */
export function LiveStatus({ live, zone }: { live: Live; zone: string }): VNode {
  return (
    <Popover
      class={`plain status ${live.state}`}
      label={`Refresh: ${WORDS[live.state]}`}
      button={
        <>
          <span class="dot" />
          <span class="wide-only">{WORDS[live.state]}</span>
        </>
      }
    >
      {close => (
        <div class="panel-text">
          <p>{ABOUT[live.state]}</p>
          {live.completeUpTo ? <p class="note">Complete up to {writeInstant(live.completeUpTo, zone)}.</p> : null}
          <p class="buttons">
            <button type="button" onClick={() => live.pause(live.state !== 'paused')}>
              {live.state === 'paused' ? 'Go on' : 'Pause'}
            </button>
            <button
              type="button"
              onClick={() => {
                live.refresh()
                close()
              }}
            >
              Refresh now
            </button>
          </p>
        </div>
      )}
    </Popover>
  )
}
