// What AWS said no to, in words that say what to change.

/** What was asked of AWS: the action as a policy names it, and the thing it was asked of. */
export interface Asked {
  /** s3:GetObject */
  readonly action: string
  /** s3://bucket/key, or such as `DynamoDB table catalog` */
  readonly resource: string
}

/** AWS has no such thing, it is not allowed to us, or nobody answers where we ask: whoever runs this can mend it. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** The SDK waits for a connection so long, and so long for the next byte, ms. */
export const CONNECT_MS = 3000
export const IDLE_MS = 20_000

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled', 'Forbidden', '403'])
const MISSING = new Set(['NoSuchBucket', 'ResourceNotFoundException', 'EntityNotFoundException'])
const UNKNOWN = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])
/** Node's codes where no AWS answered: a region that is none, or no network. */
const UNREACHED = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'ENOTFOUND'])

/** The error that a person is to see in the place of the SDK's; any other comes back as it is. */
export function explain(error: unknown, { action, resource }: Asked): unknown {
  const name = nameOf(error)
  const said = `${name}: ${String((error as Error)?.message ?? error).slice(0, 300)}`
  const tell = (text: string) => new Refusal(`${resource}: ${text} (${said})`, { cause: error })
  if (DENIED.has(name)) return tell(`expected to be allowed ${action}, was not; the policy of who asks lacks it`)
  if (MISSING.has(name)) return tell('expected it to be there, it is not; `npx sst deploy` makes it')
  if (UNKNOWN.has(name)) return tell('expected AWS credentials that hold, got none; AWS_PROFILE names them')
  if (said.includes('Region is missing')) return tell('expected AWS_REGION to say where it is, got none')
  if (UNREACHED.has(String((error as { code?: unknown } | null)?.code))) {
    return tell('expected an answer of AWS, reached nobody; is AWS_REGION right, and this machine on the network?')
  }
  return error
}

/** The name by which AWS calls an error; empty for what is none. */
export function nameOf(error: unknown): string {
  return String((error as { name?: unknown } | null)?.name ?? '')
}
