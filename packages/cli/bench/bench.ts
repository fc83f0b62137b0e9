// npm run bench [-- transform collector queries compact dashboards translate] [--events N] [--large N] [--data DIR]: what this machine
// does, in one run, as ratios to DuckDB where there is one. Every measurement is a process of its own; the data is generated
// first (seed 1), or is a lake that is ready (dashboards --data).
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { generateEvents } from '../world.ts'
import { benchDashboards } from './dashboards.ts'
import { benchTranslate } from './translations.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: '1000000' },
    large: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string' },
  },
})
const EVENTS = Number(values.events)
const LARGE = Number(values.large)
const ROUNDS = Number(values.rounds)
const QUERIES = ['top_links', 'store_funnel', 'link_to_order']
/** The young generation that the pipeline's own thread has, MiB. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=32']

const parts: Record<string, () => Promise<void>> = {
  transform: benchTransform,
  collector: benchCollector,
  queries: benchQueries,
  compact: benchCompact,
  translate: () => benchTranslate({ run, note, print }),
  dashboards: () =>
    benchDashboards(
      { rounds: ROUNDS, generate: (events, end) => generate(events, { days: 30, end }), freshFolder, run, note, print },
      [EVENTS, LARGE],
      values.data,
    ),
}
const chosen = positionals.length > 0 ? positionals : Object.keys(parts)
const unknown = chosen.find(name => !Object.hasOwn(parts, name))
if (unknown !== undefined) throw new Error(`bench: expected ${Object.keys(parts).join(', ')}, got ${unknown}`)

const folder = mkdtempSync(join(tmpdir(), 'clickstream-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; ${show(EVENTS)} events, seed 1`)
for (const name of chosen) await parts[name]!()

async function benchTransform(): Promise<void> {
  const file = await generate(EVENTS)
  const rounds: { transform: Figures; duckdb: Figures }[] = []
  // In turns, so that a machine that changes its pace changes it for both.
  for (let i = 0; i < ROUNDS; i++) {
    note(`transform and DuckDB, round ${i + 1} of ${ROUNDS}`)
    const lake = freshFolder()
    rounds.push({
      transform: await run('transform.ts', [file, lake], FLAGS),
      duckdb: await run('duckdb.ts', [file, lake, `${EVENTS}`]),
    })
    rmSync(lake, { recursive: true })
  }
  note('parquetjs-lite')
  const baseline = await run('parquetjs.ts', [file, freshFolder(), `${Math.min(EVENTS, 100_000)}`])
  rounds.sort((a, b) => ratioOf(a) - ratioOf(b))
  const { transform, duckdb } = rounds[rounds.length >> 1]!
  const row = (name: string, figures: Figures) => [
    name,
    show(figures.per_cpu_second),
    show(figures.per_second),
    (figures.per_cpu_second / duckdb.per_cpu_second).toFixed(2),
    figures.peak_mib === undefined ? '' : `${figures.peak_mib} MiB`,
  ]
  print(
    ['Transform', 'events/CPU-s', 'events/s', 'of DuckDB', 'peak memory'],
    [
      row('DuckDB: read_json → Parquet (zstd), one thread', duckdb),
      row('the whole transform: base64 records → Parquet, batches of 10,000', transform),
      row('parquetjs-lite: parse → Parquet (gzip), nothing else', baseline),
    ],
  )
  console.log(
    `Of DuckDB in each round: ${rounds.map(each => ratioOf(each).toFixed(3)).join(', ')}; the table shows the median.`,
  )
}

async function benchCollector(): Promise<void> {
  const rows: string[][] = []
  for (const [batch, connections] of [
    [100, 8],
    [1, 32],
  ] as const) {
    note(`collector, ${batch} a request`)
    const figures = await run('collector.ts', [freshFolder(), '8', `${batch}`, `${connections}`])
    rows.push([
      `${batch} a request, ${connections} connections`,
      show(figures.per_second),
      show(figures.per_cpu_second),
      `${figures.p50_ms} ms`,
      `${figures.p99_ms} ms`,
      `${figures.lost}`,
    ])
  }
  print(['Collector, each request synced to disk', 'events/s', 'events/CPU-s', 'p50', 'p99', 'lost'], rows)
}

async function benchQueries(): Promise<void> {
  for (const events of [EVENTS, LARGE]) {
    if (events === 0) continue
    const file = await generate(events)
    const data = freshFolder()
    note(`importing ${show(events)} events`)
    const started = performance.now()
    await run('../bin/clickstream.js', ['import', file, '--data', data, '--json'])
    const seconds = (performance.now() - started) / 1000
    rmSync(file)
    const rows: string[][] = []
    for (const name of QUERIES) {
      note(`${name} on ${show(events)} events`)
      const figures = await run('queries.ts', [data, '5', name])
      rows.push([
        name,
        `${show(figures.median_ms!)} ms`,
        `${show(figures.max_ms!)} ms`,
        show(figures.files_read!),
        mib(figures.bytes_read!),
      ])
    }
    print([`Queries on ${show(events)} events, nothing cached`, 'median', 'slowest', 'files', 'read'], rows)
    console.log(`Imported at ${show(events / seconds)} events/s (${seconds.toFixed(0)} s).`)
    rmSync(data, { recursive: true })
  }
}

/** A tenth of the day is generated and imported; the day is ten copies of it, in 24 hours and then in one. */
async function benchCompact(): Promise<void> {
  if (LARGE === 0) return
  const file = await generate(LARGE / 10)
  const tenth = freshFolder()
  note('importing')
  await run('../bin/clickstream.js', ['import', file, '--data', tenth, '--json'])
  rmSync(file)
  const rows: string[][] = []
  for (const [layout, memory] of [
    ['day', 1024],
    ['hour', 1024],
  ] as const) {
    const data = freshFolder()
    note(`ten copies of it in one ${layout}`)
    await run('duckdb-day.ts', [tenth, data, '10', layout])
    const ask = async () => {
      const times: string[] = []
      for (const name of QUERIES) times.push(show((await run('queries.ts', [data, '3', name])).median_ms!))
      return times
    }
    const before = layout === 'day' ? await ask() : []
    note(`compacting one ${layout}`)
    const figures = await run('compact.ts', [data, `${memory}`])
    const after = layout === 'day' ? await ask() : []
    const { rows_in = 0, files_in, files, bytes_in = 0, bytes = 0, peak_mib } = figures
    rows.push([
      `${show(rows_in)} events in one ${layout}, DuckDB with ${memory} MiB`,
      show(figures.per_second),
      show(figures.per_cpu_second),
      `${files_in} → ${files}`,
      `${mib(bytes_in)} → ${mib(bytes)}`,
      `${peak_mib} MiB`,
    ])
    rmSync(data, { recursive: true })
    for (const [i, name] of QUERIES.entries()) {
      if (before[i] !== undefined) console.log(`${name}: ${before[i]} ms before, ${after[i]} ms after`)
    }
  }
  print(['Compaction', 'events/s', 'events/CPU-s', 'files', 'bytes', 'peak memory'], rows)
}

