// When each job ran last, and what came of it.
import { existsSync } from 'node:fs'
import { schedules } from '@clickstream/deployment/schedules'
import { HOUR } from '@clickstream/events/time'
import { jobs } from '@clickstream/jobs/jobs'
import type { Catalog, Run } from '@clickstream/lake/catalog'
import { BROKEN_OFF, FAILED } from '@clickstream/lake/catalog'
import { openCatalog } from '@clickstream/lake/open'
import { schedule } from '../schedule.ts'
import { localPath, type Settings } from '../settings.ts'
import { showAge, showCount, showDuration, showMany } from '../units.ts'
import type { Finding } from './finding.ts'

/** How many of its turns a job may miss before it counts as stale, and how long at least, ms. */
const TURNS = 3
const LEAST_STALE_MS = HOUR
const MINUTE = 60_000

/** One finding for each job that is to run by itself, and for every other that ever ran. */
export async function checkJobs(settings: Settings): Promise<Finding[]> {
  const path = localPath(settings.catalog)
  if (path !== undefined && !existsSync(path)) return []
  const catalog = openCatalog(settings.catalog)
  try {
    const arrived_at = await readArrival(catalog)
    const findings: Finding[] = []
    for (const job of Object.keys(jobs)) {
      const [last] = await catalog.runs(job, 1)
      const every_ms = everyOf(job, settings)
      const runner = path === undefined ? 'AWS' : 'clickstream dev'
      if (last !== undefined) findings.push(tellRun(last, every_ms, arrived_at, runner))
      else if (every_ms !== undefined && arrived_at !== null) {
        const mend = `${runner} runs it by itself, or clickstream job ${job} now.`
        findings.push({ name: job, state: 'note', says: 'has never run', mend })
      }
    }
    return findings
  } finally {
    await catalog.close()
  }
}

/** When the lake got its newest rows, ms since 1970; null when it has none. */
async function readArrival(catalog: Catalog): Promise<number | null> {
  const runs = [...(await catalog.runs('transform', 1)), ...(await catalog.runs('import', 1))]
  return runs.length === 0 ? null : Math.max(...runs.map(({ finished_at }) => finished_at))
}

/** How often it runs by itself, ms; undefined: not at all. On AWS whether it does depends on the stage, unless it takes nothing. */
function everyOf(job: string, settings: Settings): number | undefined {
  if (localPath(settings.catalog) !== undefined) {
    return schedule.find(each => each.job === job && each.values(settings) !== null)?.every_ms
  }
  const there = schedules.find(each => each.job === job && each.values({ jobs: { retain: null } }) !== null)
  return there && there.every_minutes * MINUTE
}

function tellRun(
  run: Run,
  every_ms: number | undefined,
  arrived_at: number | null,
  runner: string,
  now: number = Date.now(),
): Finding {
  const { job: name, started_at, finished_at, rows_in, rows_out, detail } = run
  const when = showAge(now - finished_at)
  if (detail?.startsWith(FAILED)) {
    const why = detail.slice(FAILED.length).split('\n')[0]
    const mend = `Mend that, then clickstream job ${name}. It can be run again as it is; ${runner} tries too.`
    return { name, state: 'bad', says: `failed ${when}: ${why}`, mend }
  }
  if (detail === BROKEN_OFF) {
    const mend = `clickstream job ${name} goes on from there; ${runner} does by itself.`
    return { name, state: every_ms === undefined ? 'note' : 'good', says: `broken off ${when}`, mend }
  }
  const took = showDuration(finished_at - started_at)
  const says = `${when}, in ${took}: ${showMany(rows_in, 'row')} in, ${showCount(rows_out)} out`
  const stale_ms = Math.max(LEAST_STALE_MS, TURNS * (every_ms ?? Number.POSITIVE_INFINITY))
  const isBehind = every_ms !== undefined && arrived_at !== null && arrived_at > started_at
  if (!isBehind || now - finished_at < stale_ms) return { name, state: 'good', says }
  const mend = `Rows have come since: ${runner} runs it by itself, or clickstream job ${name} now.`
  return { name, state: 'note', says, mend }
}
