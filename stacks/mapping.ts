// A function that reads the stream in batches: Lambda's event source mapping.
import type { Lake } from './lake.ts'
import type { Made } from './lambda.ts'

export interface MappingOptions {
  readonly stream: aws.kinesis.Stream
  readonly bucket: Lake['bucket']
  readonly batch_size: number
  readonly window_s: number
  readonly retries: number
  readonly max_age_s: number
}

/**
 * Each batch runs until it is done, in halves where it fails, until its tries or its time are used up: then Lambda keeps it
 * whole in the bucket, under aws/lambda/<mapping>/<shard>/, and the shard goes on. Needs failureRights.
 */
export function readStream(name: string, made: Made, options: MappingOptions) {
  return new aws.lambda.EventSourceMapping(`${name}Mapping`, {
    eventSourceArn: options.stream.arn,
    functionName: made.resource.arn,
    startingPosition: 'TRIM_HORIZON',
    batchSize: options.batch_size,
    maximumBatchingWindowInSeconds: options.window_s,
    // One batch of a shard at a time, always: files are named by the shard and their first sequence number, and a batch that
    // is tried again removes what its earlier try left between its first and its last. Two batches of a shard at once would
    // remove each other's. Twice the shards is twice the speed.
    parallelizationFactor: 1,
    bisectBatchOnFunctionError: true,
    functionResponseTypes: ['ReportBatchItemFailures'],
    maximumRetryAttempts: options.retries,
    maximumRecordAgeInSeconds: options.max_age_s,
    destinationConfig: { onFailure: { destinationArn: options.bucket.arn } },
  })
}
