// Percentiles: this engine's are exact, Trino's digest is off by a part of the ranks. Its value must lie between the exact ones
// of so much less and so much more.
import type { Engine, Parameter } from '@clickstream/query/engine'
import { type Kept, keepError, keepResult } from './compare.ts'

/** Of all ranks. */
const RANKS = 0.02
const WRITTEN = /(\bapprox_percentile\((?:[^()]|\([^()]*\))*, )(0?\.\d+)\)/g

/** Trino's answer with its percentiles taken for ours where they are near enough; as it is where the statement has none. */
export async function settlePercentiles(
  engine: Engine,
  { sql, parameters }: { sql: string; parameters: readonly Parameter[] },
  trino: Kept,
): Promise<Kept> {
  if (sql.search(WRITTEN) === -1 || 'error' in trino) return trino
  const [low, own, high] = await Promise.all(
    [-RANKS, 0, RANKS].map(step => {
      const moved = sql.replace(WRITTEN, (_, start, share) => `${start}${bound(Number(share) + step)})`)
      return engine.run(moved, parameters).then(keepResult, keepError)
    }),
  )
  const [least, exact, most] = [rowsOf(low!), rowsOf(own!), rowsOf(high!)]
  return {
    columns: trino.columns,
    rows: trino.rows.map((row, i) =>
      row.map((cell, j) => {
        const [a, b] = [least[i]?.[j], most[i]?.[j]]
        const isMoved = a !== b && a != null && b != null && cell !== null
        return isMoved && Number(a) <= Number(cell) && Number(cell) <= Number(b) ? (exact[i]?.[j] ?? null) : cell
      }),
    ),
  }
}

function rowsOf(kept: Kept): readonly (readonly (string | null)[])[] {
  return 'error' in kept ? [] : kept.rows
}

function bound(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1e6) / 1e6
}
