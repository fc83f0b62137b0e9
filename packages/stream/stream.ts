// The seam between collect and transform: ordered, durable records. SQLite here, Kinesis on AWS; the limits are Kinesis's.

/** The most records and bytes (data + partition keys) in one put, and the most bytes in one record. */
export const MAX_PUT_RECORDS = 500
export const MAX_PUT_BYTES = 10 * 1024 * 1024
export const MAX_RECORD_BYTES = 1024 * 1024

export interface NewRecord {
  /** Records with one key keep their order: the visitor's anonymous_id. 1 to 256 characters. */
  readonly partition_key: string
  readonly data: Uint8Array
}

export interface StreamRecord extends NewRecord {
  /** Decimal digits, growing along a shard; compare as numbers of any length, never as doubles. */
  readonly sequence_number: string
  /** When the stream took it, ms since 1970. */
  readonly arrived_at: number
}

/** Where reading starts: at the oldest record kept, or after one already read. */
export type Position = 'oldest' | { readonly after: string }

export interface Stream {
  /**
   * Keeps the records, all or none, and resolves only when they survive a power cut.
   * @throws StreamBusy when it cannot keep up or the disk is full: nothing of this put was kept, try again later.
   * @throws RangeError when a limit above is broken: nothing was kept.
   */
  put(records: readonly NewRecord[]): Promise<{ shard: string; sequence_number: string }[]>
  /** At most `limit` records of a shard in order, and at most `max_bytes` of data (but always one, if there is one). */
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
