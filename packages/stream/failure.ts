// What is kept of records that were given up: the message Lambda sends to a failure destination.
// https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
import { randomUUID } from 'node:crypto'
import type { KinesisStreamEvent } from 'aws-lambda'

/** Why they were given up, in Lambda's words. */
export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded'

/** As Lambda sends it to an S3 destination, with the records themselves in `payload`; and the error, as for async calls. */
export interface FailureMessage {
  readonly requestContext: {
    readonly requestId: string
    readonly functionArn: string
    readonly condition: FailureCondition
    readonly approximateInvokeCount: number
  }
  readonly responseContext: {
    readonly statusCode: 200
    readonly executedVersion: '$LATEST'
    /** Where the handler threw; absent where it named failed records. */
    readonly functionError?: 'Unhandled'
  }
  readonly responsePayload: { readonly errorType: string; readonly errorMessage: string }
  readonly version: '1.0'
  /** ISO 8601, as are the arrivals below. */
  readonly timestamp: string
  readonly KinesisBatchInfo: {
    readonly shardId: string
    readonly startSequenceNumber: string
    readonly endSequenceNumber: string
    readonly approximateArrivalOfFirstRecord: string
    readonly approximateArrivalOfLastRecord: string
    readonly batchSize: number
    readonly streamArn: string
  }
  /** The event as the handler had it, as JSON. */
  readonly payload: string
}

/** @param event what the handler had, at least one record · @param now ms since 1970 */
export function failureMessage(
  event: KinesisStreamEvent,
  why: { condition: FailureCondition; attempts: number; error?: unknown; thrown: boolean; function_arn: string },
  now: number,
): FailureMessage {
  const first = event.Records[0]!
  const last = event.Records.at(-1)!
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: why.function_arn,
      condition: why.condition,
      approximateInvokeCount: why.attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(why.thrown ? { functionError: 'Unhandled' } : {}),
    },
    responsePayload: describeError(why.error),
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    KinesisBatchInfo: {
      shardId: first.eventID.slice(0, first.eventID.indexOf(':')),
      startSequenceNumber: first.kinesis.sequenceNumber,
      endSequenceNumber: last.kinesis.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first.kinesis.approximateArrivalTimestamp * 1000).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.kinesis.approximateArrivalTimestamp * 1000).toISOString(),
      batchSize: event.Records.length,
      streamArn: first.eventSourceARN,
    },
    payload: JSON.stringify(event),
  }
}

function describeError(error: unknown): FailureMessage['responsePayload'] {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: 'Error', errorMessage: String(error) }
}
