// Which productions make a type: those of the type itself, and those of its form, such as array(T).
import { aggregates } from './productions/aggregate.ts'
import { any, sorted } from './productions/any.ts'
import { logic } from './productions/logic.ts'
import { nested } from './productions/nested.ts'
import { number } from './productions/number.ts'
import { text } from './productions/text.ts'
import { time } from './productions/time.ts'
import { windows } from './productions/window.ts'
import type { Scope } from './scope.ts'
import { isScalar, splitType } from './types.ts'

/** A template with the letters that are bound already. */
export interface Production {
  readonly template: string
  readonly bound: Readonly<Record<string, string>>
  /** Holes are of the rows that are grouped. */
  readonly isAggregate?: boolean
  readonly isWindow?: boolean
}

const scalarTables = [logic, text, number, time, nested, { T: any }]
const known = new Map<string, Production[]>()

/** Neither json nor maps can be sorted, nor arrays and rows that hold nulls. */
export const isSortable = isScalar

export function listScalars(type: string, scope: Scope): Production[] {
  const all = remember(`scalar ${type}`, () => [
    ...scalarTables.flatMap(table => match(table, type)),
    ...(isSortable(type) ? match({ T: sorted }, type) : []),
  ])
  return all.filter(({ template }) => scope.hasQueries || !template.endsWith('?'))
}

export function listAggregates(type: string, { grouped }: Scope): Production[] {
  if (grouped === undefined) return []
  const all = remember(`aggregate ${type}`, () =>
    match(aggregates, type).map(production => ({ ...production, isAggregate: true })),
  )
  return all.filter(({ template }) => grouped.key !== undefined || !/\{keys?\}/.test(template))
}

export function listWindows(type: string, scope: Scope): Production[] {
  if (!scope.hasWindows) return []
  const all = remember(`window ${type}`, () => match(windows, type).map(each => ({ ...each, isWindow: true })))
  return all.filter(({ template }) => scope.key !== undefined || !/\{(total|framed|key)\}/.test(template))
}

function remember(name: string, list: () => Production[]): Production[] {
  if (!known.has(name)) known.set(name, list())
  return known.get(name)!
}

function match(table: Readonly<Record<string, readonly string[]>>, type: string): Production[] {
  return Object.entries(table).flatMap(([form, templates]) => {
    const bound = matchForm(form, type)
    if (bound === undefined) return []
    const can = isSortable(type) ? templates : templates.filter(each => !/array_sort|max|min|greatest|least/.test(each))
    return can.map(template => ({ template, bound }))
  })
}

/** The letters of a form that make it the type: of array(T) and array(bigint), T. */
function matchForm(form: string, type: string): Record<string, string> | undefined {
  if (form === type) return {}
  if (/^[A-Z]$/.test(form)) return { [form]: type }
  const [ours, theirs] = [splitType(form), splitType(type)]
  if (ours === undefined || theirs === undefined || ours.outer !== theirs.outer) return undefined
  const parts = ours.parts.map((part, i) => matchForm(part, theirs.parts[i]!))
  return parts.includes(undefined) ? undefined : Object.assign({}, ...parts)
}
