// A table: what stands in its columns and cells, and in which order.
import type { TableFieldOption, TableFieldURLConfiguration, TextConditionalFormat } from '@aws-sdk/client-quicksight'
import type { Answer } from '@clickstream/query/engine'
import type { TileColumn, TilePart } from '../../wire.ts'
import { type Lookup, readConditionColor, readSign, type Sign } from './condition.ts'
import { readCell } from './rows.ts'
import type { Scene } from './scene.ts'
import { tuneText } from './theme.ts'
import { formatCell, isNumeric, isTime, NONE, toNumber } from './value.ts'

export interface Head {
  readonly column: TileColumn
  readonly name: string
  readonly isRight: boolean
  readonly bars?: { readonly color: string; readonly negative: string; readonly most: number }
  readonly link?: TableFieldURLConfiguration
  readonly range: readonly [number, number]
}

export interface Cell {
  readonly text: string
  readonly value: Answer
  /** 0 to 1 of the greatest in the column. */
  readonly bar?: number
  readonly color?: string
  readonly background?: string
  readonly sign?: Sign
  readonly href?: string
}

export type Row = readonly Answer[]

export interface Order {
  readonly id: string
  readonly isDescending: boolean
}

/** Columns in the definition's order, without those that it hides. */
export function readHeads(scene: Scene): Head[] {
  const { main } = scene.answer.parts
  const config = scene.visual.TableVisual?.ChartConfiguration
  const options = new Map<string | undefined, TableFieldOption>(
    (config?.FieldOptions?.SelectedFieldOptions ?? []).map(option => [option.FieldId, option]),
  )
  const order = config?.FieldOptions?.Order ?? []
  const place = ({ id }: TileColumn) => (order.includes(id) ? order.indexOf(id) : order.length)
  const columns = main.columns.filter(({ id, role }) => role !== 'other' && options.get(id)?.Visibility !== 'HIDDEN')
  return columns
    .toSorted((one, two) => place(one) - place(two))
    .map(column => {
      const option = options.get(column.id)
      const bars = config?.TableInlineVisualizations?.find(
        ({ DataBars: bars }) => bars?.FieldId === column.id,
      )?.DataBars
      const values = isNumeric(column) ? main.rows.flatMap(row => toNumber(readCell(main, row, column)) ?? []) : []
      const most = Math.max(0, ...values.map(Math.abs))
      return {
        column,
        name: option?.CustomLabel ?? column.name,
        isRight: isNumeric(column),
        range: [Math.min(...values, Number.POSITIVE_INFINITY), Math.max(...values, Number.NEGATIVE_INFINITY)] as const,
        ...(bars === undefined
          ? {}
          : {
              bars: {
                color: bars.PositiveColor ?? scene.theme.series[0]!,
                negative: bars.NegativeColor ?? scene.theme.bad,
                most,
              },
            }),
        ...(option?.URLStyling === undefined ? {} : { link: option.URLStyling }),
      }
    })
}

export function readTableCell(scene: Scene, part: TilePart, row: Row, head: Head): Cell {
  const { column, bars } = head
  const value = readCell(
    part,
    row,
    part === scene.answer.parts.main ? column : part.columns.find(({ id }) => id === column.id),
  )
  const number = bars === undefined ? null : toNumber(value)
  const lookup = lookUp(part, row)
  const formats = (scene.visual.TableVisual?.ConditionalFormatting?.ConditionalFormattingOptions ?? []).flatMap(
    ({ Cell: cell, Row: whole }): TextConditionalFormat[] | TextConditionalFormat =>
      cell !== undefined && cell.FieldId === column.id ? (cell.TextFormat ?? []) : (whole ?? []),
  )
  const pick = (key: 'TextColor' | 'BackgroundColor') =>
    formats.map(format => readConditionColor(format[key], lookup, head.range)).find(Boolean)
  const color = pick('TextColor')
  const background = pick('BackgroundColor')
  const sign = formats.map(format => readSign(format.Icon, lookup)).find(Boolean)
  const href = head.link?.LinkConfiguration === undefined ? undefined : readHref(value)
  const written = formatCell(column, scene.fields.get(column.id), value, scene.zone)
  // A column of (none) is harder on the eye than one of dashes.
  const text = value === null && written === NONE ? '–' : written
  return {
    value,
    text: href === undefined ? text : (head.link?.LinkConfiguration?.Content?.CustomTextContent?.Value ?? text),
    ...(number === null || bars === undefined || bars.most === 0 ? {} : { bar: Math.abs(number) / bars.most }),
    ...(color === undefined ? {} : { color: tuneText(scene.theme, color) }),
    ...(background === undefined ? {} : { background }),
    ...(sign === undefined ? {} : { sign }),
    ...(href === undefined ? {} : { href }),
  }
}

/** An address that may be opened: anything but http and https would run or read something here. */
export function readHref(value: Answer): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return undefined
  return URL.canParse(value) ? new URL(value).href : undefined
}

function lookUp(part: TilePart, row: Row): Lookup {
  return name =>
    readCell(
      part,
      row,
      part.columns.find(({ column, id, name: words }) => [column, id, words].includes(name)),
    )
}

/** Rows by one column; those without a value come last, whichever way. */
export function sortRows(part: TilePart, rows: readonly Row[], order: Order | undefined): readonly Row[] {
  const column = part.columns.find(({ id }) => id === order?.id)
  if (order === undefined || column === undefined) return rows
  const sign = order.isDescending ? -1 : 1
  const compare = isNumeric(column)
    ? (one: Answer, two: Answer) => (toNumber(one) ?? 0) - (toNumber(two) ?? 0)
    : isTime(column)
      ? (one: Answer, two: Answer) => (String(one) < String(two) ? -1 : String(one) > String(two) ? 1 : 0)
      : (one: Answer, two: Answer) => collator.compare(String(one), String(two))
  return rows.toSorted((one, two) => {
    const [a, b] = [readCell(part, one, column), readCell(part, two, column)]
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return sign * compare(a, b)
  })
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The order that a click on a head asks for: numbers from the greatest, words from A; again: the other way; then as it came. */
export function turnOrder(head: Head, order: Order | undefined): Order | undefined {
  if (order?.id !== head.column.id) return { id: head.column.id, isDescending: head.isRight || isTime(head.column) }
  const isFirst = order.isDescending === (head.isRight || isTime(head.column))
  return isFirst ? { id: order.id, isDescending: !order.isDescending } : undefined
}
