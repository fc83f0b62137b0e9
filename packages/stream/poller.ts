// Lambda's event source mapping for a Kinesis stream, here: it hands a handler the batches Lambda would, in order per shard.
import { ShardConsumer } from './consumer.ts'
import { nameOwner } from './lease.ts'
import { completeSettings, type PollerEffects, type PollerOptions, type Settings } from './settings.ts'

export type { BatchReport, PolledStream, PollerEffects, PollerOptions } from './settings.ts'

const PRUNE_EVERY_MS = 60_000

/** One poller runs every shard it can lease, each in order, all side by side. Start it once, stop it once. */
export class Poller {
  readonly #settings: Settings
  readonly #owner = nameOwner()
  readonly #stopping = new AbortController()
  #consumers: ShardConsumer[] = []
  #running: Promise<unknown> | null = null

  constructor(options: PollerOptions, effects: PollerEffects = {}) {
    this.#settings = completeSettings(options, effects)
  }

  /** Begins to take leases and hand over batches. */
  start(): void {
    if (this.#running !== null) throw new Error('poller: expected to be started once, it was started already')
    this.#running = this.#run()
    this.#running.catch(this.#settings.onError)
  }

  /**
   * Ends: the handler's runs under way are waited for and checkpointed, nothing new is begun, the leases are released.
   * Records not yet handled stay in the stream. Stopping again is no error.
   */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  /**
   * Resolves when every record that is in the stream now has been handled, by this poller or another, or given up.
   * Until then, batches do not wait to fill.
   * @throws Error when the poller does not run, or stops meanwhile
   */
  async drain(): Promise<void> {
    const { stream, checkpoints, consumer, poll_ms } = this.#settings
    const targets = new Map<string, string>()
    for (const shard of await stream.shards()) {
      const newest = await stream.newest(shard)
      if (newest !== null) targets.set(shard, newest)
    }
    for (;;) {
      for (const [shard, target] of targets) {
        const { checkpoint } = await checkpoints.progress(consumer, shard)
        if (checkpoint !== null && checkpoint >= target) targets.delete(shard)
      }
      if (targets.size === 0) return
      if (this.#running === null || this.#stopping.signal.aborted) {
        throw new Error(`poller: expected to run until ${[...targets.keys()].join(', ')} is drained, it does not`)
      }
      for (const each of this.#consumers) each.hurry(targets.get(each.shard) ?? '')
      await this.#pause(Math.min(poll_ms, 20))
    }
  }

  async #run(): Promise<void> {
    const shards = await this.#settings.stream.shards()
    const { signal } = this.#stopping
    this.#consumers = shards.map(shard => new ShardConsumer(shard, this.#owner, this.#settings, signal))
    const shardsDone = Promise.all(this.#consumers.map(consumer => consumer.run()))
    const done = new AbortController()
    const beside = [this.#renewLeases(done.signal), this.#prune()]
    await shardsDone
    // Leases are renewed until the last handler is through.
    done.abort()
    await Promise.all(beside)
  }

  async #renewLeases(done: AbortSignal): Promise<void> {
    const { sleep, lease_ms } = this.#settings
    while (!done.aborted) {
      await sleep(lease_ms / 3, done).catch(() => {})
      if (!done.aborted) for (const consumer of this.#consumers) await consumer.renew()
    }
  }

  async #prune(): Promise<void> {
    const { stream, consumer, retention_ms, others, clock, onError } = this.#settings
    while (retention_ms !== null && !this.#stopping.signal.aborted) {
      await stream.prune(consumer, retention_ms, clock(), others).catch(onError)
      await this.#pause(PRUNE_EVERY_MS)
    }
  }

  async #pause(ms: number): Promise<void> {
    await this.#settings.sleep(ms, this.#stopping.signal).catch(() => {})
  }
}
