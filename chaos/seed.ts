// What chance comes from: one seed a run, printed by run.ts, and a stream of numbers of its own for each use.
import { deriveSeed, Random } from '@clickstream/visitors/random'

/** CHAOS_SEED, or 1 where a test is run by itself. */
export const seed: number = Number(process.env.CHAOS_SEED ?? '1')

/** Chance for one use: the same seed, the same numbers, whatever other uses draw. */
export function drawFor(use: string): Random {
  return new Random(deriveSeed(seed, use))
}
