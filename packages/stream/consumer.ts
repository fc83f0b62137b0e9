// One shard's run: lease it, build batches in order, write each down, run it, and save what came of it.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Extent, Progress } from './checkpoints.ts'
import { failureMessage } from './failure.ts'
import { ALL_FAILED, firstFailed, makeEvent } from './invocation.ts'
import { type Lease, LeaseLost } from './lease.ts'
import { ShardReader } from './reader.ts'
import { backoff, type Decision, decide, extentOf } from './retry.ts'
import type { BatchReport, Settings } from './settings.ts'
import type { StreamRecord } from './stream.ts'
import { addWindow, isTooLarge, type OpenWindow, openWindow, readState, startOf, type WindowTurn } from './windows.ts'

/** How one attempt at an extent ended. */
interface Attempt {
  readonly extent: Extent
  /** As firstFailed has it. */
  readonly failed: number
  readonly error?: unknown
  readonly thrown: boolean
  /** The window as the handler left it, where records were handled. */
  readonly window?: OpenWindow
}

export class ShardConsumer {
  readonly shard: string
  readonly #lease: Lease
  readonly #settings: Settings
  readonly #stopping: AbortSignal
  readonly #reader: ShardReader
  #isLeased = false
  #errors = 0

  constructor(shard: string, owner: string, settings: Settings, stopping: AbortSignal) {
    this.shard = shard
    this.#lease = { consumer: settings.consumer, shard, owner }
    this.#settings = settings
    this.#stopping = stopping
    this.#reader = new ShardReader(shard, settings, stopping, () => this.#isLeased)
  }

  /** Runs the shard whenever it can be leased, until stopped; then releases the lease. Never rejects. */
  async run(): Promise<void> {
    const { checkpoints, lease_ms, onError } = this.#settings
    while (!this.#stopping.aborted) {
      try {
        this.#isLeased = await checkpoints.acquire(this.#lease, lease_ms)
        if (this.#isLeased) await this.#runLeased()
        else await this.#pause(Math.min(1000, lease_ms / 3))
      } catch (error) {
        if (error instanceof LeaseLost) continue
        onError(error)
        await this.#pause(backoff(++this.#errors, this.#settings))
      }
    }
    this.#isLeased = false
    await checkpoints.release(this.#lease).catch(onError)
  }

  /** Renews the lease, if there is one; without it the shard's run ends. */
  async renew(): Promise<void> {
    if (!this.#isLeased) return
    const { checkpoints, lease_ms, onError } = this.#settings
    try {
      this.#isLeased = await checkpoints.renew(this.#lease, lease_ms)
    } catch (error) {
      onError(error)
    }
  }

  /** Batches that begin up to this sequence number need not wait to fill. */
  hurry(to: string): void {
    this.#reader.hurry(to)
  }

  async #runLeased(): Promise<void> {
    let progress = await this.#begin()
    while (this.#isLeased && !this.#stopping.aborted) {
      if (progress.window !== undefined && isTooLarge(progress.window))
        progress = await this.#endWindow(progress, 'early')
      else if (progress.extents.length > 0)
        progress = await this.#runExtent(progress, await this.#reader.readExtent(progress))
      else {
        const records = await this.#reader.nextBatch(progress)
        if (records === null) return
        progress =
          records.length === 0
            ? await this.#endWindow(progress, 'final')
            : await this.#runExtent({ ...progress, extents: [extentOf(records)] }, records)
      }
      this.#errors = 0
      // A handler that never waits must not keep the timers, and so the lease, from their turn.
      await nextTurn()
    }
  }

  /** Where the shard stands; at first where it is to begin. */
  async #begin(): Promise<Progress> {
    const { checkpoints, consumer, starting_after } = this.#settings
    const progress = await checkpoints.progress(consumer, this.shard)
    const after = starting_after.get(this.shard)
    if (after === undefined || progress.checkpoint !== null || progress.extents.length > 0) return progress
    return this.#save({ ...progress, checkpoint: after })
  }

  /** Tells the handler that its window is over, until it has heard; nothing else is run before. */
  async #endWindow({ window, ...progress }: Progress, turn: Exclude<WindowTurn, 'records'>): Promise<Progress> {
    if (window === undefined) return progress
    await this.#ask({ Records: [] }, window, turn)
    return this.#save(turn === 'final' ? progress : { ...progress, window: openWindow(window.start) })
  }

