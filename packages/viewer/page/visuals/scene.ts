// What a drawing is made from, and what it is.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { EChartsCoreOption } from 'echarts/core'
import type { TileAnswer, TileColumn } from '../../wire.ts'
import type { Fields } from './field.ts'
import type { Mark } from './mark.ts'
import type { Length } from './number.ts'
import { type Category, isAdditive, type Series } from './rows.ts'
import type { Theme } from './theme.ts'
import { formatCell, formatMeasure, NONE, OTHER } from './value.ts'

export interface Scene {
  readonly visual: Visual
  readonly answer: TileAnswer
  readonly fields: Fields
  /** IANA name. */
  readonly zone: string
  readonly theme: Theme
  /** Of the drawing, in pixels. */
  readonly width: number
  readonly height: number
  /** Whether the view compares with the period before. */
  readonly compare: boolean
}

/** What the pointer is on: indices into the option's series and their data. */
export interface Pointer {
  readonly seriesIndex: number
  readonly dataIndex: number
  /** Of a sankey: its nodes and its links are counted apart. */
  readonly dataType?: string
}

export interface Tip {
  readonly title: string
  readonly rows: readonly TipRow[]
}

export interface TipRow {
  readonly name: string
  readonly value: string
  /** Beside the value, softer: a share, a change. */
  readonly note?: string
  readonly color?: string
}

export interface LegendEntry {
  readonly name: string
  readonly color: string
  /** Written beside the name, as a pie's parts are. */
  readonly value?: string
}

export interface Drawing {
  readonly option: EChartsCoreOption
  readonly legend: readonly LegendEntry[]
  /** Along which axis categories lie, where a click or the pointer beside a mark means the category. */
  readonly along?: 'x' | 'y'
  /** What marks the category that the pointer is over: a line, or a band behind it. */
  readonly pointer?: 'line' | 'shadow'
  /** Pixels; where there is less room, the drawing scrolls. */
  readonly minHeight?: number
  /** A scale of colours, drawn below. */
  readonly scale?: { readonly colors: readonly string[]; readonly from: string; readonly to: string }
  /** What could not be placed, in words. */
  readonly note?: string
  readTip(pointer: Pointer): Tip | null
  readMark(pointer: Pointer): Mark['values'] | undefined
}

export type Draw = (scene: Scene) => Drawing

export function writeMeasure(scene: Scene, column: TileColumn, value: number | null, length?: Length): string {
  return formatMeasure(column, scene.fields.get(column.id), value, length)
}

export function writeCategory(scene: Scene, column: TileColumn | undefined, category: Category | undefined): string {
  if (category === undefined || column === undefined) return ''
  if (category.isOther) return OTHER
  if (category.value === null || category.value === '') return scene.fields.get(column.id)?.nothing ?? NONE
  return guard(formatCell(column, scene.fields.get(column.id), category.value, scene.zone))
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype)

/**
 * ECharts keeps the widths of texts by the text in a plain object: `__proto__`, sent as a name, would write into the
 * prototype of everything, and `constructor` would be as wide as NaN. A space without width before it is a text like others.
 */
function guard(text: string): string {
  return INHERITED.some(name => text.startsWith(name)) ? `\u200b${text}` : text
}

/** A series' name: its colour's group, its measure, or both where there are several of each. */
export function writeSeries(scene: Scene, color: TileColumn | undefined, all: readonly Series[], one: Series): string {
  if (one.group === undefined) return one.measure.name
  const name = writeCategory(scene, color, one.group)
  return all.some(({ measure }) => measure.id !== one.measure.id) ? `${name} · ${one.measure.name}` : name
}

/** The greatest first, unless the definition has an order; what is other stays last. */
export function sortSeries(all: readonly Series[], isOrdered: boolean): Series[] {
  if (isOrdered || all.some(({ measure }) => !isAdditive(measure) && measure.aggregation !== 'DISTINCT_COUNT'))
    return [...all]
  const total = ({ values }: Series) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  const rank = (series: Series) => (series.group?.isOther ? Number.NEGATIVE_INFINITY : total(series))
  return [...all].sort((one, two) => (one.group === undefined ? 0 : rank(two) - rank(one)))
}
