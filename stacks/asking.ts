// The rights of whoever asks Athena: this workgroup, our tables and no others, and the place of its answers.
import { queryable } from '@clickstream/events/tables'
import { account, region } from './app.ts'
import type { Lake } from './lake.ts'
import { encryption, mirrorRights, names, objects } from './rights.ts'
import type { Statement } from './role.ts'

const TABLES = Object.keys(queryable)
/** Where tables have their files, as they landed and as jobs wrote them anew; and where answers go. */
const FILES = [...TABLES, 'versions'].map(name => `${name}/`)
const ANSWERS = 'athena/'

export function askingRights(lake: Lake, workgroup: aws.athena.Workgroup): Statement[] {
  return [
    {
      actions: [
        'athena:StartQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StopQueryExecution',
      ],
      resources: [workgroup.arn],
    },
    mirrorRights(lake, TABLES, 'read'),
    // Athena looks whether there is a database of this name, whatever is asked.
    { actions: ['glue:GetDatabase'], resources: ['catalog', 'database/default'].map(glue) },
    objects(lake, 'read', [...FILES, ANSWERS]),
    objects(lake, 'write', [ANSWERS]),
    { actions: ['s3:ListMultipartUploadParts'], resources: [$interpolate`${lake.bucket.arn}/${ANSWERS}*`] },
    names(lake, [...FILES, ANSWERS]),
    { actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], resources: [lake.bucket.arn] },
    encryption(lake, 'write'),
  ]
}

const glue = (resource: string) => $interpolate`arn:aws:glue:${region}:${account}:${resource}`