interface Figures {
  readonly per_cpu_second: number
  readonly per_second: number
  readonly peak_mib?: number
  readonly p50_ms?: number
  readonly p99_ms?: number
  readonly lost?: number
  readonly median_ms?: number
  readonly max_ms?: number
  readonly files_read?: number
  readonly bytes_read?: number
  readonly rows_in?: number
  readonly files_in?: number
  readonly files?: number
  readonly bytes_in?: number
  readonly bytes?: number
}

function ratioOf({ transform, duckdb }: { transform: Figures; duckdb: Figures }): number {
  return transform.per_cpu_second / duckdb.per_cpu_second
}

async function generate(events: number, when: { days?: number; end?: string } = {}): Promise<string> {
  note(`generating ${show(events)} events`)
  const file = join(freshFolder(), 'events.ndjson')
  const out = createWriteStream(file)
  let chunk = ''
  for (const line of generateEvents({ events, seed: 1, ...when })) {
    chunk += `${line}\n`
    if (chunk.length < 1 << 20) continue
    if (!out.write(chunk)) await once(out, 'drain')
    chunk = ''
  }
  out.end(chunk)
  await once(out, 'finish')
  return file
}

/** Runs a script of this folder and reads the figures it prints. */
async function run<T = Figures>(script: string, args: readonly string[], flags: string[] = []): Promise<T> {
  const path = join(import.meta.dirname, script)
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, ...args], { maxBuffer: 1 << 24 })
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}

function freshFolder(): string {
  return mkdtempSync(join(folder, 'run-'))
}

function note(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text} …\r`)
}

function print(head: string[], rows: string[][]): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(row => row[i]!.length)))
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join('  ')
  console.log(`\n${line(head)}\n${widths.map(width => '─'.repeat(width)).join('  ')}`)
  for (const row of rows) console.log(line(row))
}

function show(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}

function mib(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}
