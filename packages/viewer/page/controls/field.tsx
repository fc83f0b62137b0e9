// A parameter that is typed: text, or one day.
import type { VNode } from 'preact'
import { choose, valuesOf } from '../parameters.ts'
import { dayOf } from '../period.ts'
import { useView } from '../view.ts'
import type { ControlPair } from './pair.ts'

/** Taken with Enter, or when the field is left. Several values stand between commas. */
export function TextControl({ control, parameter }: ControlPair): VNode {
  const { state, go } = useView()
  const set = (text: string) => {
    const values = (parameter.isMulti ? text.split(',') : [text]).map(value => value.trim()).filter(Boolean)
    go(choose(state, parameter, values))
  }
  return (
    <label class="control field">
      <span class="soft">{control.title}</span>
      <input
        type="text"
        value={valuesOf(state, parameter).join(', ')}
        placeholder="all"
        onChange={event => set(event.currentTarget.value)}
      />
    </label>
  )
}

export function DayControl({ control, parameter }: ControlPair): VNode {
  const now = Date.now()
  const { state, zone, go } = useView()
  const [value = ''] = valuesOf(state, parameter)
  return (
    <label class="control field">
      <span class="soft">{control.title}</span>
      <input
        type="date"
        value={dayOf(value, zone, now) ?? ''}
        onChange={({ currentTarget: { value: day } }) => go(choose(state, parameter, day === '' ? undefined : [day]))}
      />
    </label>
  )
}
