// What the pipeline knows of itself, as tables. They are of no lake: here the catalog and the list of files answer for them
// when they are asked for; on AWS a job writes both beside the lake, runs by day and files anew as a whole.
import type { Table } from './field.ts'

const text = { kind: 'string', nullable: false, source: 'catalog' } as const
const time = { kind: 'timestamp', nullable: false, source: 'catalog' } as const
const count = { kind: 'integer', nullable: false, source: 'catalog' } as const
const large = { kind: 'bigint', nullable: false, source: 'catalog' } as const

/** How a run ended. */
export const outcomes = ['ok', 'failed', 'stopped'] as const

/** What the transform and the jobs did. */
export const runs = {
  name: 'runs',
  meaning: 'What the transform and the jobs did, one row a run; a run that was made again counts once.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'job', meaning: 'What ran: transform, import, or a job such as compact.' },
    { ...text, name: 'run_key', meaning: 'What tells a job\'s runs apart: for the transform, shard and first sequence number of its batch.' },
    { ...time, name: 'started_at', meaning: 'When it began.' },
    { ...time, name: 'finished_at', meaning: 'When it ended.' },
    { ...large, name: 'elapsed_ms', meaning: 'From one to the other.' },
    { ...text, name: 'status', values: outcomes, meaning: 'ok, failed, or stopped (told to end before it was done).' },
    { ...large, name: 'rows_in', meaning: 'Rows it read.' },
    { ...large, name: 'rows_out', meaning: 'Rows it wrote: for the transform, events stored.' },
    { ...large, name: 'rejected', meaning: 'Events that broke the contract.' },
    { ...large, name: 'repeated', meaning: 'Events that were there already, and dropped.' },
    { ...count, name: 'files', meaning: 'Files it wrote.' },
    { ...large, name: 'bytes', meaning: 'Their size.' },
    { ...time, name: 'newest_at', nullable: true, meaning: 'The arrival of the newest record in it; null when it saw none.' },
    { ...text, name: 'detail', nullable: true, meaning: 'What there is to say of it, for a person.' },
    { ...text, name: 'error', nullable: true, meaning: 'What it failed with; null unless status is failed.' },
  ],
  partitions: [{ ...text, name: 'run_date', meaning: 'The day it began, UTC, YYYY-MM-DD.' }],
} as const satisfies Table

/** The lake's files. */
export const files = {
  name: 'files',
  meaning: 'The Parquet files that readers of the lake see now, one row each; what was replaced is not among them.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'table_name', meaning: 'The table it is of.' },
    { ...text, name: 'app', nullable: true, meaning: 'The app whose rows it holds; null for tables that are not by app.' },
    { ...text, name: 'partition_date', nullable: true, meaning: 'The day of its partition: received_date, session_date or event_date, YYYY-MM-DD; null without one.' },
    { ...text, name: 'partition_hour', nullable: true, meaning: 'The hour of its partition, received_hour, 00 to 23; null without one.' },
    { ...text, name: 'partition_path', meaning: 'Its partition as in paths: app=store/received_date=2026-11-23/received_hour=07.' },
    { ...text, name: 'path', meaning: 'Where it is, relative to the lake.' },
    { ...count, name: 'generation', meaning: 'How often its partition was written anew: 0 as events landed, 1 or more once a job such as compact replaced it.' },
    { ...large, name: 'bytes', meaning: 'Its size.' },
    { ...time, name: 'modified_at', meaning: 'When it was written.' },
  ],
  partitions: [],
} as const satisfies Table

export const system = { runs, files } as const
