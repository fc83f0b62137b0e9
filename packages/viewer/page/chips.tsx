// What filters the sheet at the moment, each to be taken away with a click.
import type { VNode } from 'preact'
import type { ViewState } from '../state.ts'
import type { ControlPair } from './controls/pair.ts'
import { Icon } from './icon.tsx'
import { choose } from './parameters.ts'
import { writeMoment } from './valuetable.tsx'
import { useView } from './view.ts'
import { nameColumn, nameValue, upperFirst } from './words.ts'

interface Chip {
  readonly name: string
  readonly value: string
  readonly without: ViewState
}

const SHOWN = 3

export function Chips({ controls }: { controls: readonly ControlPair[] }): VNode | null {
  const view = useView()
  const { state } = view
  const chips = [...parameterChips(controls, state), ...pickChips(state)]
  if (chips.length === 0) return null
  const clear = () => {
    const cleared = controls.reduce((next, { parameter }) => choose(next, parameter, undefined), state)
    view.go({ ...cleared, picks: [] })
  }
  return (
    <ul class="chips" aria-label="Active filters">
      {chips.map(({ name, value, without }) => (
        <li key={`${name} ${value}`} class="chip">
          <span class="soft">{upperFirst(name)}</span> <span class="chip-value">{value}</span>
          <button type="button" aria-label={`Remove filter ${name}: ${value}`} onClick={() => view.go(without)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <button type="button" class="link" onClick={clear}>
            Clear all
          </button>
        </li>
      ) : null}
    </ul>
  )
}

function parameterChips(controls: readonly ControlPair[], state: ViewState): Chip[] {
  return controls.flatMap(({ control, parameter }) => {
    const values = state.parameters[parameter.name]
    if (values === undefined) return []
    const names = values.slice(0, SHOWN).map(value => nameValue(parameter.name, value))
    const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : ''
    const value = values.length === 0 ? 'all' : names.join(', ') + more
    return [{ name: control.title, value, without: choose(state, parameter, undefined) }]
  })
}

function pickChips(state: ViewState): Chip[] {
  return state.picks.map(pick => ({
    name: nameColumn(pick.column),
    value:
      pick.granularity === undefined || pick.value === null
        ? nameValue(pick.column, pick.value)
        : writeMoment(pick.value, pick.granularity),
    without: { ...state, picks: state.picks.filter(other => other !== pick) },
  }))
}
