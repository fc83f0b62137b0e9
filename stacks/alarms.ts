// The alarms on what stacks hand over to be watched. What is of several kinds, as a Firehose that reads the stream, is two.
import { type Alarm, limitOf, type Metric, subjects } from '@clickstream/deployment/alarm'
import { alarms } from '@clickstream/deployment/alarms'
import { NAMESPACE } from '@clickstream/events/emf'
import { nameOf, settings, stage } from './app.ts'
import type { Watched } from './lambda.ts'

/** One alarm for each subject of the alarm's kind, or one for the stage. */
export function makeAlarms(watched: readonly Watched[], topic: aws.sns.Topic): aws.cloudwatch.MetricAlarm[] {
  return alarms.flatMap(alarm =>
    alarm.watches === 'stage'
      ? [makeAlarm(alarm, undefined, watched, topic)]
      : watched.filter(({ kind }) => kind === alarm.watches).map(each => makeAlarm(alarm, each, watched, topic)),
  )
}

function makeAlarm(alarm: Alarm, subject: Watched | undefined, watched: readonly Watched[], topic: aws.sns.Topic) {
  const { name, metrics, expression, period_s, within, missing, means, mend, limit } = alarm
  const [datapointsToAlarm, evaluationPeriods] = within
  const found = Object.entries(metrics).map(([id, metric]) => ({ id, ...locate(metric, subject, watched) }))
  const what =
    expression === undefined
      ? { ...found[0].metric, period: period_s }
      : {
          metricQueries: [
            { id: 'result', expression, label: limit, returnData: true },
            ...found.map(({ id, metric }) => ({
              id,
              returnData: false,
              metric: { ...toQuery(metric), period: period_s },
            })),
          ],
        }
  return new aws.cloudwatch.MetricAlarm(`ObserveAlarm-${subject === undefined ? '' : `${subject.name}-`}${name}`, {
    name: nameOf(subject === undefined ? name : `${subject.name}-${name}`),
    alarmDescription: `${means} ${mend} (docs/deploy.md#${name})`,
    ...what,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: limitOf(alarm, settings),
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: missing,
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  })
}

interface Located {
  readonly namespace: string
  readonly metricName: string
  readonly statistic: string
  readonly dimensions: Readonly<Record<string, $util.Input<string>>>
}

const toQuery = ({ statistic, ...metric }: Located) => ({ ...metric, stat: statistic })

/** Where CloudWatch keeps it. */
export function locate(metric: Metric, subject: Watched | undefined, watched: readonly Watched[]): { metric: Located } {
  const { name: metricName, statistic, of } = metric
  const whose = of === 'stream' ? watched.find(({ kind }) => kind === 'stream') : of === undefined ? subject : undefined
  if (whose !== undefined) {
    const { namespace, dimension } = subjects[whose.kind]
    return { metric: { namespace, metricName, statistic, dimensions: { [dimension]: whose.id } } }
  }
  if (of === undefined || of === 'stream') throw new Error(`${metricName}: expected something to take it of, got none`)
  return { metric: { namespace: NAMESPACE, metricName, statistic, dimensions: { stage, step: of } } }
}
