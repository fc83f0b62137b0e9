// A visual as one view sees it: its fields, the data set, and what filters its rows.
import type { DimensionField, MeasureField, UnaggregatedField } from '@aws-sdk/client-quicksight'
import { either, isAt } from './condition.ts'
import type { Dashboard, DataSet } from './dashboard.ts'
import { Draft } from './draft.ts'
import { StateError, VisualError } from './error.ts'
import { type GroupField, type Pace, readGroup, readMeasure, readUnaggregated, type ValueField } from './field.ts'
import { type Place, readFilters } from './filters.ts'
import type { Fragment } from './fragment.ts'
import { type Chosen, readParameters } from './parameters.ts'
import { isShort, readPeriod } from './period.ts'
import { findDataSet, hasColumn, readAggregation, readColumn, type Source } from './source.ts'
import type { ViewState } from './state.ts'
import { familyOf } from './type.ts'
import { fieldsIn, kinds, type Part, partAt, type Shape, shapeOf } from './wells.ts'
import { checkZone } from './zone.ts'

export interface View {
  readonly shape: Shape
  readonly place: Place
  readonly source: Source
  readonly groups: readonly GroupField[]
  readonly values: readonly ValueField[]
  /** Of a table that shows rows as they are. */
  readonly cells: readonly ReturnType<typeof readUnaggregated>[]
  /** Names of parameters that filter here. */
  readonly asked: ReadonlySet<string>
  /** Columns of which the visual itself leaves out rows without a value. */
  readonly known: ReadonlySet<string>
  readonly draft: () => Draft
}

export interface Setting {
  readonly dashboard: Dashboard
  readonly datasets: ReadonlyMap<string, DataSet>
  readonly state: ViewState
  readonly zone: string
  readonly now: number
  readonly parameters: ReadonlyMap<string, Chosen>
}

/** @throws StateError for a zone or a value of a parameter that cannot be. */
export function openSetting(
  dashboard: Dashboard,
  state: ViewState,
  { datasets, zone: own }: { readonly datasets: ReadonlyMap<string, DataSet>; readonly zone: string },
  now: number,
): Setting {
  const zone = checkZone(state.zone ?? own)
  return { dashboard, datasets, state, zone, now, parameters: readParameters(dashboard, state, zone, now) }
}

/** @throws StateError when there is none, VisualError when its kind is none of those the viewer draws. */
export function findVisual(dashboard: Dashboard, id: string): { sheet: string; shape: Shape } {
  for (const sheet of dashboard.definition.Sheets ?? []) {
    for (const visual of sheet.Visuals ?? []) {
      const shape = shapeOf(visual)
      if (shape.visual.VisualId === id) return { sheet: sheet.SheetId!, shape }
    }
  }
  throw new StateError(`visual: expected one of dashboard ${dashboard.name}, got ${JSON.stringify(id.slice(0, 100))}`)
}

export function readView(setting: Setting, id: string): View {
  const { dashboard, state } = setting
  const { sheet, shape } = findVisual(dashboard, id)
  const place = { sheet, visual: id }
  const { groups: whole, values, cells } = readFields(shape, state)
  const source = openSource(setting, identifierOf(shape, [...whole, ...values, ...cells]))
  const pace = readPace(source, place, shape)
  const groups = pace === undefined ? whole : readFields(shape, state, pace).groups
  const { conditions, leaders, asked, known } = readFilters(source, place)
  const steps = groups.flatMap(group => group.steps.map(step => isAt(source, step)))
  const all = [...conditions, ...readPicks(source, id, state), ...steps]
  return { shape, place, source, groups, values, cells, asked, known, draft: () => new Draft(source, all, leaders) }
}

/** The last unit of time on the way down. */
export function findDrilled({ groups }: View): { value: string; granularity: string } | undefined {
  const steps = groups.flatMap(group => group.steps)
  const found = steps.findLast(({ value, granularity }) => value !== null && granularity !== undefined)
  return found === undefined ? undefined : { value: found.value!, granularity: found.granularity! }
}

const PACED = ['LineChartVisual', 'BarChartVisual', 'ComboChartVisual']

