// What was done to the lake, as items: each run by the time it began, its key beside it, and a sum for each day.
import { randomUUID } from 'node:crypto'
import { DAY, dateOf } from '@clickstream/events/time'
import type { Run, RunTotals } from './catalog.ts'
import { type Item, type Items, Unmet, type Write } from './items.ts'

/** Runs go after so many days; the sums stay. */
const KEPT_DAYS = 90
/** An item holds 400 KB, and a run's detail is for a person. */
const LONGEST_DETAIL = 100_000
/** Of so many runs, the newest ones, it is looked up what arrived and finished last. */
const NEWEST = 1000
const SUMS = 'totals'
const COUNTS = ['rows_in', 'rows_out', 'rejected', 'repeated', 'files', 'bytes'] as const
const TRIES = 20

export class Runs {
  readonly #items: Items

  constructor(items: Items) {
    this.#items = items
  }

  /** Writes it down in the place of the run of the same job and key, and `beside` in the same step. */
  async record(run: Run, beside: readonly Write[]): Promise<void> {
    const { job, key, started_at } = run
    const expires_at = Math.floor(Date.now() / 1000) + KEPT_DAYS * 86_400
    const place = { pk: `runs/${job}`, sk: timeKey(started_at, key) }
    let pointer: Item | null = null
    for (let tries = 1; tries <= TRIES; tries++) {
      const before = pointer === null ? null : { pk: place.pk, sk: timeKey(Number(pointer.started_at), key) }
      const [old] = before === null ? [] : await this.#items.get([before])
      const revision = randomUUID()
      const pointed = { pk: `run-keys/${job}`, sk: key, if: { revision: pointer?.revision ?? null } }
      const writes: Write[] = [
        { ...pointed, set: { revision, started_at, expires_at } },
        { ...place, set: { ...run, detail: cut(run.detail), expires_at } },
        ...(before === null || before.sk === place.sk ? [] : [{ ...before, isGone: true }]),
        ...sumsOf(run, old),
        ...beside,
      ]
      try {
        return await this.#items.write(writes)
      } catch (error) {
        if (!(error instanceof Unmet)) throw error
        pointer = error.items[0] ?? null
      }
    }
    throw new Error(`catalog: expected to record ${job} ${key}, others recorded the same ${TRIES} times meanwhile`)
  }

  async runs(job: string, limit: number): Promise<Run[]> {
    if (limit <= 0) return []
    return (await this.#items.query(`runs/${job}`, { isDescending: true, limit })).map(runOf)
  }

  async allRuns(since: number): Promise<Run[]> {
    const jobs = new Set((await this.#items.query(SUMS)).map(({ sk }) => sk.slice(0, sk.lastIndexOf('/'))))
    const all: Run[] = []
    for (const job of jobs) all.push(...(await this.#items.query(`runs/${job}`, { from: timeKey(since) })).map(runOf))
    return all.sort((a, b) => a.started_at - b.started_at || (`${a.job}/${a.key}` < `${b.job}/${b.key}` ? -1 : 1))
  }

  /** Whole days by their sums; of a day that `since` begins in the midst of, the runs that are still kept. */
  async totals(job: string, since: number): Promise<RunTotals> {
    const whole = Math.ceil(since / DAY) * DAY
    const [sums, part, newest] = await Promise.all([
      this.#items.query(SUMS, { from: `${job}/${dateOf(whole)}`, to: `${job}/9999-12-31` }),
      whole === since ? [] : this.#items.query(`runs/${job}`, { from: timeKey(since), to: timeKey(whole) }),
      this.#items.query(`runs/${job}`, { from: timeKey(since), isDescending: true, limit: NEWEST }),
    ])
    const rows: readonly Item[] = [...sums, ...part.map(item => ({ ...item, runs: 1 }))]
    const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)
    const latest = (name: string) =>
      newest.reduce<number | null>((most, { [name]: at }) => {
        return at === undefined || (most !== null && most >= Number(at)) ? most : Number(at)
      }, null)
    return {
      runs: total('runs'),
      rows_in: total('rows_in'),
      rows_out: total('rows_out'),
      rejected: total('rejected'),
      repeated: total('repeated'),
      files: total('files'),
      bytes: total('bytes'),
      newest_at: latest('newest_at'),
      last_finished_at: latest('finished_at'),
    }
  }
}

/** Sorts by time, then key; without a key it comes before all of that time. */
function timeKey(at: number, key = ''): string {
  return `${String(at).padStart(15, '0')}#${key}`
}

/** What the sums of days grow by, when a run takes the place of an old one or of none. */
function sumsOf(run: Run, old: Item | undefined): Write[] {
  const days = new Map<string, Record<string, number>>()
  const count = (item: Run | Item, sign: number) => {
    const day = dateOf(Number(item.started_at))
    const sum = days.get(day) ?? { runs: 0 }
    for (const name of COUNTS) sum[name] = (sum[name] ?? 0) + sign * Number(item[name])
    days.set(day, { ...sum, runs: sum.runs! + sign })
  }
  count(run, 1)
  if (old !== undefined) count(old, -1)
  return [...days].map(([day, add]) => ({ pk: SUMS, sk: `${run.job}/${day}`, add }))
}

function cut(detail: string | null): string | null {
  if (detail === null || detail.length <= LONGEST_DETAIL) return detail
  return `${detail.slice(0, LONGEST_DETAIL)}\n(cut: ${detail.length - LONGEST_DETAIL} characters more)`
}

function runOf(item: Item): Run {
  const { pk, sk, expires_at, ...run } = item
  return { newest_at: null, detail: null, ...run } as unknown as Run
}
