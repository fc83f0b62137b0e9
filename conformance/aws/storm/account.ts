// What the storm goes over: an account in memory, or moto's.
import { DynamoTable } from '@clickstream/lake/dynamodb'
import { GlueDatabase } from '@clickstream/lake/glue'
import { GlueCatalog } from '@clickstream/lake/glue-catalog'
import { S3Store } from '@clickstream/lake/s3'
import type { Store } from '@clickstream/lake/store'
import { type KinesisApi, openKinesis } from '@clickstream/stream/kinesis-client'
import { listPartitions, makeBucket, makeCatalog, makeStream } from '../account.ts'
import { type Forecast, Weather } from './weather.ts'

/** One process's way to the lake. */
export interface House {
  readonly store: Store
  readonly catalog: GlueCatalog
  readonly isDead: () => boolean
}

export interface Account {
  /** Where the lake's keys begin. */
  readonly url: string
  makeStream(shards: number): Promise<{ readonly name: string; readonly api: KinesisApi }>
  open(forecast: Forecast): House
  /** What Glue has. */
  listPartitions(table: string): Promise<{ readonly values: readonly string[]; readonly location: string }[]>
}

export async function openMoto(): Promise<Account> {
  const bucket = await makeBucket()
  const { database, table } = await makeCatalog(bucket)
  return {
    url: `s3://${bucket}/`,
    makeStream: async shards => ({ name: await makeStream(shards), api: await openKinesis() }),
    open: forecast => {
      const weather = new Weather(forecast)
      const client = { requestHandler: weather }
      const glue = new GlueDatabase(database, { client })
      const catalog = new GlueCatalog(new DynamoTable(table, { client }), glue, { log: () => {} })
      return { store: new S3Store(bucket, '', { client }), catalog, isDead: () => weather.isDead }
    },
    listPartitions: name => listPartitions(database, name),
  }
}
