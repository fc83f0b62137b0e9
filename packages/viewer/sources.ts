// What the viewer is given: everything that it shows, and nothing that writes.
import type { Bindings } from '@clickstream/collector/app'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Minutes } from '@clickstream/live/minutes'
import type { Engine } from '@clickstream/query/engine'
import type { SavedQuery } from '@clickstream/query/library'
import type { Semaphore } from '@clickstream/query/semaphore'
import type { Dashboard, DataSet } from './dashboard.ts'
import type { Place } from './wire.ts'

export type Env = { Bindings: Bindings }

export interface Sources {
  /** In the order in which they are offered. */
  readonly dashboards: readonly Dashboard[]
  /** By name: what dashboards are drawn from. */
  readonly datasets: ReadonlyMap<string, DataSet>
  /** The questions that are ready to be asked, in the order of their names. */
  readonly queries: readonly SavedQuery[]
  /** Bounded in time, memory and rows; tiles and the SQL page share it. */
  readonly engine: Engine
  /** What people ask on the SQL page waits here for its turn, so that the tiles always have some. */
  readonly turns: Pick<Semaphore, 'run'>
  readonly catalog: Pick<Catalog, 'version' | 'partitions' | 'runs' | 'totals'>
  /** URL of the stream, such as sqlite:/…/stream.sqlite: the pipeline's own, perhaps of another process. */
  readonly stream: string
  /** The arrival (ms since 1970) before which every event is in the lake; null when that is not known. */
  readonly completeUpTo: () => Promise<number | null>
  /** The live counts; absent where nobody counts. */
  readonly minutes?: Pick<Minutes, 'read'>
  /** IANA name of the zone that days are counted in where the view says no other. */
  readonly zone: string
  /** For the commands that the page offers. */
  readonly place: Place
  /** Aborted when the viewer stops: what is still being sent ends then. */
  readonly closing: AbortSignal
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}
