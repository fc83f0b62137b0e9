// Where people ask, and what tells them: Athena, logs, alarms, topics and queues, a budget.
import { type Calls, type Inputs, rename, same } from './rename.ts'

const ACCOUNT = '123456789012'
const dimensions = (of: object = {}) => Object.entries(of).map(([Name, Value]) => ({ Name, Value }))
/** Queues and topics take all but their name as texts. */
const attributes = (of: object) =>
  Object.fromEntries(Object.entries(rename(of)).map(([key, each]) => [key, String(each)]))

export const telling: Calls = {
  'aws:athena/namedQuery:NamedQuery': same('athena', 'CreateNamedQuery', {
    query: 'QueryString',
    workgroup: 'WorkGroup',
  }),
  'aws:athena/preparedStatement:PreparedStatement': same('athena', 'CreatePreparedStatement', {
    name: 'StatementName',
    workgroup: 'WorkGroup',
  }),
  'aws:athena/workgroup:Workgroup': same('athena', 'CreateWorkGroup', {
    enforceWorkgroupConfiguration: 'EnforceWorkGroupConfiguration',
    forceDestroy: null,
    kmsKeyArn: 'KmsKey',
    publishCloudwatchMetricsEnabled: 'PublishCloudWatchMetricsEnabled',
  }),
  'aws:budgets/budget:Budget': ({ name, limitAmount, limitUnit, notifications, ...rest }) => {
    const NotificationsWithSubscribers = notifications.map(({ subscriberSnsTopicArns, ...each }: Inputs) => ({
      Notification: rename(each),
      Subscribers: subscriberSnsTopicArns.map((Address: string) => ({ SubscriptionType: 'SNS', Address })),
    }))
    const Budget = { BudgetName: name, BudgetLimit: { Amount: limitAmount, Unit: limitUnit }, ...rename(rest) }
    return [['budgets', 'CreateBudget', { AccountId: ACCOUNT, Budget, NotificationsWithSubscribers }]]
  },
  'aws:cloudwatch/dashboard:Dashboard': same('cloudwatch', 'PutDashboard'),
  'aws:cloudwatch/logGroup:LogGroup': ({ name, retentionInDays, ...rest }) => [
    ['logs', 'CreateLogGroup', { logGroupName: name, ...rest }],
    ['logs', 'PutRetentionPolicy', { logGroupName: name, retentionInDays }],
  ],
  'aws:cloudwatch/logStream:LogStream': ({ name, ...rest }) => [
    ['logs', 'CreateLogStream', { logStreamName: name, ...rest }],
  ],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ({ name, dimensions: of, metricQueries, okActions, ...rest }) => {
    const request = { AlarmName: name, OKActions: okActions, ...rename(rest) }
    const what = metricQueries ? { Metrics: metricQueries.map(makeQuery) } : { Dimensions: dimensions(of) }
    return [['cloudwatch', 'PutMetricAlarm', { ...request, ...what }]]
  },
  'aws:sns/topic:Topic': ({ name, ...rest }) => [['sns', 'CreateTopic', { Name: name, Attributes: attributes(rest) }]],
  'aws:sns/topicPolicy:TopicPolicy': ({ arn, policy }) => [
    ['sns', 'SetTopicAttributes', { TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy }],
  ],
  'aws:sns/topicSubscription:TopicSubscription': same('sns', 'Subscribe', { topic: 'TopicArn' }),
  'aws:sqs/queue:Queue': ({ name, messageRetentionSeconds, visibilityTimeoutSeconds, ...rest }) => {
    const settings = { MessageRetentionPeriod: messageRetentionSeconds, VisibilityTimeout: visibilityTimeoutSeconds }
    const own = rename(rest, { sqsManagedSseEnabled: 'SqsManagedSseEnabled' })
    return [['sqs', 'CreateQueue', { QueueName: name, Attributes: attributes({ ...settings, ...own }) }]]
  },
}

function makeQuery({ metric, ...query }: Inputs) {
  if (metric === undefined) return rename(query)
  const { period, stat, dimensions: of, ...which } = metric
  const Metric = { ...rename(which), Dimensions: dimensions(of) }
  return { ...rename(query), MetricStat: { Metric, Period: period, Stat: stat } }
}
