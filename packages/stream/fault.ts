// What an AWS service answered in place of a result: whether it passes, and in words that say how to mend it.

interface Fault {
  readonly name?: unknown
  readonly code?: unknown
  readonly message?: unknown
  readonly $fault?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const THROTTLED = new Set([
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottlingException',
  'TooManyRequestsException',
])
const UNREACHED = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'RequestTimeout',
  'TimeoutError',
])
const DENIED = new Set(['AccessDeniedException', 'AccessDenied', 'KMSAccessDeniedException'])
const UNKNOWN = new Set([
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
])

/** AWS has no such thing, or it is not allowed to us: whoever runs this can mend it. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Whether the same request may well succeed in a moment: too much at once, an error of the service's own, no connection. */
export function isPassing(error: unknown): boolean {
  const { name, code, $fault, $metadata } = (error ?? {}) as Fault
  if (THROTTLED.has(String(name)) || UNREACHED.has(String(name)) || UNREACHED.has(String(code))) return true
  return $fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500
}

/** The error's name, as AWS calls it; Node's code where AWS was not reached. */
export function faultName(error: unknown): string {
  const { name = 'Error', code } = (error ?? {}) as Fault
  return String(name === 'Error' && code !== undefined ? code : name)
}

/**
 * The error to throw: it says which permission or resource is missing, else it is the one that came.
 * @param action such as kinesis:PutRecords
 * @param resource such as `stream clicks`
 */
export function explainFault(error: unknown, action: string, resource: string): Error {
  const name = faultName(error)
  const why = String((error as Fault | null)?.message ?? error)
  const words = (text: string) => new Refusal(text, { cause: error })
  if (DENIED.has(name)) return words(`${resource}: expected to be allowed ${action}, got ${name}: ${why}`)
  if (name === 'ResourceNotFoundException') {
    return words(`${resource}: expected it to exist, got ${name}; \`npx sst deploy\` makes it (${why})`)
  }
  if (UNKNOWN.has(name)) {
    return words(`${resource}: expected AWS credentials that hold, got none; AWS_PROFILE names them (${name}: ${why})`)
  }
  if (why.includes('Region is missing')) return words(`${resource}: expected AWS_REGION to say where it is, got none`)
  return error instanceof Error ? error : new Error(`${resource}: ${action} failed: ${why}`, { cause: error })
}
