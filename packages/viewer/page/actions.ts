// What a click on a mark does: the actions that the definition gives its visual, and the way down a hierarchy.
import type { SetParameterValueConfiguration, VisualCustomAction } from '@aws-sdk/client-quicksight'
import type { Pick, ViewState } from '../state.ts'
import type { TileColumn } from '../wire.ts'
import type { VisualFacts } from './definition.ts'
import { nextLevel } from './hierarchy.ts'
import { choose, type ParameterFacts, valuesOf } from './parameters.ts'
import type { Mark } from './visuals/mark.ts'

/** What can be done with a mark. */
export interface Choice {
  readonly label: string
  /** The view after it, on this sheet or another one. */
  readonly state?: ViewState
  readonly sheet?: string
  /** An address outside: http or https. */
  readonly url?: string
}

export interface ActionContext {
  readonly visual: VisualFacts
  readonly columns: readonly TileColumn[]
  readonly state: ViewState
  readonly parameters: readonly ParameterFacts[]
}

/** Those of a click first, then those of the menu, then the way down. None: the mark does nothing. */
export function choicesOf(mark: Mark, context: ActionContext): readonly Choice[] {
  const byTrigger = ['DATA_POINT_CLICK', 'DATA_POINT_MENU'].flatMap(trigger =>
    context.visual.actions.filter(action => action.Trigger === trigger),
  )
  const choices = byTrigger.flatMap(action => {
    const choice = applyAction(action, mark, context)
    return choice === undefined ? [] : [choice]
  })
  const level = nextLevel(context.visual, context.columns, context.state.drills[context.visual.id] ?? [])
  const value = mark.values.find(({ column }) => column === level?.from)?.value
  if (level === undefined || value === undefined) return choices
  const drills = { ...context.state.drills, [context.visual.id]: [...level.path, value ?? ''] }
  return [...choices, { label: `Drill down to ${level.name}`, state: { ...context.state, drills } }]
}

/** Whether any mark of it could do something. */
export function isActive({ actions, hierarchies }: VisualFacts): boolean {
  return actions.length > 0 || hierarchies.length > 0
}

function applyAction(action: VisualCustomAction, mark: Mark, context: ActionContext): Choice | undefined {
  let state = context.state
  let sheet: string | undefined
  let url: string | undefined
  for (const operation of action.ActionOperations ?? []) {
    const { FilterOperation, SetParametersOperation, NavigationOperation, URLOperation } = operation
    if (FilterOperation) state = togglePicks(state, pickedValues(FilterOperation, mark, context), context.visual.id)
    for (const setting of SetParametersOperation?.ParameterValueConfigurations ?? [])
      state = setParameter(state, setting, mark, context)
    sheet = NavigationOperation?.LocalNavigationConfiguration?.TargetSheetId ?? sheet
    if (URLOperation?.URLTemplate) url = fillUrl(URLOperation.URLTemplate, mark, context)
  }
  if (state === context.state && sheet === undefined && url === undefined) return undefined
  return {
    label: action.Name ?? 'Open',
    ...(state === context.state && sheet === undefined ? {} : { state }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(url === undefined ? {} : { url }),
  }
}

type FilterOperation = NonNullable<NonNullable<VisualCustomAction['ActionOperations']>[number]['FilterOperation']>

function pickedValues({ SelectedFieldsConfiguration: config }: FilterOperation, mark: Mark, context: ActionContext) {
  if (config?.SelectedFieldOptions === 'ALL_FIELDS') return mark.values
  const fields = (config?.SelectedFields ?? []).map(id => columnOf(id, context))
  const columns = [...fields, ...(config?.SelectedColumns ?? []).map(column => column.ColumnName)]
  return mark.values.filter(({ column }) => columns.includes(column))
}

/** The same mark again takes its picks away; another mark of the visual takes their place. */
export function togglePicks(state: ViewState, values: Mark['values'], visual: string): ViewState {
  if (values.length === 0) return state
  const picks: Pick[] = values.map(value => ({ visual, ...value }))
  const own = state.picks.filter(pick => pick.visual === visual)
  const others = state.picks.filter(pick => pick.visual !== visual)
  const isSame =
    own.length === picks.length &&
    picks.every(({ column, value }) => own.some(pick => pick.column === column && pick.value === value))
  return { ...state, picks: isSame ? others : [...others, ...picks] }
}

function setParameter(
  state: ViewState,
  { DestinationParameterName: name, Value: value }: SetParameterValueConfiguration,
  mark: Mark,
  context: ActionContext,
): ViewState {
  const find = (wanted: string | undefined) => context.parameters.find(parameter => parameter.name === wanted)
  const parameter = find(name)
  if (parameter === undefined || value === undefined) return state
  if (value.SelectAllValueOptions === 'ALL_VALUES') return choose(state, parameter, [])
  const custom = Object.values(value.CustomValuesConfiguration?.CustomValues ?? {}).find(list => list != null)
  if (custom !== undefined) return choose(state, parameter, custom.map(String))
  const source = find(value.SourceParameterName)
  if (source !== undefined) return choose(state, parameter, valuesOf(state, source))
  const column = value.SourceColumn?.ColumnName ?? columnOf(value.SourceField, context)
  const picked = mark.values.find(known => known.column === column)?.value
  return picked == null ? state : choose(state, parameter, [picked])
}

function columnOf(id: string | undefined, { columns }: ActionContext): string | undefined {
  return columns.find(column => column.id === id)?.column
}

/** `https://example.com/{{column}}` with the mark's values, `<<$parameter>>` with the parameters'; undefined: no http(s). */
export function fillUrl(template: string, mark: Mark, { parameters, state }: ActionContext): string | undefined {
  const valueIn = (name: string) => mark.values.find(({ column }) => column === name)?.value ?? ''
  const whole = /^(?:\{\{([^{}]+)\}\}|<<([^<>$]+)>>)$/.exec(template)
  const text =
    whole !== null
      ? valueIn((whole[1] ?? whole[2])!.trim())
      : template
          .replaceAll(/<<\$([^<>]+)>>/g, (_, name: string) => {
            const parameter = parameters.find(known => known.name === name.trim())
            return encodeURIComponent(parameter === undefined ? '' : valuesOf(state, parameter).join(','))
          })
          .replaceAll(/\{\{([^{}]+)\}\}|<<([^<>$]+)>>/g, (_, left?: string, right?: string) =>
            encodeURIComponent(valueIn((left ?? right ?? '').trim())),
          )
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return ['http:', 'https:'].includes(protocol) ? href : undefined
}
