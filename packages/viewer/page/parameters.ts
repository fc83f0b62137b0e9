// A dashboard's parameters: their defaults, and what of a view's state is for them.
import type { DashboardVersionDefinition, ParameterDeclaration } from '@aws-sdk/client-quicksight'
import type { ViewState } from '../state.ts'
import { isClock, readRolling } from './period.ts'

export interface ParameterFacts {
  readonly name: string
  readonly isTime: boolean
  readonly isMulti: boolean
  /** A time with hours and minutes, not a day. */
  readonly isMoment: boolean
  /** As they would stand in an address. Empty: all values. */
  readonly defaults: readonly string[]
}

export function parametersOf({ ParameterDeclarations }: DashboardVersionDefinition): readonly ParameterFacts[] {
  return (ParameterDeclarations ?? []).map(readDeclaration)
}

function readDeclaration(declaration: ParameterDeclaration): ParameterFacts {
  const time = declaration.DateTimeParameterDeclaration
  if (time !== undefined) {
    const { RollingDate, StaticValues } = time.DefaultValues ?? {}
    // Dates travel as JSON: text by now.
    const fixed = StaticValues?.map(date => String(date).slice(0, 10)) ?? []
    const rolling = RollingDate?.Expression === undefined ? undefined : readRolling(RollingDate.Expression)
    return {
      name: time.Name!,
      isTime: true,
      isMulti: false,
      isMoment: time.TimeGranularity !== undefined && !DAYS.includes(time.TimeGranularity),
      defaults: rolling === undefined ? fixed : [rolling],
    }
  }
  const body =
    declaration.StringParameterDeclaration ??
    declaration.IntegerParameterDeclaration ??
    declaration.DecimalParameterDeclaration
  return {
    name: body?.Name ?? '',
    isTime: false,
    isMulti: body?.ParameterValueType === 'MULTI_VALUED',
    isMoment: false,
    defaults: (body?.DefaultValues?.StaticValues ?? []).map(String),
  }
}

const DAYS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** What is chosen, or else the default. Empty: all values. */
export function valuesOf({ parameters }: ViewState, { name, defaults }: ParameterFacts): readonly string[] {
  return parameters[name] ?? defaults
}

/** A state with one parameter chosen; what equals the default is not kept, `undefined` is the default, too. */
export function choose(state: ViewState, parameter: ParameterFacts, values: readonly string[] | undefined): ViewState {
  const { [parameter.name]: _, ...parameters } = state.parameters
  const isDefault = values === undefined || isSame(values, parameter.defaults)
  return { ...state, parameters: isDefault ? parameters : { ...parameters, [parameter.name]: values } }
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, i) => value === right[i])
}

/**
 * What of the state is for this sheet: parameters come along from other dashboards, and some are not this one's, or of
 * days where it counts in minutes; picks and drills are of visuals that may be elsewhere.
 */
export function fitState(
  state: ViewState,
  parameters: readonly ParameterFacts[],
  visuals: readonly { readonly id: string }[],
): ViewState {
  const known = new Map(parameters.map(parameter => [parameter.name, parameter]))
  const ids = new Set(visuals.map(({ id }) => id))
  const fits = ([name, values]: [string, readonly string[]]) => {
    const parameter = known.get(name)
    if (parameter === undefined) return false
    return !parameter.isTime || values.every(value => isClock(value) === parameter.isMoment)
  }
  return {
    ...state,
    parameters: Object.fromEntries(Object.entries(state.parameters).filter(fits)),
    picks: state.picks.filter(({ visual }) => ids.has(visual)),
    drills: Object.fromEntries(Object.entries(state.drills).filter(([id]) => ids.has(id))),
  }
}

/** What a tile's request says: its own drills alone, and the picks of others, so that no tile asks again for nothing. */
export function stateForTile(state: ViewState, visual: string): ViewState {
  const drill = state.drills[visual]
  return {
    ...state,
    picks: state.picks.filter(pick => pick.visual !== visual),
    drills: drill === undefined ? {} : { [visual]: drill },
  }
}
