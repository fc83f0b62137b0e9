// What a batch, and a job's run, ask of the catalog: units of DynamoDB and calls of Glue, in steady state.

export const calls = {
  /** A batch of the transform: where the shard stands, its partitions twice, where it stands now, its run. */
  batch: { reads: 6, writes: 4 },
  /** A partition that is new: DynamoDB, and its mirror in Glue. */
  partition: { writes: 2, glue: 3 },
  /** A run of a job: its notes, the partitions of the days it looks at, what it puts in place. */
  run: { reads: 200, writes: 20, glue: 10 },
} as const
