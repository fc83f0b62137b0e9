// The parameters of a dashboard with the values that a view gives them.
import type { ParameterDeclaration, TimeGranularity } from '@aws-sdk/client-quicksight'
import type { Parameter } from '@clickstream/query/engine'
import { readValue } from '@clickstream/query/value'
import type { Dashboard } from './dashboard.ts'
import { StateError, VisualError } from './error.ts'
import { type Moment, readMoment, unitMoment } from './moment.ts'
import { readRolling } from './rolling.ts'
import type { ViewState } from './state.ts'
import { toWall } from './zone.ts'

/** A parameter's values; none stand for all. */
export interface Chosen {
  readonly name: string
  readonly type: 'string' | 'integer' | 'decimal' | 'time'
  /** As text, of its type; a time's is its day. */
  readonly values: readonly string[]
  /** time: when one is chosen. */
  readonly moment?: Moment
  /** The view says so itself. */
  readonly isSet: boolean
  /** Where data sets take it: identifier and name of their parameter. */
  readonly mapped: readonly { readonly dataset: string; readonly parameter: string }[]
}

const MOST_VALUES = 200
const LONGEST = 2000

const kinds = {
  StringParameterDeclaration: 'string',
  IntegerParameterDeclaration: 'integer',
  DecimalParameterDeclaration: 'decimal',
  DateTimeParameterDeclaration: 'time',
} as const

/** What the four kinds of declarations have in common. */
interface Declaration {
  readonly Name: string
  readonly ParameterValueType?: string
  readonly DefaultValues?: { readonly StaticValues?: readonly unknown[]; readonly RollingDate?: { Expression: string } }
  readonly ValueWhenUnset?: { readonly CustomValue?: unknown }
  readonly TimeGranularity?: TimeGranularity
  readonly MappedDataSetParameters?: readonly { DataSetIdentifier: string; DataSetParameterName: string }[]
}

/**
 * Every declared parameter by name; `now` in ms since 1970.
 * @throws StateError for a value that is not of the parameter's type, or several where one is taken.
 */
export function readParameters(dashboard: Dashboard, state: ViewState, zone: string, now: number): Map<string, Chosen> {
  const declarations = dashboard.definition.ParameterDeclarations ?? []
  return new Map(
    declarations.map(declaration => {
      const chosen = readChosen(declaration, state, zone, now)
      return [chosen.name, chosen]
    }),
  )
}

/** A chosen value as a `?`; a time is bound as the moment when it begins. */
export function toParameter({ name, type, moment }: Chosen, value: string): Parameter {
  if (type !== 'time') return { name, type, value }
  return { name, type: 'timestamp', value: new Date(moment!.start).toISOString() }
}

function readChosen(declaration: ParameterDeclaration, state: ViewState, zone: string, now: number): Chosen {
  const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find(each => declaration[each] !== undefined)
  if (kind === undefined) {
    throw new VisualError(
      `parameter: expected one of ${Object.keys(kinds).join(', ')}, got ${Object.keys(declaration)}`,
    )
  }
  const type = kinds[kind]
  const said = declaration[kind] as unknown as Declaration
  const name = said.Name
  const mapped = (said.MappedDataSetParameters ?? []).map(each => ({
    dataset: each.DataSetIdentifier,
    parameter: each.DataSetParameterName,
  }))
  const own = Object.hasOwn(state.parameters, name) ? state.parameters[name] : undefined
  const isSet = own !== undefined
  if (type === 'time') {
    const [text] = own ?? []
    const moment = text === undefined ? defaultMoment(said, zone, now) : readMoment(name, text, zone, now)
    return { name, type, isSet, mapped, values: moment ? [moment.day] : [], ...(moment ? { moment } : {}) }
  }
  const values = own?.map(text => checkValue(name, type, text)) ?? defaultValues(said)
  const most = said.ParameterValueType === 'MULTI_VALUED' ? MOST_VALUES : 1
  if (values.length > most) throw new StateError(`${name}: expected at most ${most} values, got ${values.length}`)
  return { name, type, values, isSet, mapped }
}

function checkValue(name: string, type: 'string' | 'integer' | 'decimal', text: string): string {
  const value = text.length > LONGEST ? undefined : readValue(type, text, 0)
  if (value !== undefined) return value
  const expected = { string: `text of at most ${LONGEST} characters`, integer: 'a whole number', decimal: 'a number' }
  throw new StateError(`${name}: expected ${expected[type]}, got ${JSON.stringify(text.slice(0, 100))}`)
}

function defaultValues({ DefaultValues, ValueWhenUnset }: Declaration): string[] {
  const fixed = DefaultValues?.StaticValues ?? []
  if (fixed.length > 0) return fixed.map(String)
  return ValueWhenUnset?.CustomValue === undefined ? [] : [String(ValueWhenUnset.CustomValue)]
}

/** Of a date alone the day is meant, whatever the zone. */
function defaultMoment(declaration: Declaration, zone: string, now: number): Moment | undefined {
  const unit = declaration.TimeGranularity ?? 'DAY'
  const { RollingDate, StaticValues } = declaration.DefaultValues ?? {}
  if (RollingDate !== undefined) return unitMoment(readRolling(RollingDate.Expression, toWall(now, zone)), unit, zone)
  const fixed = StaticValues?.[0] ?? declaration.ValueWhenUnset?.CustomValue
  return fixed === undefined ? undefined : unitMoment(new Date(fixed as string).getTime(), unit, zone)
}
