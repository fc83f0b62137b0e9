// Our own viewer, as a function behind CloudFront and a token: it asks Athena what QuickSight would.
import { doors } from '@clickstream/deployment/doors'
import { sizes } from '@clickstream/deployment/sizes'
import { settings } from './app.ts'
import type { Collected } from './collect.ts'
import { makeFront, makeSecret } from './front.ts'
import type { Lake } from './lake.ts'
import { makeFunction, watch } from './lambda.ts'
import type { Counted } from './live.ts'
import type { Asked } from './query.ts'
import { catalogRights } from './rights.ts'

/** packages/viewer/token.ts has it, too: the function does not start with a shorter one. */
export const LEAST_TOKEN = 16

function checkToken(token: string): string {
  if (token.length >= LEAST_TOKEN) return token
  throw new RangeError(
    `ViewToken: expected at least ${LEAST_TOKEN} characters, got ${token.length}; npx sst secret set ViewToken …`,
  )
}

/** @returns undefined where the stage has no viewer */
export function view(lake: Lake, { stream, streamUrl, url }: Collected, asked: Asked, counted: Counted) {
  if (!settings.report.viewer) return undefined
  const secret = makeSecret('ViewSecret')
  const viewer = makeFunction(doors.view, {
    key: lake.key,
    environment: {
      ENGINE: asked.engineUrl,
      CATALOG: lake.catalogUrl,
      LAKE: lake.lakeUrl,
      STREAM: streamUrl,
      COLLECTOR: url,
      ...(counted && { LIVE: counted.liveUrl }),
      VIEW_TOKEN: new sst.Secret('ViewToken').value.apply(checkToken),
      ORIGIN_SECRET: secret,
    },
    statements: [
      ...asked.statements,
      catalogRights(lake, 'read'),
      // Besides Decrypt, of tables that are encrypted with it.
      { actions: ['kms:DescribeKey'], resources: [lake.key.arn] },
      // Up to when the lake is complete: whether anything has arrived since what the transform has noted.
      { actions: ['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'], resources: [stream.arn] },
      ...(counted?.statements ?? []),
    ],
    memory_mib: sizes.view.memory_mib,
    // As long as CloudFront waits.
    timeout_s: 60,
    traced: false,
  })
  const front = makeFront('View', viewer, { about: 'the dashboards', secret })
  return { url: front.url, watched: [watch('door', viewer)] }
}
