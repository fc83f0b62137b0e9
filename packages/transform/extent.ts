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
export function isOwn(name: string, { shard, first, last }: Extent): boolean {
  if (first === null || !name.startsWith(`${shard}-`)) return false
  const sequence = name.slice(shard.length + 1, -'.parquet'.length)
  return sequence >= first && sequence <= last
}
