// Where everything rests: the key, the bucket, the catalog, and the tables that Athena sees.
import { describeColumns, PARQUET } from '@clickstream/deployment/columns'
import type { Table } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import { keeping, kept, nameOf, stage } from './app.ts'
import { makeBucket } from './bucket.ts'
import { makeCrawler } from './crawler.ts'
import { makeKey } from './key.ts'

export function lake() {
  const key = makeKey()
  const bucket = makeBucket(key)

  const database = new aws.glue.CatalogDatabase('LakeDatabase', {
    name: `${$app.name}_${stage}`.replaceAll('-', '_'),
    description: `Clickstream, stage ${stage}: events, what was rejected, and what jobs derive`,
    locationUri: $interpolate`s3://${bucket.bucket}/`,
  })
  const tables = Object.values(queryable).map((table: Table) => {
    const { columns, partitionKeys } = describeColumns(table)
    return new aws.glue.CatalogTable(`LakeTable-${table.name}`, {
      databaseName: database.name,
      name: table.name,
      description: table.meaning,
      tableType: 'EXTERNAL_TABLE',
      parameters: { EXTERNAL: 'TRUE', classification: 'parquet', 'parquet.compression': 'ZSTD' },
      partitionKeys,
      storageDescriptor: { ...PARQUET, columns, location: $interpolate`s3://${bucket.bucket}/${table.name}/` },
    })
  })

  // Which partition is where, for certain: it has the conditional writes and transactions that Glue has not.
  const catalog = new aws.dynamodb.Table(
    'LakeCatalog',
    {
      name: nameOf('catalog'),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attributes: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      ttl: { attributeName: 'expires_at', enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      deletionProtectionEnabled: kept,
    },
    keeping,
  )

  const crawler = makeCrawler({ key, bucket, database })

  return {
    key,
    bucket,
    database,
    tables,
    catalog,
    crawler,
    /** LAKE and CATALOG, as functions have them in their environment. */
    lakeUrl: $interpolate`s3://${bucket.bucket}`,
    catalogUrl: $interpolate`glue:${database.name}/${catalog.name}`,
  }
}

export type Lake = ReturnType<typeof lake>
