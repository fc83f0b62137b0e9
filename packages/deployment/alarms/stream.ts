// How the stream is read, and whether it takes what is sent.
import type { Alarm } from '../alarm.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const stream: readonly Alarm[] = [
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
]
