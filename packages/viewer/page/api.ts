// Asks the server, and says in words what went wrong.
import type { ErrorAnswer } from '../wire.ts'

/** A failure to show where it happened. */
export class ApiError extends Error {
  override name = 'ApiError'
  /** What to do about it. */
  readonly hint: string | undefined
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number

  constructor(message: string, status: number, hint?: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

/**
 * GET, or POST of `body`, as JSON. A path begins with /api.
 * @throws ApiError, and the AbortError of `signal`.
 */
export async function ask<T>(
  path: string,
  { signal, body }: { signal?: AbortSignal; body?: unknown } = {},
  fetchNow: typeof fetch = fetch,
): Promise<T> {
  let response: Response
  try {
    response = await fetchNow(path, {
      ...(signal ? { signal } : {}),
      ...(body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (error) {
    if (isAbort(error)) throw error
    throw new ApiError('The server cannot be reached.', 0, 'Is clickstream running? Start it with: npx clickstream dev')
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as T
  const { error, hint } = (answer ?? {}) as Partial<ErrorAnswer>
  throw new ApiError(error ?? `The server answered ${response.status}.`, response.status, hint)
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
