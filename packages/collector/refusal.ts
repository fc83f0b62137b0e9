/** A request the collector does not take: the status it answers with and words that say how to mend it. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: RefusalStatus
  readonly headers: Readonly<Record<string, string>>
  constructor(status: RefusalStatus, why: string, headers: Readonly<Record<string, string>> = {}) {
    super(why)
    this.status = status
    this.headers = headers
  }
}

export type RefusalStatus = 400 | 401 | 403 | 413 | 415 | 429 | 503

/** The refusal that asks the client to come again. */
export function refuseForNow(status: 429 | 503, why: string, retryAfterSeconds: number): Refusal {
  return new Refusal(status, why, { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) })
}
