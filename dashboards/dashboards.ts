// Every dashboard, in the order in which they are offered.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import acquisition from './acquisition.ts'
import audience from './audience.ts'
import links from './links.ts'
import live from './live.ts'
import pipeline from './pipeline.ts'
import store from './store.ts'

/** By name: the file's, without .ts. */
export const dashboards: Readonly<Record<string, DashboardVersionDefinition>> = {
  links,
  store,
  audience,
  acquisition,
  pipeline,
  live,
}
