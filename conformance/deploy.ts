// What a deploy asks AWS for, resource by resource, held against botocore's description of each service and AWS's own limits.
import { type Resource, synthesise } from '../scripts/synth/synthesis.ts'
import { compute } from './deploy/compute.ts'
import { limits } from './deploy/limits.ts'
import { type Inputs, reveal } from './deploy/rename.ts'
import { storage } from './deploy/storage.ts'
import { telling } from './deploy/telling.ts'
import { BOTOCORE, type Request, validate } from './requests.ts'
import type { Outcome } from './step.ts'

const calls = { ...storage, ...compute, ...telling }
/** Made by Pulumi or SST alone, or, as `requests` and `resources` hold it against more, by Cloud Control. */
const OTHERS = /^(pulumi:|sst:|random:)|^aws:(s3\/bucketObjectv2|cloudcontrol\/)/

/** The deployed stages, and one with every switch the other way. */
const STAGES = {
  production: {},
  personal: {
    stream: { mode: 'on-demand' },
    collector: { rate_rule: 500, allowed_origins: ['https://a.example'] },
    archive: { writer: 'lambda', expire_after_days: 400 },
    jobs: { reserve_concurrency: true, retain: 'raw=90' },
    observe: { email: 'somebody@example.com', tracing: true },
  },
} as const

/** Wrong in one way each, and what must be said of it: proof that a fault would be found. */
// biome-ignore format: a table reads as a table
const WRONG: readonly (readonly [kind: string, change: (inputs: Inputs) => object, expected: RegExp])[] = [
  ['MetricAlarm', () => ({ colour: 'red' }), /Unknown parameter .*Colour/],
  ['MetricAlarm', () => ({ treatMissingData: undefined, alarmDescription: 'a'.repeat(1025) }), /AlarmDescription: .*1024/],
  ['MetricAlarm', () => ({ period: 300, evaluationPeriods: 300 }), /periods, s: .*got 90000/],
  ['EventSourceMapping', () => ({ maximumBatchingWindowInSeconds: 301 }), /MaximumBatchingWindowInSeconds: expected 0 to 300/],
  ['EventSourceMapping', () => ({ startingPosition: 'BEGIN' }), /StartingPosition: expected one of/],
  ['lambda/function', () => ({ runtime: 'nodejs99.x' }), /Runtime: expected one of/],
  ['lambda/function', () => ({ name: 'a'.repeat(65) }), /FunctionName: /],
  ['lambda/function', () => ({ environment: { variables: { LAKE: 'a'.repeat(5000) } } }), /environment: expected at most 4096/],
  ['iam/role', ({ inlinePolicies: [each] }) => ({ inlinePolicies: [{ ...each, policy: `"${'a'.repeat(10_240)}"` }] }), /policy: expected at most 10240/],
  ['iam/role', () => ({ name: 'a'.repeat(65) }), /RoleName: expected 1 to 64/],
  ['Firehose', of => ({ extendedS3Configuration: { ...of.extendedS3Configuration, bufferingSize: 5, dynamicPartitioningConfiguration: { enabled: true, retryDuration: 300 } } }), /SizeInMBs: expected at least 64/],
  ['Firehose', of => ({ extendedS3Configuration: { ...of.extendedS3Configuration, fileExtension: 'gz' } }), /FileExtension: /],
  ['Schedule', () => ({ scheduleExpression: 'cron(0 3 * * * *)' }), /ScheduleExpression: expected cron/],
  ['CatalogTable', of => ({ storageDescriptor: { ...of.storageDescriptor, columns: [{ name: 'a', type: 'text', comment: '' }] } }), /Type: expected one of Athena's, got text/],
  ['CatalogTable', of => ({ partitionKeys: [{ name: 'a', type: 'string', comment: 'a'.repeat(256) }], storageDescriptor: of.storageDescriptor }), /Comment: expected 0 to 255/],
  ['PreparedStatement', () => ({ name: 'top-links' }), /StatementName: /],
  ['Budget', ({ notifications: [each] }) => ({ notifications: [{ ...each, notificationType: 'FORECASTED' }] }), /expected ACTUAL/],
  ['Distribution', () => ({ httpVersion: 'http4' }), /HttpVersion: expected one of/],
]

export async function compareDeploy(): Promise<Outcome> {
  const deployed: [stage: string, resource: Resource][] = []
  for (const [stage, settings] of Object.entries(STAGES)) {
    const { resources, errors } = await synthesise(stage, { settings })
    if (errors.length > 0) throw new Error(`${stage}: expected to be synthesised, got ${errors.join('; ')}`)
    deployed.push(
      ...resources
        .filter(({ type }) => !OTHERS.test(type))
        .map(each => [stage, each] as const satisfies [string, Resource]),
    )
  }
  const unknown = [...new Set(deployed.map(([, { type }]) => type).filter(type => !Object.hasOwn(calls, type)))]
  const right = deployed
    .filter(([, { type }]) => Object.hasOwn(calls, type))
    .flatMap(([stage, { name, type, inputs }]) => makeRequests(`${stage} ${name}`, type, reveal(inputs)))
  const wrong = WRONG.flatMap(([kind, change], i) => {
    const { type, inputs } = deployed.map(([, each]) => each).find(({ type }) => type.includes(kind))!
    const whole = reveal(inputs)
    return makeRequests(`wrong ${i}`, type, { ...whole, ...change(whole) })
  })
  const asked = [...right, ...wrong]
  const { values, unreadable, faults } = await validate(asked)
  const found = (name: string) => [
    ...(faults[name] ?? []),
    ...asked.filter(each => each.name === name).flatMap(checkLimits),
  ]
  const isWrong = (name: string) => name.startsWith('wrong ')
  return {
    compared: `${right.length} requests of ${deployed.length} resources and ${WRONG.length} wrong ones, ${values} values, botocore ${BOTOCORE}`,
    faults: [
      ...unknown.map(type => `${type}: expected its requests in conformance/deploy, got none`),
      ...asked
        .filter(({ name }) => !isWrong(name))
        .flatMap(({ name }) => found(name).map(fault => `${name}: ${fault}`)),
      ...WRONG.flatMap(([kind, , expected], i) => {
        const said = asked.filter(({ name }) => name.startsWith(`wrong ${i} `)).flatMap(({ name }) => found(name))
        return expected.test(said.join('\n'))
          ? []
          : [`a wrong ${kind}: expected ${expected}, got ${said.join('; ') || 'nothing'}`]
      }),
      ...unreadable.map(pattern => `botocore: expected a pattern that Python reads, got ${pattern}`),
    ],
  }
}

function makeRequests(name: string, type: string, inputs: Inputs): Request[] {
  return calls[type]!(inputs, name.split(' ').at(-1)!).map(([service, operation, request], i) => {
    return { name: `${name} ${i} ${operation}`, service, operation, request }
  })
}

const checkLimits = ({ operation, request }: Request): string[] =>
  (limits[operation]?.(request) ?? []).filter(each => typeof each === 'string')
