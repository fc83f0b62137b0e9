// What the catalog is asked for: units of DynamoDB and calls of Glue, in steady state.

/** A batch that lands in so many partitions: where its shard stands, each partition twice; then where it stands now, its run. */
export const ofBatch = (partitions: number) => ({ reads: 1 + 2 * partitions, writes: 9 })

/** A partition that is new: a transaction, and its mirror. */
export const ofPartition = { writes: 6, glue: 1 } as const

/** A run of a job: notes, the partitions of the days it looks at, the mirror compared, what it puts in place. */
export const ofRun = { reads: 200, writes: 20, glue: 10 } as const