function readPace(source: Source, place: Place, { kind }: Shape): Pace | undefined {
  const period = PACED.includes(kind) ? readPeriod(source, place) : undefined
  if (period?.column === undefined || familyOf(readColumn(source, period.column).type) !== 'timestamp') return undefined
  return { column: period.column, isShort: isShort(period) }
}

export function openSource({ dashboard, datasets, zone, now, parameters }: Setting, identifier: string): Source {
  const dataset = findDataSet(dashboard, identifier, datasets)
  return { dashboard, identifier, dataset, zone, now, parameters, heard: new Set() }
}

/** Marks clicked elsewhere: those of one column of one visual are alternatives. */
export function readPicks(source: Source, visual: string | undefined, { picks }: ViewState): Fragment[] {
  const others = picks.filter(
    pick =>
      pick.visual !== visual && hasColumn(source, pick.column) && readAggregation(source, pick.column) === undefined,
  )
  const groups = Map.groupBy(others, pick => JSON.stringify([pick.visual, pick.column]))
  return [...groups.values()].map(group => either(group.map(pick => isAt(source, pick as Parameters<typeof isAt>[1]))))
}

function readFields(shape: Shape, state: ViewState, pace?: Pace): Pick<View, 'groups' | 'values' | 'cells'> {
  if (shape.kind === 'InsightVisual') return readComputations(shape)
  const { visual } = shape
  const drills = Object.hasOwn(state.drills, visual.VisualId) ? state.drills[visual.VisualId]! : []
  const groups: GroupField[] = []
  const values: ValueField[] = []
  let isDrilled = false
  for (const { name, role } of kinds[shape.kind]?.wells ?? []) {
    for (const field of fieldsIn(shape, name)) {
      if (role === 'value') values.push(readMeasure(name, field as MeasureField))
      else {
        // One hierarchy is gone down: the first.
        const inner = Object.values(field).find(each => each !== undefined) as { HierarchyId?: string }
        const isOwn: boolean = inner.HierarchyId !== undefined && !isDrilled
        isDrilled ||= isOwn
        groups.push(readGroup(name, field as DimensionField, visual, isOwn ? drills : [], isOwn ? pace : undefined))
      }
    }
  }
  if (drills.length > 0 && !isDrilled) {
    throw new StateError(
      `drill: expected no values for ${visual.VisualId}, which has no hierarchy, got ${drills.length}`,
    )
  }
  const path = ['ChartConfiguration', 'FieldWells', 'TableUnaggregatedFieldWells', 'Values']
  const plain = (partAt(visual, ...path) ?? []) as UnaggregatedField[]
  return { groups, values, cells: plain.map(field => readUnaggregated('Values', field)) }
}

/** An insight's computations are of one group and its values. */
function readComputations({ visual }: Shape): Pick<View, 'groups' | 'values' | 'cells'> {
  const computations = (partAt(visual, 'InsightConfiguration', 'Computations') ?? []) as Part[]
  const groups = new Map<string, GroupField>()
  const values = new Map<string, ValueField>()
  for (const computation of computations) {
    const inner = Object.values(computation).find(each => each !== undefined) as Record<string, unknown>
    for (const well of ['Category', 'Time']) {
      if (inner[well] === undefined) continue
      const group = readGroup(well, inner[well] as DimensionField, visual, [])
      groups.set(group.id, group)
    }
    if (inner.Value === undefined) continue
    const value = readMeasure('Value', inner.Value as MeasureField)
    values.set(value.id, value)
  }
  if (groups.size > 1) {
    throw new VisualError(`Computations: expected one Category or Time for all, got ${[...groups.keys()].join(', ')}`)
  }
  return { groups: [...groups.values()], values: [...values.values()], cells: [] }
}

function identifierOf({ visual }: Shape, fields: readonly { readonly identifier?: string }[]): string {
  const said = [visual.DataSetIdentifier as string | undefined, ...fields.map(({ identifier }) => identifier)]
  const known = [...new Set(said.filter(each => each !== undefined))]
  if (known.length !== 1) {
    throw new VisualError(`field wells: expected columns of one data set, got ${known.join(', ') || 'none'}`)
  }
  return known[0]!
}
