// A Lambda function from a door (packages/deployment/doors.ts): its code, its role with exact rights, its log.
import type { Kind } from '@clickstream/deployment/alarm'
import type { Door } from '@clickstream/deployment/doors'
import { nameOf, settings, stage } from './app.ts'
import { describeRole, type Statement } from './role.ts'

export interface FunctionOptions {
  /** Of the resources; unless said, the door's. */
  readonly name?: string
  /** clickstream-<stage>-<part> is the function; unless said, the name in small letters. */
  readonly part?: string
  readonly about?: string
  readonly key: aws.kms.Key
  readonly environment: Readonly<Record<string, $util.Input<string>>>
  readonly statements: readonly Statement[]
  readonly memory_mib: number
  readonly timeout_s: number
  /** What it may put under /tmp. */
  readonly disk_mib?: number
  /** Never more at once than these; null: as many as the account has. */
  readonly at_once?: number | null
  /** Traces, where the stage has them; false for what is called for each request, where they cost more than the call. */
  readonly traced?: boolean
  /** The code of another function of the same door, instead of building and sending it once more. */
  readonly like?: Made
}

/** A function that is deployed. */
export interface Made {
  /** Its last part: collect. */
  readonly part: string
  /** As AWS has it: clickstream-<stage>-collect. */
  readonly name: string
  readonly arn: $util.Output<string>
  readonly resource: $util.Output<aws.lambda.Function>
}

/** What alarms watch: the last part of its name, and the whole one that CloudWatch knows it by. */
export interface Watched {
  readonly kind: Kind
  readonly name: string
  readonly id: $util.Input<string>
}

export const watch = (kind: Kind, { part, name }: Made): Watched => ({ kind, name: part, id: name })

const ARCHITECTURE = 'arm64'
const RUNTIME = 'nodejs24.x'

/**
 * Deploys a door. Its environment is encrypted with the lake's key; its role has the statements given, its own log, and
 * nothing else. SST's would have all logs of the account, and 4.17.1 lets the whole account take it on.
 */
export function makeFunction(door: Door, options: FunctionOptions): Made {
  const { key, statements, memory_mib, timeout_s, disk_mib = 512, at_once = null, traced = true, like } = options
  const id = options.name ?? door.name
  const part = options.part ?? id.toLowerCase()
  const name = nameOf(part)
  const description = options.about ?? door.about
  const isTraced = traced && settings.observe.tracing

  const log = new aws.cloudwatch.LogGroup(`${id}Log`, {
    name: `/aws/lambda/${name}`,
    retentionInDays: settings.observe.log_days,
  })
  const role = describeRole(part, 'lambda.amazonaws.com', [
    ...statements,
    { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [$interpolate`${log.arn}:*`] },
    ...(isTraced ? [TRACING] : []),
  ])
  const countries = door.files?.find(({ to }) => to.endsWith('.mmdb'))
  const environment = {
    STAGE: stage,
    ...(countries && { COUNTRY_DATABASE: `/var/task/${countries.to}` }),
    ...options.environment,
  }
  /** What SST has no word for. */
  const rest = {
    kmsKeyArn: key.arn,
    loggingConfig: {
      logFormat: 'JSON',
      applicationLogLevel: 'INFO',
      // START, END and REPORT of each call would cost more than the call, and tell what metrics tell.
      systemLogLevel: 'WARN',
      logGroup: log.name,
    },
    tracingConfig: { mode: isTraced ? 'Active' : 'PassThrough' },
    ...(at_once !== null && { reservedConcurrentExecutions: at_once }),
  }

  if (like !== undefined) {
    const resource = new aws.lambda.Function(`${id}Function`, {
      name,
      description,
      role: new aws.iam.Role(`${id}Role`, role).arn,
      handler: like.resource.handler.apply(handler => handler!),
      runtime: RUNTIME,
      architectures: [ARCHITECTURE],
      s3Bucket: like.resource.s3Bucket.apply(bucket => bucket!),
      s3Key: like.resource.s3Key.apply(key => key!),
      memorySize: memory_mib,
      timeout: timeout_s,
      ephemeralStorage: { size: disk_mib },
      environment: { variables: environment },
      ...rest,
    })
    return { part, name, arn: resource.arn, resource: $output(resource) }
  }
  const made = new sst.aws.Function(id, {
    name,
    description,
    handler: door.handler,
    runtime: RUNTIME,
    architecture: ARCHITECTURE,
    memory: `${memory_mib} MB`,
    timeout: `${timeout_s} seconds`,
    storage: `${disk_mib} MB`,
    environment,
    logging: { logGroup: log.name },
    // Readable stack traces, and nothing sent elsewhere.
    nodejs: { minify: false, sourcemap: false, ...(door.install && { install: { ...door.install } }) },
    copyFiles: door.files?.map(file => ({ ...file })),
    // `sst dev` deploys it as it is: the laptop has the whole pipeline by itself.
    dev: false,
    transform: {
      role: args => {
        Object.assign(args, role)
      },
      function: args => {
        Object.assign(args, rest)
      },
    },
  })
  return { part, name, arn: made.arn, resource: made.nodes.function }
}

/** X-Ray has no resources to name. */
const TRACING: Statement = { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }

/** What called for it and could not be handled waits here for two weeks; every message is an alarm. */
export function makeQueue(name: string, part: string) {
  return new aws.sqs.Queue(name, {
    name: nameOf(part),
    sqsManagedSseEnabled: true,
    messageRetentionSeconds: 14 * 24 * 3600,
    visibilityTimeoutSeconds: 60,
  })
}

/** Tries an asynchronous call again so often, and then puts it into the queue. The role must be allowed sqs:SendMessage. */
export function keepFailures(id: string, made: Made, queue: aws.sqs.Queue, retries: 0 | 1 | 2) {
  return new aws.lambda.FunctionEventInvokeConfig(`${id}Failures`, {
    functionName: made.resource.name,
    maximumRetryAttempts: retries,
    maximumEventAgeInSeconds: 6 * 3600,
    destinationConfig: { onFailure: { destination: queue.arn } },
  })
}
