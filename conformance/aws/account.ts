// What a stage has before its first event, made in the account that the environment points to, each under a name of its own.
import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as glue from '@aws-sdk/client-glue'
import * as kinesis from '@aws-sdk/client-kinesis'
import * as s3 from '@aws-sdk/client-s3'
import { describeColumns, PARQUET } from '@clickstream/deployment/columns'
import { queryable } from '@clickstream/events/tables'
import { NodeHttpHandler } from '@smithy/node-http-handler'

let made = 0
const nameNext = (kind: string) => `${kind}-${process.pid}-${Date.now().toString(36)}-${made++}`

/** What a process needs to find what was made: LAKE, STREAM, CATALOG. */
export interface Made {
  readonly env: Readonly<Record<string, string>>
}

export async function makeBucket(): Promise<Made & { readonly bucket: string }> {
  const bucket = nameNext('lake')
  await new s3.S3Client().send(new s3.CreateBucketCommand({ Bucket: bucket }))
  return { bucket, env: { LAKE: `s3://${bucket}` } }
}

export async function makeStream(shards = 2): Promise<Made & { readonly name: string }> {
  const name = nameNext('stream')
  // HTTP/1.1, as moto speaks no other.
  const client = new kinesis.KinesisClient({ requestHandler: new NodeHttpHandler() })
  await client.send(new kinesis.CreateStreamCommand({ StreamName: name, ShardCount: shards }))
  await kinesis.waitUntilStreamExists({ client, maxWaitTime: 30, minDelay: 1 }, { StreamName: name })
  return { name, env: { STREAM: `kinesis:${name}` } }
}

/** The DynamoDB table that is the truth, and the Glue database with the tables of packages/events, over a bucket. */
export async function makeCatalog(
  bucket: string,
  prefix = '',
): Promise<Made & { readonly database: string; readonly table: string }> {
  const table = await makeTable()
  const database = nameNext('clicks').replaceAll('-', '_')
  const client = new glue.GlueClient()
  await client.send(new glue.CreateDatabaseCommand({ DatabaseInput: { Name: database } }))
  for (const each of Object.values(queryable)) {
    const { columns, partitionKeys } = describeColumns(each)
    const upper = (all: typeof columns) =>
      all.map(({ name, type, comment }) => ({ Name: name, Type: type, Comment: comment }))
    const TableInput = {
      Name: each.name,
      TableType: 'EXTERNAL_TABLE',
      PartitionKeys: upper(partitionKeys),
      StorageDescriptor: {
        Columns: upper(columns),
        Location: `s3://${bucket}/${prefix}${each.name}/`,
        InputFormat: PARQUET.inputFormat,
        OutputFormat: PARQUET.outputFormat,
        SerdeInfo: { SerializationLibrary: PARQUET.serDeInfo.serializationLibrary },
      },
    }
    await client.send(new glue.CreateTableCommand({ DatabaseName: database, TableInput }))
  }
  return { database, table, env: { CATALOG: `glue:${database}/${table}` } }
}

/** A DynamoDB table with the keys pk and sk. */
export async function makeTable(): Promise<string> {
  const name = nameNext('catalog')
  const client = new dynamodb.DynamoDBClient()
  await client.send(
    new dynamodb.CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map(AttributeName => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  )
  return name
}
