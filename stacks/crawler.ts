// Looks at what nobody registers: the raw archive, as tables crawled_…. Our own tables are not its business: it has a prefix of
// its own, no right to touch another table, and a policy that changes nothing it has found before.
import { account, kept, nameOf, region } from './app.ts'
import { makeRole } from './role.ts'

const PREFIX = 'crawled_'

export function makeCrawler(of: { key: aws.kms.Key; bucket: aws.s3.Bucket; database: aws.glue.CatalogDatabase }) {
  const { key, bucket, database } = of
  const glue = (resource: $util.Input<string>) => $interpolate`arn:aws:glue:${region}:${account}:${resource}`
  const role = makeRole('CrawlerRole', 'crawler', 'glue.amazonaws.com', [
    { actions: ['s3:GetObject'], resources: [$interpolate`${bucket.arn}/raw/*`] },
    {
      actions: ['s3:ListBucket'],
      resources: [bucket.arn],
      condition: { StringLike: { 's3:prefix': ['raw', 'raw/*'] } },
    },
    { actions: ['s3:GetBucketLocation'], resources: [bucket.arn] },
    { actions: ['kms:Decrypt'], resources: [key.arn] },
    {
      actions: [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        'glue:CreateTable',
        'glue:UpdateTable',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
        'glue:BatchCreatePartition',
        'glue:UpdatePartition',
      ],
      resources: [
        glue('catalog'),
        glue($interpolate`database/${database.name}`),
        glue($interpolate`table/${database.name}/${PREFIX}*`),
      ],
    },
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:CreateLogGroup'],
      resources: [
        // The group is Glue's, one for all crawlers of the account; we may write streams into it.
        $interpolate`arn:aws:logs:${region}:${account}:log-group:/aws-glue/crawlers`,
        $interpolate`arn:aws:logs:${region}:${account}:log-group:/aws-glue/crawlers:log-stream:*`,
      ],
    },
  ])
  return new aws.glue.Crawler('RawCrawler', {
    name: nameOf('raw'),
    description: 'The raw archive as a table for Athena',
    databaseName: database.name,
    tablePrefix: PREFIX,
    role: role.arn,
    s3Targets: [{ path: $interpolate`s3://${bucket.bucket}/raw/` }],
    // A run costs US$ 0.15 at least: weekly, and on a personal stage when somebody starts it.
    ...(kept && { schedule: 'cron(30 4 ? * SUN *)' }),
    recrawlPolicy: { recrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
    schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
    configuration: JSON.stringify({
      Version: 1,
      CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
      Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
    }),
  })
}
