// The tables that jobs derive from events, made as the schedule makes them.
import { type JobDeps, runJob } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { readCompleteUpTo } from '../complete.ts'
import type { Settings } from '../settings.ts'

/** Runs these jobs over everything in the lake. */
export async function deriveTables(settings: Settings, names: readonly string[]): Promise<void> {
  const catalog = openCatalog(settings.catalog)
  const deps: JobDeps = {
    store: openStore(settings.lake),
    catalog,
    stream: settings.stream,
    completeUpTo: consumer => readCompleteUpTo(settings.stream, consumer),
  }
  try {
    for (const name of names) await runJob(await jobs[name]!(), {}, deps)
  } finally {
    await catalog.close()
  }
}
