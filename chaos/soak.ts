// `npm run soak [-- --minutes 10 --rate 300]`: the pipeline as `clickstream dev` runs it, jobs included, under steady load;
// memory and backlog as time goes by. Fails when memory grows or the backlog does. Events are new, from made-up visitors.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openCatalog } from '@clickstream/lake/open'
import { SqliteStream } from '@clickstream/stream/sqlite'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Events a second. */
    rate: { type: 'string', default: '300' },
  },
})
const [minutes, rate] = [Number(values.minutes), Number(values.rate)]
if (!(minutes > 0 && rate >= 10))
  throw new Error(`soak: expected minutes above 0 and a rate from 10, got ${minutes}, ${rate}`)

const MIB = 1024 * 1024
/** How often a chore that would come rarely is run by hand, ms. */
const CHORE_MS = 10_000
/** What memory may differ by between the middle and the end, and records wait, before the soak fails. */
const GROWTH = 1.25
const SLACK = 96 * MIB
const MOST_WAITING_SECONDS = 60

const folder = mkdtempSync(join(tmpdir(), 'clickstream-soak-'))
const bin = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'clickstream.js')
const children = new Set<ChildProcess>()
const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [bin, ...args, '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'] })
  children.add(child)
  child.once('close', () => children.delete(child))
  return child
}

interface Sample {
  readonly at_s: number
  /** Bytes. */
  readonly rss: number
  /** Records in the stream that are not in the lake yet. */
  readonly waiting: number
}

const dev = run(['dev', '--port', '0'])
const url = await new Promise<string>((resolve, reject) => {
  let said = ''
  dev.stderr!.setEncoding('utf8').on('data', text => {
    said += text
    const found = /(http:\/\/localhost:\d+)\/v1\/events/.exec(said)
    if (found !== null) resolve(found[1]!)
  })
  dev.once('close', () => reject(new Error(`dev: expected to run, it ended: ${said}`)))
})
dev.removeAllListeners('close')
const stream = new SqliteStream(join(folder, 'stream.sqlite'))
const catalog = openCatalog(`sqlite:${folder}/catalog.sqlite`)
const started = Date.now()
const end = started + minutes * 60_000
const samples: Sample[] = []
const sent = { events: 0, acked: 0, again: 0 }
const jobs = { runs: 0, failed: 0 }

/** The process with all its threads; the launcher of `dev` hands its work to a child. */
function residentBytes(pid: number): number {
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return below.reduce((sum, child) => sum + residentBytes(Number(child)), own)
}

async function measure(): Promise<void> {
  const sample = {
    at_s: Math.round((Date.now() - started) / 1000),
    rss: residentBytes(dev.pid!),
    waiting: (await stream.backlog()).records,
  }
  samples.push(sample)
  if (samples.length % 6 === 1) console.log(tell(sample))
}

function tell({ at_s, rss, waiting }: Sample): string {
  return `${String(at_s).padStart(4)} s  ${Math.round(rss / MIB)} MiB  ${waiting} waiting  ${sent.acked} acked  ${jobs.runs} jobs`
}

async function load(): Promise<void> {
  let visit = 0
  for (let tick = 0; Date.now() < end; tick++) {
    const events = Array.from({ length: rate / 10 }, (_, i) => makeEvent(sent.events + i, visit + (i % 7)))
    sent.events += events.length
    if (tick % 20 === 0) visit += 7
    await post(JSON.stringify({ events }), events.length)
    // Every fiftieth request is sent again, as a client does that saw no answer.
    if (tick % 50 === 0) await post(JSON.stringify({ events }), 0)
    await sleep(Math.max(0, started + (tick + 1) * 100 - Date.now()))
  }
}

async function post(body: string, count: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', body }).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) {
      sent.acked += count
      return
    }
    sent.again++
    await sleep(200)
  }
}

function makeEvent(n: number, visitor: number): object {
  const product_id = `p-${n % 500}`
  return {
    event_id: `soak-${started}-${n}`,
    event_type: n % 3 === 0 ? 'product_viewed' : 'page_viewed',
    app: n % 2 === 0 ? 'store' : 'shortener',
    anonymous_id: `v-${visitor}`,
    page_url: `https://shop.example/p/${product_id}?utm_source=mail`,
    product_id,
    properties: { note: 'x'.repeat(n % 200) },
  }
}

/** The hour in hand is not closed, so compaction is asked for what is: the jobs run beside `dev`, as its own do. */
async function chores(): Promise<void> {
  const names = ['compact', 'sessions', 'identities', 'rollups', 'dimensions']
  for (let turn = 0; Date.now() < end; turn++) {
    const child = run(['job', names[turn % names.length]!])
    const code = await new Promise(resolve => child.once('close', resolve))
    jobs.runs++
    if (code !== 0) jobs.failed++
    await sleep(CHORE_MS)
  }
}

async function watch(): Promise<void> {
  while (Date.now() < end) {
    await measure()
    await sleep(5000)
  }
}

try {
  await Promise.all([load(), chores(), watch()])
  for (let tries = 0; (await stream.backlog()).records > 0 && tries < 300; tries++) await sleep(100)
  await measure()
  const { rows_out, repeated } = await catalog.totals('transform')
  const third = Math.floor(samples.length / 3)
  const [first, middle, last] = [samples.slice(1, third), samples.slice(third, 2 * third), samples.slice(2 * third)]
  const [start, half, final] = [first, middle, last].map(part => median(part.map(({ rss }) => rss))) as [
    number,
    number,
    number,
  ]
  const waiting = Math.max(...last.map(each => each.waiting))
  const show = (bytes: number) => `${Math.round(bytes / MIB)} MiB`
  console.log(
    `sent ${sent.events}, acked ${sent.acked}, sent again ${sent.again}; ${rows_out} rows, ${repeated} repeated`,
  )
  console.log(`RSS, medians of the first, second and last third: ${show(start)}, ${show(half)}, ${show(final)}`)
  console.log(`jobs: ${jobs.runs} runs, ${jobs.failed} failed; most waiting in the last third: ${waiting} records`)
  const faults = [
    final > half * GROWTH + SLACK ? 'memory grows' : '',
    waiting > rate * MOST_WAITING_SECONDS ? 'the backlog grows' : '',
    jobs.failed > 0 ? 'a job failed' : '',
    rows_out !== sent.acked ? 'rows are not what was acked' : '',
  ].filter(Boolean)
  console.log(faults.length === 0 ? 'flat' : `NOT right: ${faults.join(', ')}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  dev.kill('SIGTERM')
  await new Promise(resolve => (dev.exitCode === null ? dev.once('close', resolve) : resolve(null)))
  for (const child of children) child.kill('SIGKILL')
  await Promise.all([stream.close(), catalog.close()])
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
