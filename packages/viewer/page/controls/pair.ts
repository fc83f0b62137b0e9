import type { ControlFacts } from '../definition.ts'
import type { ParameterFacts } from '../parameters.ts'

/** A control of a sheet with what it chooses. */
export interface ControlPair {
  readonly control: ControlFacts
  readonly parameter: ParameterFacts
}
