// What the estimate rests on beside the prices: measured on this code, or assumed, each said which.

export interface Figure {
  readonly value: number
  readonly unit: string
  readonly what: string
  /** measured: on two cores of a Xeon at a cloud; counted: in this code or in AWS's documentation; assumed: nobody looked yet. */
  readonly basis: 'measured' | 'counted' | 'assumed'
}

const measured = (value: number, unit: string, what: string): Figure => ({ value, unit, what, basis: 'measured' })
const counted = (value: number, unit: string, what: string): Figure => ({ value, unit, what, basis: 'counted' })
const assumed = (value: number, unit: string, what: string): Figure => ({ value, unit, what, basis: 'assumed' })

// Measured by `npm run bench`, and on 10 million generated events of 30 days, brought in, compacted and derived.
// biome-ignore format: a table reads as a table
export const figures = {
  envelope:        assumed(110, 'bytes', 'that the collector adds to an event'),
  record_facts:    counted(560, 'bytes', "of a record in Lambda's message, beside its data"),
  raw:             measured(131, 'bytes', 'of an event in the raw archive (gzip; sent as 746)'),
  landed_row:      measured(63, 'bytes', 'of an event in a file that lands'),
  landed_file:     measured(13_400, 'bytes', 'of a file that lands, beside its events'),
  compacted:       measured(65, 'bytes', 'of an event in a compacted file'),
  derived:         measured(37, 'bytes', 'of its sessions, rollups, identities …'),
  transform_rate:  measured(73_000, 'events', 'transformed a CPU-second'),
  collect_rate:    measured(14_000, 'requests', 'taken a CPU-second'),
  archive_rate:    measured(34_000, 'events', 'archived a CPU-second'),
  deliver_rate:    measured(50_000, 'events', 'handed back to Firehose a CPU-second'),
  live_rate:       measured(165_000, 'events', 'counted by the minute a CPU-second'),
  compact_rate:    measured(98_000, 'events', 'compacted a CPU-second'),
  sessions_rate:   measured(84_000, 'events', 'made sessions of a CPU-second'),
  rollups_rate:    measured(229_000, 'events', 'counted into rollups a CPU-second'),
  dimensions_rate: measured(352_000, 'events', 'read for links and products a CPU-second'),
  identities_rate: measured(1_250_000, 'events', 'read for identities a CPU-second'),
  lambda_core:     assumed(0.6, 'cores', "of ours in a vCPU of Lambda's (1,769 MiB)"),
  put_wait:        assumed(0.012, 's', 'until Kinesis has taken what a request brings'),
  batch_wait:      assumed(0.3, 's', 'for S3 and DynamoDB, a batch'),
  crawl:           assumed(0.33, 'DPU-h', 'a run of the crawler: two DPUs, 10 min'),
  again:           assumed(0.6, 'days', 'of events that a run of a deriving job reads again'),
  job_start:       assumed(4, 's', "before a job's work: cold start, catalog, lists"),
  merged:          assumed(200, 'bytes', 'of /tmp for an event while its hour is compacted'),
  answer:          assumed(400, 'bytes', "of an answer of the collector's"),
  log_line:        assumed(400, 'bytes', 'of log for a request or batch'),
  traced:          counted(0.05, 'of runs', 'that X-Ray takes where it is on'),
  statements:      counted(21, 'statements', 'to open a sheet: its tiles, and the period before'),
  statement_bytes: measured(6, 'bytes', "of an event that a tile's columns have"),
  period:          counted(28, 'days', 'that a sheet opens with'),
  rejected:        assumed(0.01, 'of events', 'that break the contract'),
  largest_app:     assumed(0.6, 'of events', 'that the larger of two apps sends'),
  months:          assumed(12, 'months', 'that the lake has grown'),
} as const satisfies Readonly<Record<string, Figure>>

export type FigureName = keyof typeof figures

/** The value of a figure, in its unit. */
export const known = (name: FigureName): number => figures[name].value
