// The dashboards' tiles on so many events: made, brought in, compacted and derived as by `dev`, or a lake that is ready.
import { rmSync } from 'node:fs'
import type { Sheet } from './tiles.ts'

/** What bench.ts lends. */
export interface Bench {
  readonly rounds: number
  /** Writes a file of events that end at a day (YYYY-MM-DD), over 30 days. */
  generate(events: number, end: string): Promise<string>
  freshFolder(): string
  /** Runs a script of this folder, and gives what it printed last, read as JSON. */
  run(script: string, args: readonly string[]): Promise<unknown>
  note(text: string): void
  print(head: string[], rows: string[][]): void
}

const CLI = '../bin/clickstream.js'
const JOBS = ['compact', 'identities', 'sessions', 'rollups', 'dimensions']
const DAY = 86_400_000

export async function benchDashboards(bench: Bench, sizes: readonly number[], data?: string): Promise<void> {
  if (data !== undefined) {
    await measure(bench, data, data, Date.now())
    return
  }
  for (const events of sizes.filter(size => size > 0)) {
    const now = Date.now()
    const file = await bench.generate(events, new Date(now).toISOString().slice(0, 10))
    const folder = bench.freshFolder()
    bench.note('importing')
    await bench.run(CLI, ['import', file, '--data', folder, '--json'])
    rmSync(file)
    for (const job of JOBS) {
      bench.note(job)
      await bench.run(CLI, ['job', job, '--data', folder, '--json'])
    }
    // The events end with yesterday.
    await measure(bench, `${events.toLocaleString('en-US')} events`, folder, now - DAY)
    rmSync(folder, { recursive: true })
  }
}

async function measure(bench: Bench, title: string, data: string, end: number): Promise<void> {
  bench.note('asking for the tiles')
  const sheets = (await bench.run('tiles.ts', [data, `${bench.rounds}`, `${end}`])) as readonly Sheet[]
  const all = sheets.flatMap(({ tiles }) => tiles.map(({ ms }) => ms))
  const row = ({ dashboard, sheet, tiles, last_ms }: Sheet) => {
    const slowest = tiles.toSorted((a, b) => b.ms - a.ms)[0]
    const times = tiles.map(({ ms }) => ms)
    const name = slowest === undefined ? '' : `${slowest.id} ${slowest.ms} ms`
    return [`${dashboard}: ${sheet}`, `${tiles.length}`, show(times, 0.5), show(times, 0.95), `${last_ms} ms`, name]
  }
  bench.print(
    [`Tiles on ${title}, nothing cached`, 'tiles', 'p50', 'p95', 'all at once', 'slowest alone'],
    [...sheets.map(row), ['all', `${all.length}`, show(all, 0.5), show(all, 0.95), '', '']],
  )
  for (const { dashboard, faults } of sheets)
    for (const fault of faults) console.log(`${dashboard}: no answer: ${fault}`)
}

/** The least that so large a part of them does not exceed. */
function show(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]
  return found === undefined ? '' : `${found} ms`
}
