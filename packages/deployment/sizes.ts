// Sizes and waits that stacks/ give and no stage changes, for who counts with them; stacks/test/cost.test.ts holds the two
// together.

export const sizes = {
  /** The function that Firehose hands records to: so many MiB at once, or what came in so many seconds. */
  deliver: { memory_mib: 512, handed_mib: 1, wait_s: 60 },
  /** A file of Firehose's in raw/. */
  raw: { mib: 64, wait_s: 300 },
  /** The function that writes raw/ instead. */
  archive: { memory_mib: 512, wait_s: 300 },
  /** A file of rejected events. */
  refused: { wait_s: 60 },
  live: { memory_mib: 512, wait_s: 2, batch: 2000, window_s: 60 },
  view: { memory_mib: 1024 },
  /** Days that what was removed or overwritten can be had back. */
  bucket: { noncurrent_days: 7 },
} as const
