// What functions may do with what is in the lake stack, by the prefix and by the table.
import { account, region } from './app.ts'
import type { Statement } from './role.ts'

/** What the lake stack makes, as far as rights are on it. */
export interface Stores {
  readonly key: aws.kms.Key
  readonly bucket: aws.s3.Bucket
  readonly database: aws.glue.CatalogDatabase
  readonly catalog: aws.dynamodb.Table
}

const READ = ['s3:GetObject']
const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload']
const actionsOf = { read: READ, write: WRITE, change: [...READ, ...WRITE, 's3:DeleteObject'] } as const

/** Objects under these prefixes (`events/`): read, write, or both and remove. Listing is another right. */
export const objects = ({ bucket }: Stores, what: keyof typeof actionsOf, prefixes: readonly string[]): Statement => ({
  actions: actionsOf[what],
  resources: prefixes.map(prefix => $interpolate`${bucket.arn}/${prefix}*`),
})

/**
 * Names of objects, under these prefixes or all. Only whoever may list all is told by S3 that an object is not there, and
 * not merely that it is not allowed: what reads objects that may be gone needs it so.
 */
export const names = ({ bucket }: Pick<Stores, 'bucket'>, prefixes?: readonly string[]): Statement => ({
  actions: ['s3:ListBucket'],
  resources: [bucket.arn],
  ...(prefixes && { condition: { StringLike: { 's3:prefix': prefixes.map(prefix => `${prefix}*`) } } }),
})

const keyActionsOf = { write: ['kms:GenerateDataKey'], tables: ['kms:Encrypt', 'kms:DescribeKey'] } as const

/** The lake's key: to read, and where it says so to write what is encrypted with it, in DynamoDB's `tables`, too. */
export const encryption = ({ key }: Pick<Stores, 'key'>, ...also: (keyof typeof keyActionsOf)[]): Statement => ({
  actions: ['kms:Decrypt', ...also.flatMap(each => keyActionsOf[each])],
  resources: [key.arn],
})

/** The catalog: what partitions there are, what ran, what was noted. */
export const catalogRights = ({ catalog }: Stores, what: 'read' | 'change'): Statement => ({
  actions: [
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    // Transactions ask for the rights of their parts.
    ...(what === 'change' ? ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'] : []),
  ],
  resources: [catalog.arn],
})

/** The catalog's mirror in Glue, of these tables: partitions, never a table's own description. */
export const mirrorRights = ({ database }: Stores, tables: readonly string[], what: 'read' | 'change'): Statement => ({
  actions: [
    'glue:GetTable',
    'glue:GetPartitions',
    ...(what === 'read'
      ? ['glue:GetDatabase', 'glue:GetTables', 'glue:GetPartition', 'glue:BatchGetPartition']
      : ['glue:BatchCreatePartition', 'glue:BatchUpdatePartition', 'glue:BatchDeletePartition']),
  ],
  resources: [
    'catalog',
    $interpolate`database/${database.name}`,
    ...tables.map(table => $interpolate`table/${database.name}/${table}`),
  ].map(resource => $interpolate`arn:aws:glue:${region}:${account}:${resource}`),
})

/** To read a stream as event source mappings do. */
export const streamRights = (stream: aws.kinesis.Stream): Statement => ({
  actions: [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
  ],
  resources: [stream.arn],
})

/** Lambda puts the batches it gives up under this prefix of the bucket, in the function's name. */
export const FAILED = 'aws/lambda/'

/** To keep them there. */
export const failureRights = (stores: Stores): Statement[] => [
  { actions: ['s3:PutObject'], resources: [$interpolate`${stores.bucket.arn}/${FAILED}*`] },
  names(stores),
]
