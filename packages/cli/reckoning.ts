import type { Estimate } from '@clickstream/deployment/cost'
import type { Limit } from '@clickstream/deployment/limits'
import type { Load } from '@clickstream/deployment/load'

/** One load, counted. */
export interface Reckoning {
  readonly load: Load
  readonly estimate: Estimate
  readonly limits: readonly Limit[]
}
