// From and to as one control: presets, days of one's own, and the period before or after.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../icon.tsx'
import { choose, type ParameterFacts, valuesOf } from '../parameters.ts'
import { dayIn, dayOf, labelDays, labelPeriod, presetsOf, shiftPeriod } from '../period.ts'
import { Popover } from '../popover.tsx'
import { useView } from '../view.ts'

interface PeriodProps {
  readonly from: ParameterFacts
  readonly to: ParameterFacts
}

export function PeriodControl({ from, to }: PeriodProps): VNode {
  const now = Date.now()
  const { state, zone, go } = useView()
  const [first = '', last = ''] = [valuesOf(state, from)[0], valuesOf(state, to)[0]]
  const set = (period: { from: string; to: string }) => go(choose(choose(state, from, [period.from]), to, [period.to]))
  const steps = [-1, 1] as const
  const [before, after] = steps.map(step => shiftPeriod(first, last, step, zone, now))
  const isFuture = after === undefined || after.from > dayIn(zone, now)
  const days = [dayOf(first, zone, now), dayOf(last, zone, now)] as const
  const exact = days[0] !== undefined && days[1] !== undefined ? labelDays(days[0], days[1]) : undefined
  const label = labelPeriod(first, last, zone, now)
  return (
    <fieldset class="segments period">
      <legend class="unseen">Period</legend>
      {before === undefined ? null : (
        <button
          type="button"
          id="period-before"
          aria-label="Period before"
          title="Period before"
          onClick={() => set(before)}
        >
          <Icon name="left" />
        </button>
      )}
      <Popover
        class="period-button"
        button={
          <>
            <Icon name="calendar" />
            <span>{label}</span>
            {exact === undefined || exact === label ? null : <span class="soft wide-only">{exact}</span>}
          </>
        }
        panelClass="period-panel"
      >
        {close => (
          <>
            <div class="menu">
              {presetsOf(from.isMoment).map(preset => {
                const isChosen = preset.from === first && preset.to === last
                return (
                  <button
                    type="button"
                    key={preset.name}
                    aria-pressed={isChosen}
                    data-first={isChosen ? '' : undefined}
                    onClick={() => {
                      set(preset)
                      close()
                    }}
                  >
                    {preset.name}
                  </button>
                )
              })}
            </div>
            {from.isMoment ? null : (
              <CustomDays
                from={days[0] ?? ''}
                to={days[1] ?? ''}
                today={dayIn(zone, now)}
                onChoose={period => {
                  set(period)
                  close()
                }}
              />
            )}
          </>
        )}
      </Popover>
      {before === undefined ? null : (
        <button
          type="button"
          id="period-after"
          aria-label="Period after"
          title="Period after"
          disabled={isFuture}
          onClick={() => after && set(after)}
        >
          <Icon name="right" />
        </button>
      )}
    </fieldset>
  )
}

interface CustomProps {
  readonly from: string
  readonly to: string
  readonly today: string
  readonly onChoose: (period: { from: string; to: string }) => void
}

function CustomDays({ today, onChoose, ...given }: CustomProps): VNode {
  const [from, setFrom] = useState(given.from)
  const [to, setTo] = useState(given.to)
  const fault = from === '' || to === '' ? 'Choose both days.' : from > to ? 'The first day is after the last.' : ''
  return (
    <form
      class="custom-days"
      onSubmit={event => {
        event.preventDefault()
        if (fault === '') onChoose({ from, to })
      }}
    >
      <label>
        From
        <input type="date" value={from} max={today} onInput={event => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        To
        <input type="date" value={to} max={today} onInput={event => setTo(event.currentTarget.value)} />
      </label>
      <p class="note" role="status">
        {fault}
      </p>
      <button type="submit" class="primary" disabled={fault !== ''}>
        Show these days
      </button>
    </form>
  )
}
