// What AWS's guides say and its descriptions do not: limits of two settings together, and the words within a text.
import type { Inputs } from './rename.ts'

/** What is wrong with a request: subject, expectation, value. Empty where nothing is. */
type Check = (request: Inputs) => readonly (string | false | undefined)[]

const DAY = 24 * 3600
/** A role's policies together, characters but blanks; a function's name, characters, and its variables, bytes. */
const [MOST_POLICY, MOST_NAME, MOST_ENVIRONMENT] = [10_240, 64, 4096]
/** A function of CloudFront's, bytes. */
const MOST_CODE = 10_240
/** The least that Firehose buffers, MiB, where it makes partitions. */
const LEAST_PARTITIONED = 64
const MOST_ALARMS = 100

// biome-ignore format: a table reads as a table
export const limits: Readonly<Record<string, Check>> = {
  PutRolePolicy: ({ PolicyDocument }) => [over('policy', PolicyDocument.replaceAll(/\s/g, '').length, MOST_POLICY)],
  CreateFunction: ({ FunctionName = '', Environment, FunctionCode }) => [
    over('FunctionName', FunctionName.length, MOST_NAME),
    Environment && over('environment', Buffer.byteLength(JSON.stringify(Environment.Variables)), MOST_ENVIRONMENT),
    FunctionCode && over('code', Buffer.byteLength(FunctionCode), MOST_CODE),
  ],
  PutMetricAlarm: checkAlarm,
  PutDashboard: ({ DashboardBody }) =>
    JSON.parse(DashboardBody).widgets.map(({ properties }: Inputs) =>
      over('alarms of a widget', properties.alarms?.length ?? 0, MOST_ALARMS)),
  CreateDeliveryStream: checkDelivery,
  CreateSchedule: ({ ScheduleExpression, Target }) => [
    !isCron(ScheduleExpression) && `ScheduleExpression: expected cron(…) of six fields, got ${ScheduleExpression}`,
    !isJson(Target.Input) && `Target.Input: expected JSON, got ${Target.Input}`,
  ],
  CreateCrawler: ({ Schedule, RecrawlPolicy, SchemaChangePolicy }) => [
    Schedule !== undefined && !isCron(Schedule) && `Schedule: expected cron(…) of six fields, got ${Schedule}`,
    RecrawlPolicy?.RecrawlBehavior === 'CRAWL_NEW_FOLDERS_ONLY' &&
      Object.values(SchemaChangePolicy ?? {}).join() !== 'LOG,LOG' &&
      'SchemaChangePolicy: expected LOG for both where only new folders are crawled',
  ],
  CreateBudget: ({ Budget, NotificationsWithSubscribers }) => [
    Budget.TimeUnit === 'DAILY' &&
      NotificationsWithSubscribers.some(({ Notification }: Inputs) => Notification.NotificationType !== 'ACTUAL') &&
      'NotificationType: expected ACTUAL, as no day is forecast',
  ],
  CreateStream: ({ ShardCount, StreamModeDetails: { StreamMode } }) => [
    (ShardCount !== undefined) !== (StreamMode === 'PROVISIONED') && `ShardCount: expected with PROVISIONED alone, got ${ShardCount} and ${StreamMode}`,
  ],
  CreateTable: ({ TableInput }) => (TableInput ? checkColumns(TableInput) : []),
  CreateBucket: ({ Bucket }) => [!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(Bucket) && `Bucket: expected 3 to 63 of a-z, 0-9, . and -, got ${Bucket}`],
}

const over = (subject: string, value: number, most: number) =>
  value > most && `${subject}: expected at most ${most}, got ${value}`

function checkAlarm({ Metrics, Period, EvaluationPeriods, DatapointsToAlarm, AlarmActions }: Inputs) {
  const queries: Inputs[] = Metrics ?? []
  const periods = queries.length === 0 ? [Period] : queries.flatMap(({ MetricStat }) => MetricStat?.Period ?? [])
  const longest = Math.max(...periods)
  const ids = queries.map(({ Id }) => Id)
  const used = queries.flatMap(({ Expression = '' }) => Expression.match(/\b[a-z]\w*/g) ?? [])
  return [
    over('periods, s', longest * EvaluationPeriods, longest >= 3600 ? 7 * DAY : DAY),
    over('DatapointsToAlarm', DatapointsToAlarm, EvaluationPeriods),
    over('AlarmActions', AlarmActions?.length ?? 0, 5),
    over('Metrics', ids.length, 10),
    new Set(ids).size !== ids.length && `Metrics: expected each Id once, got ${ids}`,
    ids.length > 0 &&
      queries.filter(({ ReturnData }) => ReturnData).length !== 1 &&
      'Metrics: expected one with ReturnData',
    ...ids.map(id => !/^[a-z]\w*$/.test(id) && `Id: expected a small letter first, got ${id}`),
    ...used.map(id => !ids.includes(id) && `Expression: expected one of ${ids}, got ${id}`),
  ]
}

/** https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html and s3-prefixes.html */
function checkDelivery({ ExtendedS3DestinationConfiguration: target }: Inputs) {
  const { Prefix = '', ErrorOutputPrefix = '', DynamicPartitioningConfiguration, ProcessingConfiguration } = target
  const isPartitioned = DynamicPartitioningConfiguration?.Enabled === true
  const hasFunction = ProcessingConfiguration?.Processors?.some(({ Type }: Inputs) => Type === 'Lambda') ?? false
  const namespaces = (text: string) => [...text.matchAll(/!\{([a-zA-Z]+):/g)].map(([, namespace]) => namespace!)
  const inPrefix = namespaces(Prefix)
  return [
    isPartitioned &&
      target.BufferingHints.SizeInMBs < LEAST_PARTITIONED &&
      `SizeInMBs: expected at least ${LEAST_PARTITIONED} with partitions, got ${target.BufferingHints.SizeInMBs}`,
    inPrefix.includes('partitionKeyFromLambda') !== (isPartitioned && hasFunction) &&
      `Prefix: expected keys of a function with partitions and a function, got ${Prefix}`,
    inPrefix.length > 0 &&
      !ErrorOutputPrefix.includes('!{firehose:error-output-type}') &&
      `ErrorOutputPrefix: expected error-output-type where Prefix has expressions, got ${ErrorOutputPrefix}`,
    namespaces(ErrorOutputPrefix).some(each => each.startsWith('partitionKey')) &&
      `ErrorOutputPrefix: expected no partition keys, got ${ErrorOutputPrefix}`,
  ]
}

function checkColumns({ StorageDescriptor, PartitionKeys = [] }: Inputs) {
  const names = [...StorageDescriptor.Columns, ...PartitionKeys].map(({ Name }: Inputs) => Name)
  const types = [...StorageDescriptor.Columns, ...PartitionKeys].map(({ Type }: Inputs) => Type)
  return [
    new Set(names).size !== names.length && `Columns: expected each once, got ${names}`,
    ...names.map(name => !/^[a-z0-9_]+$/.test(name) && `Column: expected a-z, 0-9 and _, got ${name}`),
    ...types.map(type => !TYPE.test(type) && `Type: expected one of Athena's, got ${type}`),
  ]
}

const TYPE = /^(string|timestamp|date|int|bigint|double|boolean|decimal\(([1-9]|[12]\d|3[0-8]),\d+\))$/

/** Six fields of which the day of the month or the day of the week is a ?, as it does not say both. */
function isCron(text: string) {
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]?.split(' ') ?? []
  return fields.length === 6 && (fields[2] === '?') !== (fields[4] === '?')
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
