// Groups, orders and exact numbers, as SQL has them.
import type { Value } from './csv.ts'

/** The items by key, in the order in which the keys first come. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => readonly Value[]): [readonly Value[], T[]][] {
  const groups = new Map<string, [readonly Value[], T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const name = JSON.stringify(key)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [key, [item]])
    else group[1].push(item)
  }
  return [...groups.values()]
}

/** How many different values there are, nulls aside. */
export function countDistinct(values: readonly (string | null)[]): number {
  return new Set(values.filter(value => value !== null)).size
}

/** Rows in the order of these columns: `-1` is column 1 from the greatest down, `1` from the least up; from 1, as in SQL. */
export function orderBy(rows: readonly Value[][], ...columns: readonly number[]): Value[][] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const i = Math.abs(column) - 1
      const order = compare(a[i]!, b[i]!)
      if (order !== 0) return column < 0 ? -order : order
    }
    return 0
  })
}

/** a / b to four places; null when b is 0. */
export function fraction(a: number, b: number): number | null {
  return b === 0 ? null : Math.round((a / b) * 10_000) / 10_000
}

/** Ten-thousandths as a decimal with four places. */
export function formatMoney(amount: bigint): string {
  const digits = String(amount).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}

/** amount / count in ten-thousandths, half up. */
export function average(amount: bigint, count: number): bigint {
  return (2n * amount + BigInt(count)) / (2n * BigInt(count))
}

/** Texts by code point, as a database without a collation does. */
function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}
