// Who watches: the topic that people hear of, every alarm of packages/deployment/alarms.ts on what it is for, a budget for a
// day's costs, and a dashboard.
import { COST } from '@clickstream/deployment/alarms'
import { makeAlarms } from './alarms.ts'
import { account, nameOf, settings } from './app.ts'
import { drawBoard } from './board.ts'
import type { Lake } from './lake.ts'
import type { Watched } from './lambda.ts'

export function observe({ key }: Lake, watched: readonly Watched[]) {
  const topic = new aws.sns.Topic('ObserveTopic', {
    name: nameOf('alarms'),
    displayName: `Clickstream ${$app.stage}`,
    kmsMasterKeyId: key.id,
  })
  const allowed = new aws.sns.TopicPolicy('ObserveTopicPolicy', {
    arn: topic.arn,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Alarms',
          Effect: 'Allow',
          Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: topic.arn,
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
        {
          Sid: 'OnlyTls',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: topic.arn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    }),
  })
  const { email, daily_cost_usd } = settings.observe
  if (email !== null) {
    // Whoever reads that mailbox must confirm it, once.
    new aws.sns.TopicSubscription('ObserveEmail', { topic: topic.arn, protocol: 'email', endpoint: email })
  }

  const alarms = makeAlarms(watched, topic)

  if (daily_cost_usd !== null) {
    // A budget, as CloudWatch knows estimated charges only by the month, and in one region. Of the whole account, as one of a
    // tag stays at 0 until somebody activates the tag for billing: it would never ring. Daily ones ring when it is spent:
    // AWS makes no forecast of a day.
    new aws.budgets.Budget(
      'ObserveCost',
      {
        name: nameOf(COST.name),
        budgetType: 'COST',
        timeUnit: 'DAILY',
        limitAmount: String(daily_cost_usd),
        limitUnit: 'USD',
        notifications: [
          {
            comparisonOperator: 'GREATER_THAN',
            notificationType: 'ACTUAL',
            threshold: 100,
            thresholdType: 'PERCENTAGE',
            subscriberSnsTopicArns: [topic.arn],
          },
        ],
      },
      // A budget looks whether it may tell the topic when it is made.
      { dependsOn: [allowed] },
    )
  }

  new aws.cloudwatch.Dashboard('ObserveBoard', {
    dashboardName: nameOf('pipeline'),
    dashboardBody: $jsonStringify(drawBoard(watched, alarms)),
  })

  return { topic, alarms }
}
