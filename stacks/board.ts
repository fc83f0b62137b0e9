// The pipeline on one page of CloudWatch, in the order the data takes; its health is also a dashboard of our own (pipeline).
import { subjects } from '@clickstream/deployment/alarm'
import { NAMESPACE } from '@clickstream/events/emf'
import { region, stage } from './app.ts'
import type { Watched } from './lambda.ts'

type Row = readonly [title: string, ...lines: readonly Line[]]
interface Line {
  readonly metric: string
  readonly statistic: string
  readonly label: string
  /** A step's own metric, or a metric of each subject of a kind. */
  readonly step?: string
  readonly of?: Watched['kind']
}

const ours = (step: string, metric: string, statistic = 'Sum'): Line => ({
  step,
  metric,
  statistic,
  label: `${step} ${metric}`,
})
const each = (of: Watched['kind'], metric: string, statistic: string): Line => ({ of, metric, statistic, label: '' })

// biome-ignore format: a table reads as a table
const ROWS: readonly Row[] = [
  ['Events taken', ours('collect', 'accepted'), ours('collect', 'rejected')],
  ['Requests refused and failed', ours('collect', 'refused'), ours('collect', 'failed')],
  ['Stream: events in, events refused', each('stream', 'IncomingRecords', 'Sum'), each('stream', 'WriteProvisionedThroughputExceeded', 'Sum')],
  ['How far behind consumers are, ms', each('consumer', 'IteratorAge', 'Maximum'), each('reader', 'KinesisMillisBehindLatest', 'Maximum')],
  ['Rows', ours('transform', 'rows'), ours('transform', 'rejected'), ours('transform', 'repeated'), ours('refused', 'rejected')],
  ['From arrival to lake, ms', ours('transform', 'lag_ms', 'Maximum'), ours('transform', 'lag_ms', 'p50')],
  ['Age of the raw archive, s', each('delivery', 'DeliveryToS3.DataFreshness', 'Maximum')],
  ['Age of the lake, ms', ours('jobs', 'lake_age_ms', 'Maximum')],
  ['Jobs', ours('jobs', 'runs'), ours('jobs', 'failures'), ours('jobs', 'broken_off')],
  ['How long jobs take, ms', each('job', 'Duration', 'Maximum')],
  ['Errors of functions', each('door', 'Errors', 'Sum'), each('consumer', 'Errors', 'Sum'), each('helper', 'Errors', 'Sum'), each('job', 'Errors', 'Sum')],
  ['What waits for somebody', ours('jobs', 'failed_batches', 'Maximum'), ours('jobs', 'unmirrored', 'Maximum'), each('queue', 'ApproximateNumberOfMessagesVisible', 'Maximum')],
]

const [WIDTH, HEIGHT, ALARMS] = [12, 6, 4]

/** The body of a CloudWatch dashboard: the alarms above, then two graphs in a row. */
export function drawBoard(watched: readonly Watched[], alarms: readonly aws.cloudwatch.MetricAlarm[]) {
  // A stage has not each of what there may be.
  const drawn = ROWS.map(([title, ...lines]) => ({ title, metrics: lines.flatMap(line => drawLine(line, watched)) }))
  const graphs = drawn
    .filter(({ metrics }) => metrics.length > 0)
    .map(({ title, metrics }, i) => ({
      type: 'metric',
      x: (i % 2) * WIDTH,
      y: ALARMS + Math.floor(i / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, region, period: 300, metrics },
    }))
  const all = { title: 'Alarms', alarms: alarms.map(({ arn }) => arn) }
  return { widgets: [{ type: 'alarm', x: 0, y: 0, width: 2 * WIDTH, height: ALARMS, properties: all }, ...graphs] }
}

function drawLine({ metric, statistic, label, step, of }: Line, watched: readonly Watched[]): unknown[][] {
  if (of === undefined) return [[NAMESPACE, metric, 'stage', stage, 'step', step, { stat: statistic, label }]]
  const { namespace, dimension } = subjects[of]
  return watched
    .filter(({ kind }) => kind === of)
    .map(({ id, name }) => [namespace, metric, dimension, id, { stat: statistic, label: `${name} ${metric}` }])
}
