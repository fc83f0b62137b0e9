/** Adds up what measured pieces of work cost: all threads' CPU time, and wall time. */
export class CpuClock {
  #cpuMicroseconds = 0
  #wallMs = 0
  #events = 0

  async measure<T>(events: number, work: () => Promise<T> | T): Promise<T> {
    const cpu = process.cpuUsage()
    const started = performance.now()
    const result = await work()
    this.#wallMs += performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    this.#cpuMicroseconds += user + system
    this.#events += events
    return result
  }

  figures(): { events: number; per_cpu_second: number; per_second: number } {
    return {
      events: this.#events,
      per_cpu_second: Math.round((this.#events / this.#cpuMicroseconds) * 1e6),
      per_second: Math.round((this.#events / this.#wallMs) * 1000),
    }
  }
}
