// A function of an expression that takes values of one row.
import type { Fragment } from './fragment.ts'
import type { Expression } from './syntax.ts'
import type { Value } from './type.ts'

export interface Setting {
  /** A timestamp as the clock in the view's zone shows it. */
  readonly local: (value: Value) => Fragment
  /** The present, cut to the minute so that the same question is asked again within it. */
  readonly now: Value
}

export interface ScalarFunction {
  /** As in QuickSight's documentation. */
  readonly usage: string
  /** The fewest and most arguments. */
  readonly arity: readonly [number, number]
  /** What it becomes; a text says what was expected instead of these arguments. */
  readonly write: (items: readonly Value[], setting: Setting, written: readonly Expression[]) => Value | string
}
