// Reading one shard for its consumer: the next batch, as full as its window lets it get, or an extent once more.
import { Batch } from './batch.ts'
import type { Progress } from './checkpoints.ts'
import type { Settings } from './settings.ts'
import type { Position, StreamRecord } from './stream.ts'
import { countWithin, type OpenWindow, startOf } from './windows.ts'

export class ShardReader {
  readonly #shard: string
  readonly #settings: Settings
  readonly #stopping: AbortSignal
  readonly #isLeased: () => boolean
  #hurryTo = ''

  constructor(shard: string, settings: Settings, stopping: AbortSignal, isLeased: () => boolean) {
    this.#shard = shard
    this.#settings = settings
    this.#stopping = stopping
    this.#isLeased = isLeased
  }

  /** Batches that begin up to this sequence number need not wait to fill. */
  hurry(to: string): void {
    if (to > this.#hurryTo) this.#hurryTo = to
  }

  /**
   * The records of the next batch, with windows all of one; none when the open window is over; null when stopped or
   * without the lease.
   */
  async nextBatch({ checkpoint, window }: Progress): Promise<StreamRecord[] | null> {
    const { stream, batch_size, batch_bytes, window_ms, poll_ms, clock } = this.#settings
    const batch = new Batch(batch_size, batch_bytes)
    let from = positionAfter(checkpoint)
    let began = 0
    while (this.#isLeased() && !this.#stopping.aborted) {
      const { records, bytes } = batch.room
      const read = await stream.read(this.#shard, from, records, bytes)
      if (read.length === 0 && batch.records.length === 0) {
        if (this.#isOver(window)) return []
        await this.#pause(poll_ms)
        continue
      }
      const found = this.#cut(read, batch.records[0] ?? read[0]!, window)
      // What came is of a later window.
      if (found.length < read.length && found.length + batch.records.length === 0) return []
      if (batch.records.length === 0) began = clock()
      batch.add(found)
      from = { after: batch.records.at(-1)!.sequence_number }
      const left = window_ms - Math.max(0, clock() - began)
      if (batch.isFull || left <= 0 || found.length < read.length) return batch.records
      if (found.length > 0) continue
      if (batch.records[0]!.sequence_number <= this.#hurryTo) return batch.records
      await this.#pause(Math.min(poll_ms, left))
    }
    return null
  }

  /** The records of the extent in hand, exactly as it was written down; fewer only where they were pruned. */
  async readExtent({ checkpoint, extents }: Progress): Promise<StreamRecord[]> {
    const { to, records: count } = extents[0]!
    const records: StreamRecord[] = []
    let from = positionAfter(checkpoint)
    while (records.length < count) {
      const found = await this.#settings.stream.read(this.#shard, from, count - records.length)
      records.push(...found.filter(record => record.sequence_number <= to))
      if (found.length === 0 || found.at(-1)!.sequence_number >= to) break
      from = { after: found.at(-1)!.sequence_number }
    }
    return records
  }

  /** The records of the open window, or of the one that the batch's first record opens. */
  #cut(records: StreamRecord[], first: StreamRecord, window: OpenWindow | undefined): StreamRecord[] {
    const { tumbling } = this.#settings
    if (tumbling === null) return records
    const start = window?.start ?? startOf(first.arrived_at, tumbling.length_ms)
    return records.slice(0, countWithin(records, start, tumbling.length_ms))
  }

  /** Nothing came, and it has ended long enough ago. */
  #isOver(window: OpenWindow | undefined): boolean {
    const { tumbling, clock } = this.#settings
    return tumbling !== null && window !== undefined && clock() >= window.start + tumbling.length_ms + tumbling.idle_ms
  }

  async #pause(ms: number): Promise<void> {
    await this.#settings.sleep(ms, this.#stopping).catch(() => {})
  }
}

function positionAfter(checkpoint: string | null): Position {
  return checkpoint === null ? 'oldest' : { after: checkpoint }
}
