// The controls of a sheet, and what is chosen with them.
import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Chips } from './chips.tsx'
import { DayControl, TextControl } from './controls/field.tsx'
import { ListControl } from './controls/list.tsx'
import type { ControlPair } from './controls/pair.ts'
import { PeriodControl } from './controls/period.tsx'
import { TrafficControl } from './controls/traffic.tsx'
import { type ControlFacts, controlsOf } from './definition.ts'
import { Icon } from './icon.tsx'
import { useView } from './view.ts'

export function Toolbar(): VNode {
  const { sheet, parameters, state, go } = useView()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const known = new Map(parameters.map(parameter => [parameter.name, parameter]))
  const controls = controlsOf(sheet).flatMap(control => {
    const parameter = known.get(control.parameter)
    return parameter === undefined ? [] : [{ control, parameter }]
  })
  const [from, to] = controls.filter(({ control }) => control.kind === 'time')
  const isPair = from !== undefined && to !== undefined
  const others = controls.filter(pair => !isPair || (pair !== from && pair !== to))
  return (
    <section class="toolbar" aria-label="Filters">
      <div class="toolbar-row">
        {isPair ? <PeriodControl from={from.parameter} to={to.parameter} /> : null}
        {isPair ? (
          <button
            type="button"
            id="compare"
            class="control"
            aria-pressed={state.compare}
            aria-label="Compare with the period before"
            title="Compare with the period before"
            onClick={() => go({ ...state, compare: !state.compare })}
          >
            <Icon name="compare" />
            <span class="wide-only">Compare</span>
          </button>
        ) : null}
        {others.length === 0 ? null : (
          <button
            type="button"
            class="control narrow-only"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="filter" /> Filters
          </button>
        )}
        <div id={id} class={isOpen ? 'controls open' : 'controls'}>
          {others.map(pair => (
            <Control key={pair.control.parameter} {...pair} />
          ))}
        </div>
      </div>
      <Chips controls={others} />
    </section>
  )
}

const BY_KIND: Record<ControlFacts['kind'], (pair: ControlPair) => VNode> = {
  time: DayControl,
  list: ListControl,
  text: TextControl,
}

function Control(pair: ControlPair): VNode {
  if (pair.parameter.name === 'traffic' && pair.parameter.isMulti) return <TrafficControl parameter={pair.parameter} />
  const Kind = BY_KIND[pair.control.kind]
  return <Kind {...pair} />
}
