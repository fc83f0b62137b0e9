// Colours that tell rows of the same x apart: a drawing has one mark for each x and colour, so that of several rows all
// but one would be lost without a word.
import type { Answer, Column } from '@clickstream/query/engine'
import { isNumeric } from './cell.ts'
import { type Choice, drawable, hasColors, isTime, writeKey } from './picture.ts'

/** A legend of more is not read. */
const MOST = 30

type Rows = readonly (readonly Answer[])[]

/** What the drawing may be coloured by so that no two rows share a mark; undefined stands for nothing at all. */
export function listColors(columns: readonly Column[], rows: Rows, choice: Choice): (number | undefined)[] {
  const shown = rows.slice(0, drawable(choice.kind))
  const others = hasColors(choice) ? columns.flatMap((_, i) => (i === choice.x || i === choice.y ? [] : [i])) : []
  const counts = new Map(
    others.map(by => [by, new Set(shown.map(row => writeKey(row[by]!, columns[by]!, false))).size]),
  )
  const fitting = others.filter(by => counts.get(by)! <= MOST && isUnique(columns, shown, choice, by))
  fitting.sort((a, b) => counts.get(a)! - counts.get(b)!)
  return isUnique(columns, shown, choice, undefined) ? [undefined, ...fitting] : fitting
}

/**
 * The choice with a colour that fits: the chosen one, else none, else the column of words with the fewest values. Numbers
 * are for a person to choose: they often differ without telling anything apart.
 */
export function settleColor(columns: readonly Column[], rows: Rows, choice: Choice): Choice {
  const fitting = listColors(columns, rows, choice)
  if (fitting.includes(choice.by)) return choice
  const by = fitting.includes(undefined) ? undefined : fitting.find(i => i !== undefined && !isNumeric(columns[i]!))
  return { ...choice, by }
}

/** Why the choice cannot be drawn, for a person; undefined when it can be. */
export function writeClash(columns: readonly Column[], rows: Rows, choice: Choice): string | undefined {
  const fitting = listColors(columns, rows, choice)
  if (fitting.includes(choice.by)) return undefined
  const remedy = !hasColors(choice)
    ? 'choose lines or bars, which have colours to tell them apart, or group in SQL'
    : fitting.length > 0
      ? 'choose what to colour by, or group in SQL'
      : 'no column of few values tells them apart, so group in SQL'
  return `Several rows have the same ${columns[choice.x]!.name}: ${remedy}.`
}

function isUnique(columns: readonly Column[], shown: Rows, { kind, x }: Choice, by: number | undefined): boolean {
  const isLine = kind === 'line' && isTime(columns[x]!)
  const keys = shown.map(row =>
    JSON.stringify([
      writeKey(row[x]!, columns[x]!, isLine),
      by === undefined ? '' : writeKey(row[by]!, columns[by]!, false),
    ]),
  )
  return new Set(keys).size === keys.length
}
