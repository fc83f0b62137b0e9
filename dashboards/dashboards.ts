// Every dashboard, in the order in which they are offered.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'

/** By name: the file's, without .ts. */
export const dashboards: Readonly<Record<string, DashboardVersionDefinition>> = {}
