// What is to be asked for one visual, or one control.
import type { DataSet } from './dashboard.ts'
import type { Statement } from './draft.ts'
import type { TileAnswer } from './wire.ts'

export interface Plan {
  readonly statements: {
    readonly main: Statement
    readonly before?: Statement
    readonly trend?: Statement
    readonly total?: Statement
  }
  /** `main` and `trend` of one reading: each row says first whether it is main's (1) or trend's (0), then what trend's say. */
  readonly together?: Statement
  readonly period?: NonNullable<TileAnswer['period']>
  readonly drilled?: NonNullable<TileAnswer['drilled']>
  /** Names of parameters that are set but cannot filter this. */
  readonly unfiltered: readonly string[]
  /** The data set's own days are UTC, whatever the view's zone. */
  readonly is_utc: boolean
}

export interface PlanOptions {
  /** By name. */
  readonly datasets: ReadonlyMap<string, DataSet>
  /** IANA name of the zone where the view says no other. */
  readonly zone: string
}
