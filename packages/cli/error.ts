/** Exit codes: the work failed; the command line was wrong. */
export const FAILED = 1
export const WRONG_USAGE = 2

/** What a person did or met, said so that they can mend it. Caught once, in main.ts, and printed without a stack. */
export class CliError extends Error {
  override name = 'CliError'
  /** What to do about it; lines of text. */
  readonly mend: string | undefined
  readonly exitCode: number

  constructor(message: string, mend?: string, exitCode: number = FAILED) {
    super(message)
    this.mend = mend
    this.exitCode = exitCode
  }
}

/** The command line is wrong: exit code 2. */
export function wrongUsage(message: string, mend?: string): CliError {
  return new CliError(message, mend, WRONG_USAGE)
}
