// A parameter with a list of values: one or several of them, found by typing.
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { ControlAnswer } from '../../wire.ts'
import { useAnswer } from '../answer.ts'
import { Icon } from '../icon.tsx'
import { choose, valuesOf } from '../parameters.ts'
import { Popover } from '../popover.tsx'
import { controlPath, useView } from '../view.ts'
import { nameValue, upperFirst, writeShort } from '../words.ts'
import type { ControlPair } from './pair.ts'

export function ListControl({ control, parameter }: ControlPair): VNode {
  const { state } = useView()
  const chosen = valuesOf(state, parameter)
  const name = (value: string) => nameValue(parameter.name, value)
  const summary = chosen.length === 0 ? 'all' : chosen.length === 1 ? name(chosen[0]!) : `${chosen.length} chosen`
  return (
    <Popover
      class={chosen.length > 0 && parameter.isMulti ? 'control chosen' : 'control'}
      button={
        <>
          <span class="soft">{upperFirst(control.title)}</span>
          <span class="control-value">{summary}</span>
          <Icon name="down" />
        </>
      }
      panelClass="list-panel"
    >
      {close => <ListPanel control={control} parameter={parameter} close={close} />}
    </Popover>
  )
}

interface Offer {
  readonly value: string
  readonly count: number | null
}

function ListPanel({ control, parameter, close }: ControlPair & { close: () => void }): VNode {
  const view = useView()
  const [search, setSearch] = useState('')
  // One step for the back button, however many values are ticked.
  const hasStepped = useRef(false)
  const fixed = control.values?.map((value): Offer => ({ value, count: null }))
  const { answer, error } = useAnswer<ControlAnswer>(fixed ? undefined : controlPath(view, parameter.name))
  const chosen = valuesOf(view.state, parameter)
  const offers = withChosen(fixed ?? answer?.values ?? [], chosen)
  const needle = search.trim().toLowerCase()
  const name = (value: string) => nameValue(parameter.name, value)
  const found = offers.filter(({ value }) => `${value} ${name(value)}`.toLowerCase().includes(needle))
  const set = (values: readonly string[]) => {
    view.go(choose(view.state, parameter, values), { replace: hasStepped.current })
    hasStepped.current = true
  }
  const toggle = (value: string) => {
    if (!parameter.isMulti) {
      set([value])
      close()
    } else set(chosen.includes(value) ? chosen.filter(known => known !== value) : [...chosen, value])
  }
  const isSearched = offers.length > 8 || answer?.isCut === true
  return (
    <>
      {isSearched ? (
        <label class="search">
          <Icon name="search" />
          <input
            type="search"
            placeholder={`Find in ${control.title.toLowerCase()}`}
            aria-label={`Find in ${control.title}`}
            value={search}
            onInput={event => setSearch(event.currentTarget.value)}
          />
        </label>
      ) : null}
      <fieldset class="options">
        <legend class="unseen">{control.title}</legend>
        {found.map(({ value, count }) => (
          <label key={value}>
            <input
              type={parameter.isMulti ? 'checkbox' : 'radio'}
              name={parameter.name}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span class="option">{name(value)}</span>
            {count === null ? null : <span class="soft">{writeShort(count)}</span>}
          </label>
        ))}
      </fieldset>
      {error === undefined ? null : <p class="note">{error.message}</p>}
      {fixed === undefined && answer === undefined && error === undefined ? <p class="note">Loading …</p> : null}
      {answer !== undefined && offers.length === 0 ? <p class="note">No values in this period.</p> : null}
      {answer?.isCut ? <p class="note">The most frequent ones; type any other in full.</p> : null}
      {needle !== '' && found.length === 0 ? (
        <button type="button" class="link" onClick={() => toggle(search.trim())}>
          Filter by “{search.trim()}”
        </button>
      ) : null}
      {parameter.isMulti && chosen.length > 0 ? (
        <p class="panel-foot">
          <button type="button" class="link" onClick={() => set([])}>
            Show all
          </button>
        </p>
      ) : null}
    </>
  )
}

/** What is chosen is offered, too, also when this period has none of it. */
function withChosen(offers: readonly Offer[], chosen: readonly string[]): readonly Offer[] {
  const missing = chosen.filter(value => !offers.some(offer => offer.value === value))
  return [...missing.map((value): Offer => ({ value, count: null })), ...offers]
}
