export interface Interrupt {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Resolves with the first signal. */
  readonly asked: Promise<void>
  /** Signals end the process again as they would. */
  release(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ctrl-C and its like as an abort signal; the second of them ends the process at once. */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(1)
    controller.abort()
    resolve()
  }
  for (const signal of signals) process.on(signal, onSignal)
  return {
    signal: controller.signal,
    asked: promise,
    release() {
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
