// Every dashboard, in the order in which they are offered.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import links from './links.ts'
import store from './store.ts'

/** By name: the file's, without .ts. */
export const dashboards: Readonly<Record<string, DashboardVersionDefinition>> = { links, store }
