// The other end of chores.ts: starts the jobs' thread and talks to it.
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Progress } from '@clickstream/jobs/job'
import type { ChoreOrder, ChoreSettings, ChoreWord } from './chores.ts'

export interface JobsEffects {
  /** How long the thread waits to be started once it is told to begin: whoever serves comes first. */
  readonly begin_ms?: number
  /** How long a job that is told to stop may take to, ms: it may be killed anywhere. */
  readonly patience_ms?: number
  /** A thread that died (out of memory, say) is started again after this. */
  readonly restart_ms?: number
}

export interface JobsThread {
  /** From now on the jobs run by themselves, as the schedule has it. */
  begin(): void
  /** Runs these now, one after the other; resolves when they are through, whatever came of them. */
  run(jobs: readonly string[], onProgress?: (job: string, progress: Progress) => void): Promise<void>
  /** Breaks off what is in hand and ends the thread. */
  stop(): Promise<void>
}

/** The thread, started when there is something for it; `script` is what runs in it. It dying is told and mended, and nobody else's trouble. */
export function startJobs(
  { stream, lake, catalog, jobMemory, retain }: ChoreSettings,
  onTrouble: (text: string) => void = () => {},
  script: URL = new URL('./chores.ts', import.meta.url),
  { begin_ms = 2000, patience_ms = 3000, restart_ms = 60_000 }: JobsEffects = {},
): JobsThread {
  const workerData: ChoreSettings = { stream, lake, catalog, jobMemory, retain }
  const asked = new Map<number, { done(): void; onProgress(job: string, progress: Progress): void }>()
  const stopping = new AbortController()
  let worker: Worker | undefined
  let exited: Promise<void> = Promise.resolve()
  let hasBegun = false
  let lastId = 0

  const tell = (order: ChoreOrder) => worker?.postMessage(order)
  const hear = (message: ChoreWord) => {
    if (message.word === 'trouble') return onTrouble(message.text)
    const who = asked.get(message.id)
    if (message.word === 'progress') return who?.onProgress(message.job, message.progress)
    asked.delete(message.id)
    who?.done()
  }
  const launch = () => {
    const own = new Worker(script, { workerData })
    worker = own
    let why = ''
    own.on('message', hear)
    own.on('error', error => {
      why = (error as Error).message
    })
    exited = new Promise(resolve => {
      own.once('exit', code => {
        worker = undefined
        for (const { done } of asked.values()) done()
        asked.clear()
        resolve()
        if (!stopping.signal.aborted) void relaunch(why || `its thread exited with code ${code}`)
      })
    })
    if (hasBegun) tell({ order: 'begin' })
  }
  const relaunch = async (why: string) => {
    onTrouble(`the jobs ended, and begin again in ${restart_ms / 1000} s: ${why}`)
    await sleep(restart_ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    if (!stopping.signal.aborted && worker === undefined) launch()
  }
  return {
    begin() {
      hasBegun = true
      if (worker !== undefined) return tell({ order: 'begin' })
      sleep(begin_ms, undefined, { signal: stopping.signal, ref: false }).then(
        () => worker === undefined && launch(),
        () => {},
      )
    },
    run(jobs, onProgress = () => {}) {
      if (stopping.signal.aborted) return Promise.resolve()
      if (worker === undefined) launch()
      const id = ++lastId
      const { promise, resolve } = Promise.withResolvers<void>()
      asked.set(id, { done: resolve, onProgress })
      tell({ order: 'run', id, jobs })
      return promise
    },
    async stop() {
      stopping.abort()
      tell({ order: 'stop' })
      await Promise.race([exited, sleep(patience_ms, undefined, { ref: false })])
      await worker?.terminate()
    },
  }
}
