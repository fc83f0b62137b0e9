// What FROM can read.
import type { Correlation } from './correlation.ts'
import { countRows, isRow, namesOf, type Plan, union } from './plan.ts'
import type { Field } from './scope.ts'

/** What can be read, and its columns. */
export interface Source {
  /** What stands after FROM. */
  readonly sql: string
  readonly fields: readonly Field[]
  readonly isJoin?: boolean
  /** Of all but tables. */
  readonly plan?: () => Plan
}

const TABLE: Plan = { kind: 'leaf', uses: new Set(), least: 0, most: Number.POSITIVE_INFINITY }

export const planOf = ({ plan }: Source): Plan => plan?.() ?? TABLE

/** Each row with each. */
export function planProduct(left: Source, right: Source, correlation: Correlation): Plan {
  const [a, b] = [planOf(left), planOf(right)]
  if (b.kind === 'unnest' && isRow(a))
    return { ...b, beside: new Set(left.fields.map(({ sql }) => correlation.resolve(sql))) }
  const [few, many] = [countRows(a), countRows(b)]
  const uses = union([namesOf(a), namesOf(b)])
  return { kind: 'leaf', uses, least: few.least * many.least, most: few.most * many.most }
}

/** A join at the right of another needs brackets. */
export function bracket({ sql, isJoin }: Source): string {
  return isJoin ? `(${sql})` : sql
}
