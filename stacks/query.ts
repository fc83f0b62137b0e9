// Where people ask: Athena's workgroup, and in it each saved query, to be opened in the console; where Athena allows it, also
// to be run by its name.
import { join } from 'node:path'
import { isPreparable } from '@clickstream/deployment/prepared'
import { loadLibrary } from '@clickstream/query/library'
import { account, kept, nameOf, settings } from './app.ts'
import { askingRights } from './asking.ts'
import type { Lake } from './lake.ts'

export async function query(lake: Lake) {
  const { key, bucket, database } = lake
  const { reuse_minutes } = settings.query
  const workgroup = new aws.athena.Workgroup('QueryWorkgroup', {
    name: nameOf('query'),
    description: `Questions to ${$app.name}, stage ${$app.stage}: what one may read is limited, what it answers is encrypted`,
    forceDestroy: !kept,
    configuration: {
      // Nobody may ask for another place, key or engine. That an answer may be taken again is said with each question, by who
      // asks (ENGINE's ?reuse=), and is no setting of a workgroup.
      enforceWorkgroupConfiguration: true,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      bytesScannedCutoffPerQuery: settings.query.cutoff_bytes,
      publishCloudwatchMetricsEnabled: true,
      requesterPaysEnabled: false,
      resultConfiguration: {
        outputLocation: $interpolate`s3://${bucket.bucket}/athena/`,
        expectedBucketOwner: account,
        encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: key.arn },
      },
    },
  })

  const saved = await loadLibrary(join($cli.paths.root, 'queries'))
  for (const { name, title, about, sql, text } of saved) {
    new aws.athena.NamedQuery(`QueryNamed-${name}`, {
      name: title,
      description: about.slice(0, MOST_DESCRIPTION),
      database: database.name,
      workgroup: workgroup.name,
      query: text,
    })
    if (!isPreparable(sql)) continue
    // Without its header, which is for people.
    new aws.athena.PreparedStatement(`QueryPrepared-${name}`, {
      name,
      description: about.slice(0, MOST_DESCRIPTION),
      workgroup: workgroup.name,
      queryStatement: sql.trim(),
    })
  }

  return {
    workgroup,
    /** ENGINE, as functions have it in their environment. */
    engineUrl: $interpolate`athena:${workgroup.name}/${database.name}${reuse_minutes > 0 ? `?reuse=${reuse_minutes}` : ''}`,
    /** What asking takes. */
    statements: askingRights(lake, workgroup),
  }
}

/** Athena's limit, characters. */
const MOST_DESCRIPTION = 1024

export type Asked = Awaited<ReturnType<typeof query>>
