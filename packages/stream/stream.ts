// The seam between collect and transform: ordered, durable records. SQLite here, Kinesis on AWS; the limits are Kinesis's.

/** The most records and bytes (data + partition keys) in one put, and the most bytes (data + partition key) in one record. */
export const MAX_PUT_RECORDS = 500
export const MAX_PUT_BYTES = 10 * 1024 * 1024
export const MAX_RECORD_BYTES = 1024 * 1024
/** The most data a read returns where the reader sets no bound. */
export const READ_BYTES = 10 * 1024 * 1024

export interface NewRecord {
  /**
   * Records with one key keep their order: the visitor's anonymous_id. 1 to 256 characters. But for one case: a record that
   * Kinesis refuses at first comes after those that it took of the same put.
   */
  readonly partition_key: string
  readonly data: Uint8Array
}

export interface StreamRecord extends NewRecord {
  /** Decimal digits, growing along a shard; compare as numbers of any length, never as doubles. */
  readonly sequence_number: string
  /** When the stream took it, ms since 1970. */
  readonly arrived_at: number
}

/** Whose checkpoints are meant where no consumer is named. */
export const DEFAULT_CONSUMER = 'transform'
/** Who keeps the records as they came. */
export const ARCHIVE_CONSUMER = 'archive'

/** Where a record was put. */
export interface Placed {
  readonly shard: string
  readonly sequence_number: string
}

/** Where reading starts: at the oldest record kept, or after one already read. */
export type Position = 'oldest' | { readonly after: string }

export interface Stream {
  /**
   * Keeps the records and resolves only when they survive a power cut: where each went, in their order. No records are no
   * error. A put that fails has kept nothing on SQLite; Kinesis may have taken some, and has them twice when they are put
   * again: what must count once has an id.
   * @throws StreamBusy when it cannot keep up or the disk is full: try again later.
   * @throws RangeError when a limit above is broken: nothing was kept.
   */
  put(records: readonly NewRecord[]): Promise<Placed[]>
  /**
   * At most `limit` records of a shard in order, and at most `max_bytes` of data (but always one, if there is one;
   * default READ_BYTES).
   * @throws RangeError for a shard, position or limit that cannot be.
   */
  read(shard: string, from: Position, limit: number, max_bytes?: number): Promise<StreamRecord[]>
  /** The shards' names, such as shardId-000000000000. */
  shards(): Promise<string[]>
  close(): Promise<void>
}

/** The stream cannot take more just now. */
export class StreamBusy extends Error {
  override name = 'StreamBusy'
  readonly retryAfterSeconds: number
  constructor(why: string, retryAfterSeconds: number) {
    super(why)
    this.retryAfterSeconds = retryAfterSeconds
  }
}
