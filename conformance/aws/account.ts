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

/** @returns its name, for s3:// */
export async function makeBucket(): Promise<string> {
  const bucket = nameNext('lake')
  await new s3.S3Client().send(new s3.CreateBucketCommand({ Bucket: bucket }))
  return bucket
}

/** @returns its name, for kinesis: */
export async function makeStream(shards = 2): Promise<string> {
  const name = nameNext('stream')
  // HTTP/1.1, as moto speaks no other.
  const client = new kinesis.KinesisClient({ requestHandler: new NodeHttpHandler() })
  await client.send(new kinesis.CreateStreamCommand({ StreamName: name, ShardCount: shards }))
  await kinesis.waitUntilStreamExists({ client, maxWaitTime: 30, minDelay: 1 }, { StreamName: name })
  return name
}

/**
 * The DynamoDB table that is the truth, and a Glue database with the tables of packages/events over a bucket.
 * @param prefix where the lake begins in it, ends in /
 * @returns their names, for glue:<database>/<table>
 */
export async function makeCatalog(bucket: string, prefix = ''): Promise<{ database: string; table: string }> {
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
  return { database, table }
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

/** What Glue has of a table: as Athena would read it. */
export async function listPartitions(
  DatabaseName: string,
  TableName: string,
): Promise<{ values: string[]; location: string; columns: number; serde: string }[]> {
  const client = new glue.GlueClient()
  const found = []
  for await (const { Partitions = [] } of glue.paginateGetPartitions({ client }, { DatabaseName, TableName })) {
    for (const { Values = [], StorageDescriptor: rest } of Partitions) {
      const { SerializationLibrary: serde = '' } = rest?.SerdeInfo ?? {}
      found.push({ values: Values, location: rest?.Location ?? '', columns: rest?.Columns?.length ?? 0, serde })
    }
  }
  return found
}
