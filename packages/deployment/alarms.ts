// What people are told of: each alarm once. stacks/observe.ts deploys this table, and docs/deploy.md has a section for each by its
// name.
import type { Alarm } from './alarm.ts'
import { calls } from './alarms/calls.ts'
import { lake } from './alarms/lake.ts'
import { stream } from './alarms/stream.ts'

export const alarms: readonly Alarm[] = [...stream, ...lake, ...calls]

/** Money is watched by AWS Budgets, which is no alarm of CloudWatch; it has its section all the same. */
export const COST = {
  name: 'cost',
  means: "The account's costs of one day have passed observe.daily_cost_usd. AWS counts them up to three times a day.",
  mend: 'Cost Explorer says which service; `clickstream cost` says what it should be at this many events a day.',
} as const
