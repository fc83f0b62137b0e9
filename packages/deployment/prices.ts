// What AWS asks, us-east-1, in US dollars: the one table, dated line by line. It was written from what the pages said in
// the month of `known`, not read off an account's bill: look at a page before money rests on it.

import { USD_PER_TB } from '@clickstream/query/price'

const aws = 'https://aws.amazon.com'

export interface Price {
  readonly service: string
  /** USD for one unit. */
  readonly usd: number
  readonly unit: string
  /** Units a month that every account has for nothing, for good; not the trial of a new one. */
  readonly free: number
  readonly page: string
  /** The month in which the page is known to have said so, YYYY-MM. */
  readonly known: string
}

/** Regions in which all of these are asked alike. */
export const regions: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2']

const known = '2025-06'
const of = (service: string, path: string, usd: number, unit: string, free = 0): Price => ({
  service,
  usd,
  unit,
  free,
  page: aws + path,
  known,
})

/** Where a price has steps, it is that of the first: large volumes pay less. A GB is 2^30 bytes. */
// biome-ignore format: a table reads as a table
export const prices = {
  cloudfront_request:   of('CloudFront', '/cloudfront/pricing/', 1, 'million requests', 10),
  cloudfront_function:  of('CloudFront', '/cloudfront/pricing/', 0.1, 'million runs', 2),
  cloudfront_out:       of('CloudFront', '/cloudfront/pricing/', 0.085, 'GB', 1024),
  cloudfront_origin:    of('CloudFront', '/cloudfront/pricing/', 0.02, 'GB'),
  waf_acl:              of('WAF', '/waf/pricing/', 5, 'lists'),
  waf_rule:             of('WAF', '/waf/pricing/', 1, 'rules'),
  waf_request:          of('WAF', '/waf/pricing/', 0.6, 'million requests'),
  lambda_request:       of('Lambda', '/lambda/pricing/', 0.2, 'million requests', 1),
  lambda_time:          of('Lambda', '/lambda/pricing/', 0.0000133334, 'GB-s (Arm)', 400_000),
  lambda_disk:          of('Lambda', '/lambda/pricing/', 0.0000000309, 'GB-s of /tmp'),
  kinesis_shard:        of('Kinesis', '/kinesis/data-streams/pricing/', 0.015, 'shard-hours'),
  kinesis_shard_kept:   of('Kinesis', '/kinesis/data-streams/pricing/', 0.02, 'shard-hours'),
  kinesis_put:          of('Kinesis', '/kinesis/data-streams/pricing/', 0.014, 'million puts of 25 KB'),
  kinesis_stream:       of('Kinesis', '/kinesis/data-streams/pricing/', 0.04, 'stream-hours'),
  kinesis_in:           of('Kinesis', '/kinesis/data-streams/pricing/', 0.08, 'GB'),
  kinesis_out:          of('Kinesis', '/kinesis/data-streams/pricing/', 0.04, 'GB'),
  kinesis_kept:         of('Kinesis', '/kinesis/data-streams/pricing/', 0.1, 'GB-month'),
  firehose_in:          of('Firehose', '/firehose/pricing/', 0.029, 'GB (5 KB a record)'),
  firehose_partitioned: of('Firehose', '/firehose/pricing/', 0.02, 'GB'),
  firehose_object:      of('Firehose', '/firehose/pricing/', 0.005, 'thousand objects'),
  s3_standard:          of('S3', '/s3/pricing/', 0.023, 'GB-month'),
  s3_glacier:           of('S3', '/s3/pricing/', 0.004, 'GB-month (Glacier IR)'),
  s3_put:               of('S3', '/s3/pricing/', 5, 'million PUT, LIST'),
  s3_get:               of('S3', '/s3/pricing/', 0.4, 'million GET'),
  s3_move:              of('S3', '/s3/pricing/', 20, 'million to Glacier IR'),
  kms_key:              of('KMS', '/kms/pricing/', 1, 'keys'),
  kms_request:          of('KMS', '/kms/pricing/', 3, 'million requests', 0.02),
  dynamodb_write:       of('DynamoDB', '/dynamodb/pricing/on-demand/', 0.625, 'million write units'),
  dynamodb_read:        of('DynamoDB', '/dynamodb/pricing/on-demand/', 0.125, 'million read units'),
  dynamodb_kept:        of('DynamoDB', '/dynamodb/pricing/on-demand/', 0.25, 'GB-month', 25),
  dynamodb_recovery:    of('DynamoDB', '/dynamodb/pricing/on-demand/', 0.2, 'GB-month (PITR)'),
  glue_request:         of('Glue', '/glue/pricing/', 1, 'million requests', 1),
  glue_object:          of('Glue', '/glue/pricing/', 10, 'million objects', 1),
  glue_crawler:         of('Glue', '/glue/pricing/', 0.44, 'DPU-hour'),
  athena_read:          of('Athena', '/athena/pricing/', USD_PER_TB, 'TB'),
  logs_in:              of('CloudWatch', '/cloudwatch/pricing/', 0.5, 'GB of logs', 5),
  logs_kept:            of('CloudWatch', '/cloudwatch/pricing/', 0.03, 'GB-month of logs'),
  metric:               of('CloudWatch', '/cloudwatch/pricing/', 0.3, 'metrics', 10),
  alarm:                of('CloudWatch', '/cloudwatch/pricing/', 0.1, 'alarms (by metric)', 10),
  board:                of('CloudWatch', '/cloudwatch/pricing/', 3, 'dashboards', 3),
  trace:                of('X-Ray', '/xray/pricing/', 5, 'million traces', 0.1),
  schedule:             of('EventBridge', '/eventbridge/pricing/', 1, 'million calls', 14),
  quicksight_author:    of('QuickSight', '/quicksight/pricing/', 24, 'authors'),
  quicksight_reader:    of('QuickSight', '/quicksight/pricing/', 3, 'readers'),
} as const satisfies Readonly<Record<string, Price>>

export type PriceName = keyof typeof prices
