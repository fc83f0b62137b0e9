// What people are told of: each alarm once, with what it means and what to do. stacks/observe.ts deploys this table, and
// docs/deploy.md has a section for each by its name.
import type { Step } from '@clickstream/events/emf'
import type { Settings } from './settings.ts'

/** What an alarm may watch, and where CloudWatch keeps its metrics. */
export const subjects = {
  /** The stream itself. */
  stream: { namespace: 'AWS/Kinesis', dimension: 'StreamName' },
  /** A function that answers people or apps. */
  door: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that reads the stream, and must miss nothing of it. */
  consumer: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that AWS calls for a file, a delivery, or the counts of a minute: what it misses is elsewhere, too. */
  helper: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that runs by the clock. */
  job: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** What could not be handled waits here: any message is one too many. */
  queue: { namespace: 'AWS/SQS', dimension: 'QueueName' },
  /** A Firehose. */
  delivery: { namespace: 'AWS/Firehose', dimension: 'DeliveryStreamName' },
  /** A Firehose that reads the stream. */
  reader: { namespace: 'AWS/Firehose', dimension: 'DeliveryStreamName' },
} as const

export type Kind = keyof typeof subjects

export interface Metric {
  readonly name: string
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average'
  /** Whose: unless said, the subject's. A step's are our own (packages/events/emf.ts). */
  readonly of?: 'stream' | Step
}

