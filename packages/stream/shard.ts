// Which shard a partition key belongs to, as Kinesis decides it.
import { hash } from 'node:crypto'

/** The most shards one file has. */
export const MAX_SHARDS = 256

/** `shardId-000000000007` for 7. */
export function shardName(index: number): string {
  return `shardId-${String(index).padStart(12, '0')}`
}

/** The shard (0 to count − 1) whose even share of the MD5 hash range holds the key; the hash's first 32 bits decide. */
export function shardOf(partitionKey: string, count: number): number {
  if (count === 1) return 0
  return Math.floor((Number.parseInt(hash('md5', partitionKey, 'hex').slice(0, 8), 16) * count) / 2 ** 32)
}
