// What Athena refuses or fails at, in words that say who can mend it: whoever asks, or whoever deploys.
import type { AthenaPlace, Execution } from './athena-client.ts'
import { EngineError, QueryError } from './engine.ts'

const DEPLOY = 'npx sst deploy makes it'
const GRANT = 'the role or user that asks needs it'

/** Why a statement that began has no answer. */
export function explainExecution({ id, state, reason, category }: Execution, place: AthenaPlace): Error {
  const words = plain(reason)
  if (/bytes scanned limit/i.test(words)) {
    return new QueryError(
      `statement: expected to read at most what workgroup ${place.workgroup} allows, would read more: filter on app and on the table's date, or select fewer columns`,
    )
  }
  if (state === 'CANCELLED') return new QueryError('statement: expected to run to its end, somebody stopped it')
  if (isMissing(place.database, words)) {
    return new EngineError(`database: expected ${place.database} in Glue, it is not there; ${DEPLOY}`)
  }
  // Athena says a missing right in words of the service that it lacks it of; S3 calls it 403.
  if (isDenial(words)) {
    return new EngineError(`permission: expected what the statement takes, ${GRANT}: ${words}`)
  }
  if (category === 2 || USER.test(words)) return new QueryError(words)
  return new EngineError(`Athena: expected an answer, statement ${id} failed: ${words || 'without a word why'}`)
}

/** Whether it is our own database that is not there, and not another that the statement names. */
function isMissing(database: string, words: string): boolean {
  const [, schema, other] = /Schema '?([^\s']+)'? does not exist|database ([^\s:]+) not found/i.exec(words) ?? []
  return (schema ?? other)?.split('.').at(-1)?.toLowerCase() === database
}

/** The statement is at fault, by the names that Trino has for it. */
const USER =
  /^(?:[A-Z_]*(?:SYNTAX|NOT_FOUND|MISMATCH|INVALID|AMBIGUOUS|NOT_SUPPORTED|DUPLICATE|EXCEEDED|EXHAUSTED|DIVISION_BY_ZERO|OUT_OF_RANGE|NUMERIC_VALUE|MISSING|EXPRESSION)[A-Z_]*: |line \d+:\d+: )/

/** Whether the same statement may be answered when it is asked again: files may have been swept while it read them. */
export function mayHelp({ state, reason, is_retryable }: Execution): boolean {
  const isGone = /HIVE_CANNOT_OPEN_SPLIT|NoSuchKey|HIVE_FILE_NOT_FOUND|Status Code: 404/i.test(reason)
  return state === 'FAILED' && (is_retryable || isGone)
}

/** By the name of an exception of AWS's. */
const REFUSALS: Readonly<Record<string, (message: string, place: AthenaPlace, action: string) => Error>> = {
  InvalidRequestException(message, { workgroup }) {
    if (/work ?group .*(?:not found|does not exist)/i.test(message)) {
      return new EngineError(`ENGINE: expected a workgroup of Athena, ${workgroup} is not there; ${DEPLOY}`)
    }
    if (/output location/i.test(message)) {
      return new EngineError(
        `workgroup ${workgroup}: expected a place for results, it has none (${message}); npx sst deploy gives it one`,
      )
    }
    return new QueryError(message)
  },
  MetadataException: (message, { database }) =>
    new EngineError(`database: expected ${database} in Glue, got ${message}; ${DEPLOY}`),
  AccessDeniedException: (message, { workgroup }, action) =>
    new EngineError(`permission: expected athena:${action} on workgroup ${workgroup}, ${GRANT}: ${message}`),
  TooManyRequestsException: message =>
    new EngineError(`Athena: expected room for one more statement, got none: ${message}; try again in a while`),
  ThrottlingException: message =>
    new EngineError(`Athena: expected room for one more statement, got none: ${message}; try again in a while`),
  CredentialsProviderError: message =>
    new EngineError(
      `credentials: expected those of an AWS account, got none (${message}); aws sso login, or AWS_PROFILE`,
    ),
  ExpiredTokenException: message =>
    new EngineError(`credentials: expected ones that hold, got ones of before (${message}); log in again`),
  UnrecognizedClientException: message =>
    new EngineError(`credentials: expected those of an AWS account, got others (${message})`),
  InvalidSignatureException: message =>
    new EngineError(`credentials: expected those of an AWS account, got others (${message})`),
}

/** Node's codes where no AWS answered: a region that is none, or no network. */
const UNREACHED = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'ENOTFOUND'])

/** What AWS's client threw when asked for an action of Athena's, such as StartQueryExecution; all else as it is. */
export function explainRefusal(error: unknown, place: AthenaPlace, action: string): unknown {
  if (!(error instanceof Error)) return error
  if (/region is missing/i.test(error.message)) {
    return new EngineError('AWS_REGION: expected the region that was deployed to, got none')
  }
  if (UNREACHED.has(String((error as NodeJS.ErrnoException).code))) {
    const words = `expected an answer, reached nobody (${error.message})`
    return new EngineError(`Athena: ${words}; is AWS_REGION right, and this machine on the network?`, { cause: error })
  }
  const explain = Object.hasOwn(REFUSALS, error.name) ? REFUSALS[error.name] : undefined
  const explained = explain?.(plain(error.message), place, action)
  if (explained !== undefined) explained.cause = error
  return explained ?? error
}

function isDenial(words: string): boolean {
  return /not authorized to perform|insufficient permissions|access denied|AccessDenied|PERMISSION_DENIED/i.test(words)
}

/** Athena's words without what it adds for its own support. */
function plain(words: string): string {
  return words
    .replace(/\s*This query ran against the [\s\S]*$/, '')
    .replace(/\s*(?:Please post the error message|If this query ran against)[\s\S]*$/, '')
    .replace(/^Queries of this type are not supported$/, 'statement: expected one that Athena runs, got another')
    .trim()
}
