// The jobs' thread: what keeps the lake right, so that neither the collector nor the transform ever waits for it.
import { parentPort, workerData } from 'node:worker_threads'
import type { Progress } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { readCompleteUpTo } from './complete.ts'
import { schedule } from './schedule.ts'
import type { Settings } from './settings.ts'
import { Steward } from './steward.ts'

export type ChoreSettings = Pick<Settings, 'stream' | 'lake' | 'catalog' | 'jobMemory' | 'retain'>

/** What the pipeline tells this thread … */
export type ChoreOrder =
  | { readonly order: 'begin' }
  | { readonly order: 'run'; readonly id: number; readonly jobs: readonly string[] }
  | { readonly order: 'stop' }

/** … and what it hears from it. */
export type ChoreWord =
  | { readonly word: 'done'; readonly id: number }
  | { readonly word: 'progress'; readonly id: number; readonly job: string; readonly progress: Progress }
  /** Something to tell a person. */
  | { readonly word: 'trouble'; readonly text: string }

const settings = workerData as ChoreSettings
const say = (word: ChoreWord) => parentPort!.postMessage(word)

const catalog = openCatalog(settings.catalog)
const deps = {
  store: openStore(settings.lake),
  catalog,
  stream: settings.stream,
  completeUpTo: (consumer?: string) => readCompleteUpTo(settings.stream, consumer, settings.catalog),
  memory: { bytes: settings.jobMemory },
}
const steward = new Steward({ deps, jobs, schedule, settings }, { onTrouble: text => say({ word: 'trouble', text }) })

parentPort!.on('message', async (message: ChoreOrder) => {
  if (message.order === 'begin') steward.start()
  else if (message.order === 'run') {
    const { id } = message
    await steward.run(message.jobs, (job, progress) => say({ word: 'progress', id, job, progress }))
    say({ word: 'done', id })
  } else {
    await steward.stop()
    await catalog.close()
    parentPort!.close()
  }
})
