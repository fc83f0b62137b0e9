import type { VNode } from 'preact'
import { choose, type ParameterFacts, valuesOf } from '../parameters.ts'
import { useView } from '../view.ts'

const CHOICES: readonly { label: string; title: string; values: readonly string[] }[] = [
  { label: 'Human', title: 'Without bots and link previews', values: ['human'] },
  { label: '+ bots', title: 'With bots and link previews', values: [] },
]

/** People alone, or with bots and link previews. */
export function TrafficControl({ parameter }: { parameter: ParameterFacts }): VNode {
  const { state, go } = useView()
  const chosen = valuesOf(state, parameter).join()
  return (
    <fieldset class="segments">
      <legend class="unseen">Traffic</legend>
      {CHOICES.map(({ label, title, values }) => (
        <button
          type="button"
          key={label}
          title={title}
          aria-pressed={chosen === values.join()}
          onClick={() => go(choose(state, parameter, values))}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
