// What an API answers instead of what was asked: never a stack, never a path of the machine.
import { QueryError } from '@clickstream/query/engine'
import type { ErrorAnswer } from './wire.ts'

export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 413 | 414 | 415 | 422 | 429 | 500 | 503

/** The request is at fault; the message says subject, expectation, value. */
export class Failure extends Error {
  override name = 'Failure'
  readonly status: FailureStatus
  readonly hint: string | undefined

  constructor(status: FailureStatus, message: string, hint?: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

/** By the name of an error: the question is at fault (400), the dashboard is (422), or the engine cannot be asked (503). */
const STATUSES: Readonly<Record<string, FailureStatus>> = {
  QueryError: 400,
  StateError: 400,
  VisualError: 422,
  EngineError: 503,
}

/** The answer to an error; undefined where it was not expected, and is to be logged. */
export function explainFailure(error: unknown): { status: FailureStatus; body: ErrorAnswer } | undefined {
  if (error instanceof Failure) {
    const { status, message, hint } = error
    return { status, body: { error: message, ...(hint === undefined ? {} : { hint }) } }
  }
  if (!(error instanceof Error)) return undefined
  const status = error instanceof QueryError ? 400 : STATUSES[error.name]
  return status === undefined ? undefined : { status, body: { error: withoutArns(error.message) } }
}

/** Accounts and roles are for whoever deploys, who reads them in the log. */
function withoutArns(words: string): string {
  return words.replace(/arn:aws[\w-]*:[^\s"'()]*[^\s"'().,:]/g, 'arn:…')
}

export const UNEXPECTED: ErrorAnswer = {
  error: 'viewer: an error of its own',
  hint: 'Try again. Its log says more: the terminal in which it runs, or CloudWatch.',
}
