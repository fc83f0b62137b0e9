// The batch that asks, and the files that are its own.

/** The batch that asks: what the lake holds of its own earlier try is no repeat. */
export interface Extent {
  readonly shard: string
  /** The batch's first sequence number, of fixed width; null when all that the lake holds counts as repeated. */
  readonly first: string | null
  /** Its last. */
  readonly last: string
}

/** Whether a file has what another shard brought, and nothing else. */
export function isOthers(name: string, shard: string): boolean {
  return name.startsWith('shardId-') && !name.startsWith(`${shard}-`)
}

/** Files are called <shard>-<first sequence number>: those of this shard and within the batch are an earlier try's. */
export function isOwn(name: string, extent: Extent): boolean {
  const sequence = sequenceIn(name, extent)
  return sequence !== null && sequence >= extent.first! && sequence <= extent.last
}

/** Whether a file of this shard begins after the batch: batches come in order, so it has what a later one is to bring again. */
export function isAhead(name: string, extent: Extent): boolean {
  const sequence = sequenceIn(name, extent)
  return sequence !== null && sequence > extent.last
}

function sequenceIn(name: string, { shard, first }: Extent): string | null {
  if (first === null || !name.startsWith(`${shard}-`)) return null
  return name.slice(shard.length + 1, -'.parquet'.length)
}
