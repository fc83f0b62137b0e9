// What the Rejected page and the server say to one another. Types alone; every text in it may be a stranger's.

/** GET /api/rejected?days=7&app=APP */
export interface RejectedAnswer {
  /** First day (UTC) that is looked at, YYYY-MM-DD. */
  readonly since: string
  /** Payloads, by reason the most first. */
  readonly reasons: readonly ReasonEntry[]
  readonly total: number
  /** Apps that something was rejected of, the most first; null is unknown. */
  readonly apps: readonly { readonly app: string | null; readonly count: number }[]
  /** Every payload that arrived before this is in it (ISO 8601); null when that is not known. */
  readonly complete_up_to: string | null
}

export interface ReasonEntry {
  readonly reason_code: string
  readonly count: number
  /** ISO 8601 */
  readonly last_at: string
  /** A count for each day since `since`, today's last. */
  readonly days: readonly number[]
  /** What it means and what a developer does about it. */
  readonly about: string
  readonly mend: string
  /** Who sends it, the most first; of many, the first some. */
  readonly senders: readonly SenderEntry[]
  /** The newest. */
  readonly examples: readonly ExampleEntry[]
  /** Tells the fields at fault, the most frequent first; null where it is none. */
  readonly fields: readonly { readonly field: string | null; readonly count: number }[]
}

export interface SenderEntry {
  readonly app: string | null
  readonly dialect: string | null
  readonly sdk: string | null
  readonly sdk_version: string | null
  readonly count: number
}

export interface ExampleEntry {
  readonly received_at: string
  readonly app: string | null
  readonly dialect: string | null
  readonly event_id: string | null
  readonly field: string | null
  readonly reason: string
  /** Indented, without addresses and secrets. */
  readonly payload: string
  /** The payload goes on; `characters` is how much of it there is, as far as it was kept in one piece. */
  readonly isCut: boolean
  readonly characters: number
}

/** GET /api/tail, server-sent events: `records` with TailRecords, `state` with TailState at once and every 15 s. */
export interface TailRecords {
  /** In the order of their arrival. */
  readonly entries: readonly TailEntry[]
  /** How many others came meanwhile and are not shown. */
  readonly dropped: number
}

export interface TailEntry {
  /** Where it stands in the stream; nothing else has the same. */
  readonly id: string
  /** ISO 8601 */
  readonly received_at: string
  readonly isAccepted: boolean
  readonly event_type: string | null
  readonly app: string | null
  readonly dialect: string | null
  readonly sdk: string | null
  readonly sdk_version: string | null
  readonly event_id: string | null
  readonly reason_code: string | null
  readonly field: string | null
  readonly reason: string | null
  /** Indented, without addresses and secrets, perhaps cut. */
  readonly payload: string
  readonly isCut: boolean
}

export interface TailState {
  /** running: a pipeline takes events · idle: there is a stream, and no pipeline · absent: nothing ever came · remote: the stream is not on this machine. */
  readonly pipeline: 'running' | 'idle' | 'absent' | 'remote'
  readonly message: string
  /** A command that starts what is missing. */
  readonly command?: string
}
