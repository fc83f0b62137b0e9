// How long a statement of Athena's takes to be one of DuckDB's, in processes of their own.
import { statSync } from 'node:fs'
import { GRAMMAR } from '@clickstream/query/trino/build'

interface Bench {
  run<T>(script: string, args: readonly string[]): Promise<T>
  note(text: string): void
  print(head: string[], rows: string[][]): void
}

interface Translated {
  readonly statements: number
  readonly cold_ms: number
  readonly fresh: { readonly median_ms: number; readonly slowest_ms: number; readonly slowest: string }
  readonly known: Translated['fresh']
}

/** Athena's SQL to DuckDB's; cold is the median of processes of their own. */
export async function benchTranslate({ run, note, print }: Bench): Promise<void> {
  const runs: Translated[] = []
  for (let i = 0; i < 5; i++) {
    note(`translation, process ${i + 1} of 5`)
    runs.push(await run<Translated>('translate.ts', ['50']))
  }
  runs.sort((a, b) => a.cold_ms - b.cold_ms)
  const { cold_ms } = runs[runs.length >> 1]!
  runs.sort((a, b) => a.fresh.median_ms - b.fresh.median_ms)
  const { statements, fresh, known } = runs[runs.length >> 1]!
  const ms = (time: number) => `${time.toFixed(2)} ms`
  print(
    [`Translation of ${statements} saved statements`, 'median', 'slowest', ''],
    [
      ["a process's first, with all that it loads", ms(cold_ms), '', ''],
      ['a text that was never read', ms(fresh.median_ms), ms(fresh.slowest_ms), fresh.slowest],
      ['one that was', ms(known.median_ms), ms(known.slowest_ms), known.slowest],
    ],
  )
  const { size } = statSync(GRAMMAR)
  console.log(`The grammar that the first one loads: ${(size / 1024 / 1024).toFixed(1)} MiB.`)
}