  /** Runs the extent in hand and saves what came of it. @returns where the shard now stands */
  async #runExtent(progress: Progress, records: readonly StreamRecord[]): Promise<Progress> {
    const [extent, ...rest] = progress.extents as [Extent, ...Extent[]]
    const started = this.#settings.clock()
    if (records.length === 0) {
      this.#report('gone', { extent, failed: 0, thrown: false }, records, started)
      return this.#save({ ...progress, checkpoint: extent.to, extents: rest })
    }
    const event = makeEvent(this.shard, records, this.#settings.stream_arn)
    const attempt = await this.#attempt(progress, event, records)
    const { clock, function_arn } = this.#settings
    const decision = decide(attempt.extent, records, attempt.failed, this.#settings, clock())
    const failure =
      decision.outcome === 'given_up'
        ? failureMessage(event, { ...decision, ...attempt, attempts: attempt.extent.attempts, function_arn }, clock())
        : undefined
    const checkpoint = decision.done === 0 ? progress.checkpoint : records[decision.done - 1]!.sequence_number
    const window = attempt.window ?? progress.window
    const now = { checkpoint, extents: [...decision.extents, ...rest], ...(window === undefined ? {} : { window }) }
    try {
      const saved = await this.#save(now, failure)
      this.#report(decision.outcome, attempt, records, started)
      await this.#rest(decision, attempt)
      return saved
    } catch (error) {
      if (error instanceof LeaseLost) this.#report('lost', { ...attempt, error }, records, started)
      throw error
    }
  }

  async #attempt(
    progress: Progress,
    event: ReturnType<typeof makeEvent>,
    records: readonly StreamRecord[],
  ): Promise<Attempt> {
    const [extent, ...rest] = progress.extents as [Extent, ...Extent[]]
    if (extent.attempts > this.#settings.max_attempts) {
      const error = new Error(
        `expected the process to outlive the batch, it ended in the last of ${extent.attempts} attempts`,
      )
      return { extent, failed: ALL_FAILED, thrown: true, error }
    }
    // Before the run, so that a crash repeats this very extent, and a batch that crashes the process is counted too.
    const begun = { ...extent, attempts: extent.attempts + 1 }
    await this.#save({ ...progress, extents: [begun, ...rest] })
    try {
      const window = this.#windowOf(progress, records)
      const answer = await this.#ask(event, window, 'records')
      const failed = firstFailed(answer, records)
      const left = failed > 0 && window !== undefined ? { window: { ...window, state: readState(answer) } } : {}
      if (failed >= records.length) return { extent: begun, failed, thrown: false, ...left }
      const named = failed === ALL_FAILED ? 'records that are not in the batch' : records[failed]!.sequence_number
      return { extent: begun, failed, thrown: false, ...left, error: new Error(`the handler named ${named} as failed`) }
    } catch (error) {
      return { extent: begun, failed: ALL_FAILED, thrown: true, error }
    }
  }

  /** The window that is open, or that the batch opens; undefined where there are none. */
  #windowOf({ window }: Progress, records: readonly StreamRecord[]): OpenWindow | undefined {
    const { tumbling } = this.#settings
    if (tumbling === null) return undefined
    return window ?? openWindow(startOf(records[0]!.arrived_at, tumbling.length_ms))
  }

  /** @returns the handler's answer; of a handler with windows, one that has a state */
  async #ask(event: ReturnType<typeof makeEvent>, window: OpenWindow | undefined, turn: WindowTurn): Promise<unknown> {
    const { handler, tumbling, stream_arn: arn } = this.#settings
    if (window === undefined || tumbling === null) return handler(event)
    const answer = await handler(addWindow(event, window, tumbling.length_ms, { shard: this.shard, arn, turn }))
    readState(answer)
    return answer
  }

  async #save(progress: Progress, failure?: ReturnType<typeof failureMessage>): Promise<Progress> {
    await this.#settings.checkpoints.save(this.#lease, progress, failure)
    return progress
  }

  /** The wait before the next attempt, where this one failed. */
  async #rest({ outcome }: Decision, { extent }: Attempt): Promise<void> {
    if (outcome === 'retry') await this.#pause(backoff(extent.attempts, this.#settings))
    else if (outcome === 'bisected') await this.#pause(backoff(1, this.#settings))
  }

  #report(
    outcome: BatchReport['outcome'],
    { extent, error }: Attempt,
    records: readonly StreamRecord[],
    started: number,
  ): void {
    const { onBatch, clock, consumer } = this.#settings
    const now = clock()
    onBatch({
      consumer,
      shard: this.shard,
      from: extent.from,
      to: extent.to,
      records: records.length,
      attempt: extent.attempts,
      outcome,
      elapsed_ms: now - started,
      behind_ms: now - (records.at(-1)?.arrived_at ?? started),
      ...(error === undefined ? {} : { error }),
    })
  }

  async #pause(ms: number): Promise<void> {
    await this.#settings.sleep(ms, this.#stopping).catch(() => {})
  }
}
