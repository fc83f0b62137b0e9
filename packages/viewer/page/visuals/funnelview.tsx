// A funnel as bars that get shorter, with what went on between them.
import type { VNode } from 'preact'
import { writeChange } from './change.ts'
import { readSteps, type Step, writeStep } from './funnel.ts'
import type { Mark } from './mark.ts'
import { formatShare } from './number.ts'
import { findColumns, readMark } from './rows.ts'
import type { Scene } from './scene.ts'
import { fade } from './theme.ts'

export interface FunnelProps {
  readonly scene: Scene
  readonly onMark?: ((mark: Mark) => void) | undefined
}

export function FunnelView({ scene, onMark }: FunnelProps): VNode {
  const steps = readSteps(scene)
  const [column] = findColumns(scene.answer.parts.main, 'group')
  const color = scene.visual.FunnelChartVisual?.ChartConfiguration?.VisualPalette?.ChartColor ?? scene.theme.series[0]!
  // What the words leave of the room.
  const track = Math.max(5, Math.min(20, Math.floor(scene.height / Math.max(1, steps.length)) - 46))
  const widest = Math.max(1, ...steps.map(({ value }) => value))
  return (
    <ol class="funnel" style={{ '--track': `${track}px` }}>
      {steps.map((step, index) => {
        const label = writeStep(scene, step)
        const values = readMark([[column, step.category]])
        const press = onMark && values && ((x: number, y: number) => onMark({ values, x, y }))
        return (
          <li key={index}>
            {index > 0 && <Between step={step} />}
            <Pressable press={press} name={step.name}>
              <span class="funnel-name">{step.name}</span>
              <span class="funnel-numbers">
                {label.value && <b>{step.text}</b>}
                {step.ofFirst !== null && index > 0 && (
                  <span title="of the first step">{formatShare(step.ofFirst)}</span>
                )}
                {step.change && <span>{writeChange(step.change)}</span>}
              </span>
              <span class="funnel-track">
                <span
                  style={{
                    width: `${(step.value / widest) * 100}%`,
                    background: fade(color, 1 - 0.5 * (index / Math.max(1, steps.length))),
                  }}
                />
              </span>
            </Pressable>
          </li>
        )
      })}
    </ol>
  )
}

function Between({ step }: { readonly step: Step }): VNode | null {
  if (step.ofPrevious === null) return null
  return (
    <span class="funnel-between">
      <span aria-hidden="true">↓ </span>
      {formatShare(step.ofPrevious)} went on
    </span>
  )
}

interface PressableProps {
  readonly press: ((x: number, y: number) => void) | undefined
  readonly name: string
  readonly children: VNode[] | VNode | (VNode | null)[]
}

function Pressable({ press, name, children }: PressableProps): VNode {
  if (press === undefined) return <div class="funnel-step">{children}</div>
  return (
    <button
      type="button"
      class="funnel-step"
      title={`Show ${name} alone`}
      onClick={event => press(event.clientX, event.clientY)}
    >
      {children}
    </button>
  )
}
