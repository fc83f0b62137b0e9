// A synthesised stage's stores, made in the account that the environment points to, by the requests that a deploy would send.

import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Resource } from '../../scripts/synth/synthesis.ts'
import { reveal } from '../deploy/rename.ts'
import { storage } from '../deploy/storage.ts'
import { telling } from '../deploy/telling.ts'

/** What is nothing without the function it tells, or asks for TLS; and what nobody here asks for. */
const LEFT_OUT = new Set([
  'PutBucketNotificationConfiguration',
  'PutBucketPolicy',
  'CreateCrawler',
  'CreateNamedQuery',
  'CreatePreparedStatement',
])
const SERVICES = new Set(['athena', 'dynamodb', 'firehose', 'glue', 'kinesis', 's3'])

export async function deploy(resources: readonly Resource[]): Promise<void> {
  const calls = { ...storage, ...telling }
  const requests = resources.flatMap(({ type, name, inputs }) => calls[type]?.(reveal(inputs), name) ?? [])
  for (const [service, operation, request] of requests) {
    if (!SERVICES.has(service) || LEFT_OUT.has(operation)) continue
    const sdk = await import(`@aws-sdk/client-${service}`)
    const [Client] = Object.keys(sdk).filter(each => /^[A-Z]\w*Client$/.test(each) && !each.startsWith('__'))
    const client = new sdk[Client!]({ requestHandler: new NodeHttpHandler() })
    await client.send(new sdk[`${operation}Command`](request)).catch((error: Error) => {
      throw new Error(`${operation}: ${error.message}`, { cause: error })
    })
  }
}
