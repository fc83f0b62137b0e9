// Firehose into the lake's bucket, as gzip NDJSON.
import { nameOf, settings } from './app.ts'
import type { Made } from './lambda.ts'
import { encryption, names, type Stores, streamRights } from './rights.ts'
import { makeRole, type Statement } from './role.ts'

export interface DeliveryOptions {
  readonly lake: Stores
  /** Where in the bucket, with Firehose's own expressions: refused/!{timestamp:yyyy/MM/dd}/ */
  readonly prefix: string
  /** What it waits for, whichever comes first. */
  readonly buffer: { readonly mib: number; readonly seconds: number }
  /** What it reads; unless said, what is put to it. */
  readonly stream?: aws.kinesis.Stream
  /** What each record goes through, and what says of which partition it is. */
  readonly through?: Made
}

/**
 * What cannot be processed or delivered is kept under failed/firehose-<part>/.
 * @param name of the resources, Raw; in small letters the part of the physical name
 */
export function makeDelivery(name: string, { lake, prefix, buffer, stream, through }: DeliveryOptions) {
  const { bucket } = lake
  const part = name.toLowerCase()
  const failed = `failed/firehose-${part}/`
  const root = prefix.slice(0, prefix.indexOf('/') + 1)
  const log = new aws.cloudwatch.LogGroup(`${name}DeliveryLog`, {
    name: `/aws/kinesisfirehose/${nameOf(part)}`,
    retentionInDays: settings.observe.log_days,
  })
  const lines = new aws.cloudwatch.LogStream(`${name}DeliveryLogStream`, { name: 'delivery', logGroupName: log.name })
  const version = through && $interpolate`${through.arn}:$LATEST`
  const role = makeRole(`${name}DeliveryRole`, `${part}-delivery`, 'firehose.amazonaws.com', [
    {
      actions: ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'],
      resources: [root, failed].map(each => $interpolate`${bucket.arn}/${each}*`),
    },
    // All names, as its guide has it: what it asks of the bucket before it writes is said nowhere.
    names(lake),
    { actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], resources: [bucket.arn] },
    encryption(lake, 'write'),
    ...(stream ? [streamRights(stream)] : []),
    ...(version
      ? [{ actions: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'], resources: [version] }]
      : []),
    { actions: ['logs:PutLogEvents'], resources: [$interpolate`${log.arn}:log-stream:delivery`] },
  ] satisfies Statement[])

  return new aws.kinesis.FirehoseDeliveryStream(`${name}Delivery`, {
    name: nameOf(part),
    destination: 'extended_s3',
    ...(stream
      ? { kinesisSourceConfiguration: { kinesisStreamArn: stream.arn, roleArn: role.arn } }
      : { serverSideEncryption: { enabled: true, keyType: 'AWS_OWNED_CMK' } }),
    extendedS3Configuration: {
      roleArn: role.arn,
      bucketArn: bucket.arn,
      prefix,
      errorOutputPrefix: `${failed}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
      bufferingSize: buffer.mib,
      bufferingInterval: buffer.seconds,
      compressionFormat: 'GZIP',
      fileExtension: '.ndjson.gz',
      kmsKeyArn: lake.key.arn,
      cloudwatchLoggingOptions: { enabled: true, logGroupName: log.name, logStreamName: lines.name },
      ...(version && {
        dynamicPartitioningConfiguration: { enabled: true, retryDuration: 300 },
        processingConfiguration: {
          enabled: true,
          // Beside what Firehose takes by itself: 1 MiB or 60 s to a call, three tries. Those must not stand here, or every
          // deploy would see them as changed.
          processors: [{ type: 'Lambda', parameters: [{ parameterName: 'LambdaArn', parameterValue: version }] }],
        },
      }),
    },
  })
}