export interface Alarm {
  /** The name that the alarm ends with, and its section in docs/deploy.md. */
  readonly name: string
  /** One alarm for each subject of this kind; `stage`: one in all. */
  readonly watches: Kind | 'stage'
  /** By the names that the expression knows them by. */
  readonly metrics: Readonly<Record<string, Metric>>
  /** CloudWatch's metric math; unless said, the one metric. */
  readonly expression?: string
  /** It rings above this. */
  readonly above: number | ((settings: Settings) => number)
  /** As people read it, after `above`: 15 minutes, 5 % …; zero, where one is one too many. */
  readonly limit: string
  readonly period_s: 60 | 300 | 3600
  /** It rings when so many of the last so many periods were above. */
  readonly within: readonly [periods: number, of: number]
  /** What no data is taken for: notBreaching where quiet is fine, breaching where somebody should have spoken. */
  readonly missing: 'notBreaching' | 'breaching'
  readonly when?: (settings: Settings) => boolean
  readonly means: string
  readonly mend: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const alarms: readonly Alarm[] = [
  {
    name: 'stream-behind',
    watches: 'consumer',
    metrics: { age: { name: 'IteratorAge', statistic: 'Maximum' } },
    above: 15 * MINUTE,
    limit: '15 minutes',
    period_s: 60,
    within: [10, 10],
    missing: 'notBreaching',
    means: 'The oldest event that this consumer has not handled has waited for more than 15 minutes.',
    mend: "Look at the function's errors first: one batch that fails holds up its shard. Without errors there are too few shards.",
  },
  {
    name: 'stream-nearly-lost',
    watches: 'consumer',
    metrics: { age: { name: 'IteratorAge', statistic: 'Maximum' } },
    above: ({ stream }) => (stream.retention_hours * HOUR) / 2,
    limit: 'half of what the stream keeps',
    period_s: 300,
    within: [1, 1],
    missing: 'notBreaching',
    means:
      'Half of the time that the stream keeps events is gone; what is not handled in the other half is lost to it.',
    mend: 'Raise stream.retention_hours now and deploy (events already there stay longer, too), then mend stream-behind.',
  },
  {
    name: 'stream-unread',
    watches: 'consumer',
    metrics: {
      arrived: { name: 'IncomingRecords', statistic: 'Sum', of: 'stream' },
      called: { name: 'Invocations', statistic: 'Sum' },
    },
    expression: 'IF(FILL(arrived, 0) > 0 AND FILL(called, 0) == 0, 1, 0)',
    above: 0,
    limit: '15 minutes without a call while events arrive',
    period_s: 300,
    within: [3, 3],
    missing: 'notBreaching',
    means:
      'Events arrive, and nobody calls this consumer: its event source mapping is off, or may no longer read the stream.',
    mend: 'Look at the state of the event source mapping and why it changed; `npx sst deploy` puts it right.',
  },
  {
    name: 'batch-lost',
    watches: 'consumer',
    metrics: { lost: { name: 'DestinationDeliveryFailures', statistic: 'Sum' } },
    above: 0,
    limit: 'zero',
    period_s: 300,
    within: [1, 1],
    missing: 'notBreaching',
    means: 'A batch that Lambda gave up on could not be kept in the bucket, under aws/lambda/, either.',
    mend: 'The stream still has its events: give the function back its right to write there, then reprocess that hour from raw/.',
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
    name: 'events-rejected',
    watches: 'stage',
    metrics: {
      accepted: { name: 'accepted', statistic: 'Sum', of: 'collect' },
      door: { name: 'rejected', statistic: 'Sum', of: 'collect' },
      later: { name: 'rejected', statistic: 'Sum', of: 'transform' },
    },
    // What the door rejects may come to the transform, too (collector.rejected_apart): the greater of both, not their sum.
    // A few events of somebody who tries things out are no share.
    expression:
      'IF(FILL(accepted, 0) + FILL(door, 0) >= 100, ' +
      '100 * IF(FILL(door, 0) > FILL(later, 0), FILL(door, 0), FILL(later, 0)) / (FILL(accepted, 0) + FILL(door, 0)), 0)',
    above: 5,
    limit: '5 % of at least 100 events',
    period_s: 300,
    within: [3, 3],
    missing: 'notBreaching',
    means:
      'More than one event in twenty breaks the contract: somebody has released a client that sends something else.',
    mend: '`clickstream rejected` says which app, field and reason. Nothing is lost: mend the client, then replay them.',
  },
  {
    name: 'collector-failing',
    watches: 'door',
    metrics: {
      failed: { name: 'Url5xxCount', statistic: 'Sum' },
      asked: { name: 'UrlRequestCount', statistic: 'Sum' },
    },
    expression: 'IF(FILL(asked, 0) >= 20, 100 * FILL(failed, 0) / asked, FILL(failed, 0))',
    above: 1,
    limit: '1 % of requests',
    period_s: 60,
    within: [3, 5],
    missing: 'notBreaching',
    means: 'Requests are answered 5xx. SDKs send such events again, for as long as each of them keeps them.',
    mend: 'Read the log of the function: the stream refuses (see stream-full), a right is missing, or the code is wrong.',
  },
  {
    name: 'throttled',
    watches: 'door',
    metrics: { throttles: { name: 'Throttles', statistic: 'Sum' } },
    above: 0,
    limit: 'zero, for 3 of 5 minutes',
    period_s: 60,
    within: [3, 5],
    missing: 'notBreaching',
    means: "The account's limit of concurrent Lambda executions is reached: requests are answered 429.",
    mend: 'Ask for a higher limit (Service Quotas, Lambda, Concurrent executions); new accounts may have 10.',
  },
  {
    name: 'stream-full',
    watches: 'stream',
    metrics: { refused: { name: 'WriteProvisionedThroughputExceeded', statistic: 'Sum' } },
    above: 0,
    limit: 'zero, for 3 of 5 minutes',
    period_s: 60,
    within: [3, 5],
    missing: 'notBreaching',
    means: 'The stream takes less than is sent; the collector tries again and answers 5xx where that does not help.',
    mend: 'Provisioned: more stream.shards. On demand: it grows by itself within minutes, to twice its peak of 30 days.',
  },
  {
    name: 'delivery-late',
    watches: 'delivery',
    metrics: { age: { name: 'DeliveryToS3.DataFreshness', statistic: 'Maximum' } },
    above: 1800,
    limit: '30 minutes',
    period_s: 300,
    within: [3, 3],
    missing: 'notBreaching',
    means: 'The oldest record that Firehose has not delivered to the bucket is more than half an hour old.',
    mend: "Look at Firehose's own error log: a right on bucket or key that is missing, or its function that fails.",
  },
  {
    name: 'delivery-behind',
    watches: 'reader',
    metrics: { age: { name: 'KinesisMillisBehindLatest', statistic: 'Maximum' } },
    above: HOUR,
    limit: 'an hour',
    period_s: 300,
    within: [3, 3],
    missing: 'notBreaching',
    means: 'Firehose reads the stream more than an hour behind: the raw archive is that old.',
    mend: 'As delivery-late; reads are throttled where more than five readers share a shard.',
  },
  {
    name: 'function-failing',
    watches: 'helper',
    metrics: { errors: { name: 'Errors', statistic: 'Sum' } },
    above: 0,
    limit: 'zero, for 3 of 6 periods of 5 minutes',
    period_s: 300,
    within: [3, 6],
    missing: 'notBreaching',
    means: 'The function fails again and again; AWS tries again, and keeps what it gives up on.',
    mend: 'Read its log. What it gave up on is in its queue, or in the bucket under failed/.',
  },
  {
    name: 'consumer-failing',
    watches: 'consumer',
    metrics: { errors: { name: 'Errors', statistic: 'Sum' } },
    above: 0,
    limit: 'zero, for 3 of 6 periods of 5 minutes',
    period_s: 300,
    within: [3, 6],
    missing: 'notBreaching',
    means:
      'Batches fail again and again. Lambda halves them until the bad one is alone, then puts it into the bucket, under aws/lambda/.',
    mend: 'Read its log. Bad events are rows of `rejected` and never errors: this is a right, a service or the code.',
  },
  {
    name: 'job-failing',
    watches: 'job',
    metrics: { errors: { name: 'Errors', statistic: 'Sum' } },
    above: 2,
    limit: '2 errors in an hour',
    period_s: 3600,
    within: [1, 1],
    missing: 'notBreaching',
    means: 'The job fails again and again: what it makes grows old, what it compacts stays in small files.',
    mend: 'Read its log; `clickstream job <name>` runs it by hand. Jobs may be run twice without harm.',
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
  {
    name: 'queue-not-empty',
    watches: 'queue',
    metrics: { waiting: { name: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' } },
    above: 0,
    limit: 'zero',
    period_s: 300,
    within: [1, 1],
    missing: 'notBreaching',
    means: 'Something could not be handled after all tries, and waits in this queue for 14 days.',
    mend: 'Read a message: it says what was asked and the error. Mend the cause, then redrive the queue or delete it.',
  },
]

/** Money is watched by AWS Budgets, which is no alarm of CloudWatch; it has its section all the same. */
export const COST = {
  name: 'cost',
  means: "The account's costs of one day have passed observe.daily_cost_usd. AWS counts them up to three times a day.",
  mend: 'Cost Explorer says which service; `clickstream cost` says what it should be at this many events a day.',
} as const

/** The alarms that a stage has by its settings. */
export const alarmsOf = (settings: Settings): Alarm[] => alarms.filter(({ when }) => when?.(settings) ?? true)

export const limitOf = ({ above }: Alarm, settings: Settings): number =>
  typeof above === 'number' ? above : above(settings)
