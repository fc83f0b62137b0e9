// How the lake is, as its jobs tell it.
import type { Alarm } from '../alarm.ts'

const HOUR = 3_600_000

export const lake: readonly Alarm[] = [
  {
    name: 'lake-stale',
    watches: 'stage',
    metrics: { age: { name: 'lake_age_ms', statistic: 'Maximum', of: 'jobs' } },
    above: HOUR,
    limit: 'an hour, for two hours',
    period_s: 3600,
    within: [2, 2],
    // Jobs say the age each time they run: when nobody does, they have stopped.
    missing: 'breaching',
    means: 'The lake is complete only up to more than an hour ago, or no job has said up to when: they have stopped.',
    mend: 'If stream-behind rings, too, begin there; else look at the schedules and the logs of the jobs. New stages ring once.',
  },
  {
    name: 'batches-failed',
    watches: 'stage',
    metrics: { failed: { name: 'failed_batches', statistic: 'Maximum', of: 'jobs' } },
    above: 0,
    limit: 'zero, for two hours',
    period_s: 3600,
    within: [2, 2],
    missing: 'notBreaching',
    means: 'Batches that were given up lie in the bucket, and the job redrive has not brought them in.',
    mend: 'Read the error in the log of the transform; once it is mended, redrive brings them in by itself.',
  },
  {
    name: 'deliveries-failed',
    watches: 'stage',
    metrics: { failed: { name: 'failed_deliveries', statistic: 'Maximum', of: 'jobs' } },
    above: 0,
    limit: 'zero, for two hours',
    period_s: 3600,
    within: [2, 2],
    missing: 'notBreaching',
    means: 'Firehose gave up records: they lie in the bucket under failed/, for 30 days, and not in the raw archive.',
    mend: 'Each line there has the error and the record, in base64. The lake has its rows by the transform; what lies under firehose-refused has none. Mend the cause, then delete the objects.',
  },
  {
    name: 'mirror-behind',
    watches: 'stage',
    metrics: { unmirrored: { name: 'unmirrored', statistic: 'Minimum', of: 'jobs' } },
    above: 0,
    limit: 'zero, for 3 hours in a row',
    period_s: 3600,
    within: [3, 3],
    missing: 'notBreaching',
    means: 'Time and again Glue lacks partitions that the catalog has: Athena sees new data late.',
    mend: 'Look for Glue errors in the log of the transform: throttling, or a right that is missing.',
  },
  {
    name: 'jobs-broken-off',
    watches: 'stage',
    metrics: { broken_off: { name: 'broken_off', statistic: 'Sum', of: 'jobs' } },
    above: 0,
    limit: 'zero, for 3 hours in a row',
    period_s: 3600,
    within: [3, 3],
    missing: 'notBreaching',
    means:
      'Hour after hour a job stops short of the time that Lambda gives it: it does not catch up with what arrives.',
    mend: 'Raise jobs.memory_mib (CPU grows with it), or run the job on a machine: `clickstream job <name>`, same settings.',
  },
]
