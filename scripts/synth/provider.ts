// What AWS would answer: the names, ids and ARNs of what is made, by the rules by which it makes them. An attribute that is
// not here is undefined in a synthesis, and unknown in a preview, where the tests look for it.

export const account = '123456789012'
export const region = 'us-east-1'

type Values = Record<string, unknown>
const arnOf = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`
const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9-]/g, '')

/** Physical names, where a resource was given none: its own, as Pulumi does it but for the random end. */
const nameOf = (inputs: Values, name: string) => String(inputs.name ?? name)

const named =
  (service: string, path: (name: string) => string) =>
  (inputs: Values, name: string): Values => ({
    id: nameOf(inputs, name),
    name: nameOf(inputs, name),
    arn: arnOf(service, path(nameOf(inputs, name))),
  })
const ofIam = (kind: string) => (inputs: Values, name: string) => ({
  id: nameOf(inputs, name),
  name: nameOf(inputs, name),
  arn: `arn:aws:iam::${account}:${kind}/${nameOf(inputs, name)}`,
})
const inBucket = (inputs: Values) => ({ id: String(inputs.bucket) })

const computed: Readonly<Record<string, (inputs: Values, name: string) => Values>> = {
  'aws:athena/workgroup:Workgroup': named('athena', name => `workgroup/${name}`),
  'aws:cloudfront/distribution:Distribution': (_, name) => ({
    id: `E${slug(name)}`,
    arn: `arn:aws:cloudfront::${account}:distribution/E${slug(name)}`,
    domainName: `${slug(name)}.cloudfront.net`,
    hostedZoneId: 'Z2FDTNDATAQYW2',
  }),
  'aws:cloudfront/function:Function': inputs => ({
    id: inputs.name,
    arn: `arn:aws:cloudfront::${account}:function/${inputs.name}`,
  }),
  'aws:cloudwatch/logGroup:LogGroup': named('logs', name => `log-group:${name}`),
  'aws:cloudwatch/metricAlarm:MetricAlarm': (inputs, name) => ({
    id: nameOf(inputs, name),
    arn: arnOf('cloudwatch', `alarm:${nameOf(inputs, name)}`),
  }),
  'aws:dynamodb/table:Table': named('dynamodb', name => `table/${name}`),
  'aws:glue/catalogDatabase:CatalogDatabase': inputs => ({
    id: `${account}:${inputs.name}`,
    name: inputs.name,
    catalogId: account,
    arn: arnOf('glue', `database/${inputs.name}`),
  }),
  'aws:glue/catalogTable:CatalogTable': inputs => ({
    id: `${account}:${inputs.databaseName}:${inputs.name}`,
    arn: arnOf('glue', `table/${inputs.databaseName}/${inputs.name}`),
  }),
  'aws:glue/crawler:Crawler': named('glue', name => `crawler/${name}`),
  'aws:iam/role:Role': ofIam('role'),
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': named('firehose', name => `deliverystream/${name}`),
  'aws:kinesis/stream:Stream': named('kinesis', name => `stream/${name}`),
  'aws:kms/key:Key': (_, name) => ({ id: slug(name), keyId: slug(name), arn: arnOf('kms', `key/${slug(name)}`) }),
  'aws:lambda/function:Function': (inputs, name) => ({
    ...named('lambda', each => `function:${each}`)(inputs, name),
    version: '1',
    qualifiedArn: `${arnOf('lambda', `function:${nameOf(inputs, name)}`)}:1`,
  }),
  'aws:lambda/functionUrl:FunctionUrl': (_, name) => ({
    functionUrl: `https://${slug(name)}.lambda-url.${region}.on.aws/`,
  }),
  'aws:s3/bucket:Bucket': inputs => ({
    id: inputs.bucket,
    arn: `arn:aws:s3:::${inputs.bucket}`,
    region,
    bucketRegionalDomainName: `${inputs.bucket}.s3.${region}.amazonaws.com`,
  }),
  'aws:s3/bucketNotification:BucketNotification': inBucket,
  'aws:s3/bucketPolicy:BucketPolicy': inBucket,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': inBucket,
  'aws:scheduler/schedule:Schedule': named('scheduler', name => `schedule/default/${name}`),
  'aws:scheduler/scheduleGroup:ScheduleGroup': named('scheduler', name => `schedule-group/${name}`),
  'aws:sns/topic:Topic': (inputs, name) => ({
    id: arnOf('sns', nameOf(inputs, name)),
    name: nameOf(inputs, name),
    arn: arnOf('sns', nameOf(inputs, name)),
  }),
  'aws:sqs/queue:Queue': (inputs, name) => ({
    id: `https://sqs.${region}.amazonaws.com/${account}/${nameOf(inputs, name)}`,
    name: nameOf(inputs, name),
    url: `https://sqs.${region}.amazonaws.com/${account}/${nameOf(inputs, name)}`,
    arn: arnOf('sqs', nameOf(inputs, name)),
  }),
  'aws:wafv2/webAcl:WebAcl': (inputs, name) => ({
    id: slug(name),
    arn: `arn:aws:wafv2:us-east-1:${account}:global/webacl/${nameOf(inputs, name)}/${slug(name)}`,
  }),
  'random:index/randomBytes:RandomBytes': inputs => {
    const bytes = Buffer.alloc(Number(inputs.length), 7)
    return { id: bytes.toString('base64'), base64: bytes.toString('base64'), hex: bytes.toString('hex') }
  },
  'random:index/randomPassword:RandomPassword': inputs => ({ id: 'none', result: 'p'.repeat(Number(inputs.length)) }),
  'sst:sst:Secret': inputs => ({ value: inputs.value }),
}

/** A resource's id, and its state: what was asked for and what AWS adds. */
export function makeState(type: string, inputs: Values, name: string): { id: string; state: Values } {
  const { id, ...rest } = computed[type]?.(inputs, name) ?? {}
  return { id: String(id ?? `${name}-id`), state: { ...rest, ...inputs } }
}

const statementOf = (each: {
  sid?: string
  effect?: string
  actions?: string[]
  resources?: string[]
  principals?: { type: string; identifiers: string[] }[]
  conditions?: { test: string; variable: string; values: string[] }[]
}) => ({
  Sid: each.sid,
  Effect: each.effect ?? 'Allow',
  Action: each.actions,
  Resource: each.resources,
  Principal: each.principals && Object.fromEntries(each.principals.map(of => [of.type, of.identifiers])),
  Condition: each.conditions && Object.fromEntries(each.conditions.map(of => [of.test, { [of.variable]: of.values }])),
})

const lookups: Readonly<Record<string, (inputs: Values) => Values>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({ accountId: account, id: account }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  'aws:index/getRegion:getRegion': inputs => ({ region: inputs.region ?? region, name: region, id: region }),
  'aws:iam/getPolicyDocument:getPolicyDocument': inputs => ({
    ...inputs,
    json: JSON.stringify({ Version: '2012-10-17', Statement: ((inputs.statements ?? []) as []).map(statementOf) }),
  }),
}

/** What a data source answers; an error for one that is not known here. */
export function look(token: string, inputs: Values): Values {
  const answer = lookups[token]
  if (answer === undefined) throw new Error(`${token}: the synthesis has no answer to this data source`)
  return answer(inputs)
}
