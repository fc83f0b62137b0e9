import type { VNode } from 'preact'
import { readFindings } from './insight.ts'
import type { Mark } from './mark.ts'
import { readMark } from './rows.ts'
import type { Scene } from './scene.ts'

export interface InsightProps {
  readonly scene: Scene
  readonly onMark?: ((mark: Mark) => void) | undefined
}

/** Findings, one below the other; one alone is as large as a KPI. */
export function InsightView({ scene, onMark }: InsightProps): VNode {
  const findings = readFindings(scene)
  if (findings.length === 0) return <p class="insight-text">Nothing to tell yet.</p>
  return (
    <ul class={findings.length === 1 ? 'insight is-alone' : 'insight'}>
      {findings.map(({ strong, text, mark }, index) => {
        const values = mark && readMark([mark])
        return (
          <li key={index}>
            {onMark !== undefined && values !== undefined ? (
              <button
                type="button"
                class="insight-strong"
                title={strong}
                onClick={event => onMark({ values, x: event.clientX, y: event.clientY })}
              >
                {strong}
              </button>
            ) : (
              <b class="insight-strong" title={strong}>
                {strong}
              </b>
            )}
            <span class="insight-text">{text}</span>
          </li>
        )
      })}
    </ul>
  )
}
