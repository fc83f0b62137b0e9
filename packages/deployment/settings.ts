// Names, sizes and switches of each stage. stacks/ deploys by them, `clickstream cost` counts by them.

export interface Settings {
  readonly region: string
  readonly stream: {
    /** on-demand grows by itself; provisioned is cheaper where the load is known, and has as many `shards` as are told. */
    readonly mode: 'on-demand' | 'provisioned'
    readonly shards: number
    readonly retention_hours: number
  }
  readonly collector: {
    readonly memory_mib: number
    /** Origins whose pages may send; none: any. */
    readonly allowed_origins: readonly string[]
    /**
     * A WAF rule: the most requests an address may make in five minutes; null: no WAF. It is US$ 6 a month and 0.60 a million
     * requests, and worth it where write keys are in public pages.
     */
    readonly rate_rule: number | null
    /** Rejected events by a Firehose of their own, so that a broken client never takes the stream's room from others. */
    readonly rejected_apart: boolean
  }
  readonly transform: {
    readonly memory_mib: number
    readonly timeout_s: number
    /** Records; Lambda's payload bounds it to 6 MiB, too. */
    readonly batch_size: number
    /** How long a batch may wait to fill, at most 300: freshness against the number of files. */
    readonly window_s: number
    readonly retries: number
    /**
     * Older records are put into the bucket untried, for the job redrive. Less than the stream keeps them: what it lets go
     * nobody keeps.
     */
    readonly max_age_s: number
    /** Hours in which an event_id that comes again is dropped as it comes; compaction looks at 24 in any case. */
    readonly repeat_hours: number
  }
  readonly archive: {
    /**
     * What writes the raw archive: Firehose, billed by 5 KiB a record, each record once or more; or a Lambda function on the
     * stream (the laptop's), each record once, at a fraction of the cost.
     */
    readonly writer: 'firehose' | 'lambda'
    readonly glacier_after_days: number
    /** Null: for good. */
    readonly expire_after_days: number | null
  }
  readonly jobs: {
    readonly memory_mib: number
    readonly timeout_s: number
    /** What DuckDB may spill to, MiB. */
    readonly disk_mib: number
    /** Keeps a job from running twice at once. An account's limit of 10 concurrent executions does not allow it. */
    readonly reserve_concurrency: boolean
    /** Days of what is kept, as RETAIN has it; null: for good. */
    readonly retain: string | null
  }
  readonly query: {
    /** A statement that would read more is stopped, bytes. */
    readonly cutoff_bytes: number
    /**
     * Minutes for which the viewer takes an answer again that Athena gave to the same statement, unbilled, whatever has arrived
     * since; 0: never.
     */
    readonly reuse_minutes: number
    readonly results_expire_after_days: number
  }
  readonly report: {
    /** The QuickSight user or group that owns what is made, an ARN; null: no QuickSight. */
    readonly quicksight_principal: string | null
    /** Our own viewer as a Lambda function behind a token. */
    readonly viewer: boolean
  }
  /** Counts per minute for the Live sheet. */
  readonly live: boolean
  readonly observe: {
    /** Who is told of alarms; null: the topic has no subscriber yet. */
    readonly email: string | null
    /** A budget: people are told of a day that has cost more, US$; null: none. */
    readonly daily_cost_usd: number | null
    /** Traces of what works in batches; never of what is called for each request. */
    readonly tracing: boolean
    readonly log_days: 3 | 7 | 14 | 30 | 90
  }
}

const personal: Settings = {
  region: 'us-east-1',
  // One shard takes 1,000 events a second, some 20 million a day, for a third of what an idle on-demand stream costs.
  stream: { mode: 'provisioned', shards: 1, retention_hours: 24 },
  collector: { memory_mib: 512, allowed_origins: [], rate_rule: null, rejected_apart: true },
  transform: {
    memory_mib: 1024,
    timeout_s: 120,
    batch_size: 10_000,
    window_s: 60,
    retries: 10,
    max_age_s: 20 * 3600,
    repeat_hours: 24,
  },
  archive: { writer: 'firehose', glacier_after_days: 90, expire_after_days: null },
  jobs: {
    memory_mib: 2048,
    timeout_s: 900,
    disk_mib: 4096,
    reserve_concurrency: false,
    retain: null,
  },
  query: { cutoff_bytes: 10 * 1024 ** 3, reuse_minutes: 0, results_expire_after_days: 7 },
  report: { quicksight_principal: null, viewer: true },
  live: true,
  observe: { email: null, daily_cost_usd: 5, tracing: false, log_days: 7 },
}

const staging: Settings = {
  ...personal,
  jobs: { ...personal.jobs, reserve_concurrency: true },
  observe: { ...personal.observe, tracing: true, log_days: 14 },
}

const production: Settings = {
  ...staging,
  // The second day costs more than the shard: it is the night and the day until somebody has mended what stands still.
  // Short of shards, the alarm `stream-full` rings; an unknown or a jumping load is better off on-demand.
  stream: { ...personal.stream, retention_hours: 48 },
  transform: { ...staging.transform, memory_mib: 1769, max_age_s: 40 * 3600, repeat_hours: 6 },
  jobs: { ...staging.jobs, memory_mib: 6144, disk_mib: 10_240, retain: 'rejected=90' },
  query: { ...staging.query, cutoff_bytes: 100 * 1024 ** 3 },
  observe: { ...staging.observe, daily_cost_usd: 100, log_days: 30 },
}

/** Stages with settings of their own; every other name is somebody's personal one. */
export const stages: Readonly<Record<string, Settings>> = { staging, production }

/** A personal stage goes with its data when it is removed; these two keep theirs. */
export const isKept = (stage: string): boolean => Object.hasOwn(stages, stage)

/** What names of AWS leave room for, beside the app's own and a part's. */
const STAGE = /^[a-z][a-z0-9-]{0,19}$/

/** @throws RangeError for a stage that cannot be part of every name */
export function settingsOf(stage: string): Settings {
  if (!STAGE.test(stage)) {
    throw new RangeError(`stage: expected 1 to 20 lower-case letters, digits and hyphens, a letter first, got ${stage}`)
  }
  return Object.hasOwn(stages, stage) ? stages[stage]! : personal
}
