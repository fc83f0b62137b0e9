// Power that goes: what is called through a fuse works until it blows, and then nothing does any more.

export class PowerLoss extends Error {
  override name = 'PowerLoss'
}

/** How one call goes wrong: before it has any effect, or after. */
export type Fault = 'before' | 'after'

/** What stands between the code and what it calls. */
export interface Seam {
  wrap<T extends object>(thing: T): T
  through(call: () => unknown, method?: string): Promise<unknown>
  readonly isBlown: boolean
  readonly blown: Promise<void>
}

export class Fuse implements Seam {
  #left: number
  readonly #at: Fault
  readonly blown: Promise<void>
  isBlown = false
  #blow: () => void

  /** Blows at the nth call from now, before or after it has its effect; Infinity: never. */
  constructor(calls: number, at: Fault = 'before') {
    this.#left = calls
    this.#at = at
    const { promise, resolve } = Promise.withResolvers<void>()
    this.blown = promise
    this.#blow = resolve
  }

  /** The same thing, each of its methods through the fuse. */
  wrap<T extends object>(thing: T): T {
    return intercept(thing, (_, call) => this.through(call))
  }

  /** One call through the fuse. @throws PowerLoss when it blows, or is blown */
  async through(call: () => unknown): Promise<unknown> {
    this.#check()
    const isLast = --this.#left < 0
    if (isLast && this.#at === 'before') this.#cut()
    const result = await call()
    if (isLast) this.#cut()
    this.#check()
    return result
  }

  #check(): void {
    if (this.isBlown) throw new PowerLoss('the power is gone')
  }

  #cut(): never {
    this.isBlown = true
    this.#blow()
    throw new PowerLoss('the power goes')
  }
}

/** One that never blows. */
export function steady(): Fuse {
  return new Fuse(Number.POSITIVE_INFINITY)
}

/** Trouble that passes: each call may be slow, or fail before or after it has its effect. */
export class Gremlin implements Seam {
  readonly isBlown = false
  readonly blown = new Promise<void>(() => {})
  readonly #meddle: (method: string, call: () => unknown) => Promise<unknown>

  constructor(meddle: (method: string, call: () => unknown) => Promise<unknown>) {
    this.#meddle = meddle
  }

  wrap<T extends object>(thing: T): T {
    return intercept(thing, this.#meddle)
  }

  through(call: () => unknown, method = ''): Promise<unknown> {
    return this.#meddle(method, call)
  }
}

/** The same thing, each call of a method going by way of `around`; close() and what returns no promise go straight. */
export function intercept<T extends object>(
  thing: T,
  around: (method: string, call: () => unknown, given: readonly unknown[]) => Promise<unknown>,
): T {
  return new Proxy(thing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const method = value.bind(target) as (...given: unknown[]) => unknown
      if (typeof name !== 'string' || direct.has(name)) return method
      return (...given: unknown[]) => around(name, () => method(...given), given)
    },
  })
}

const direct: ReadonlySet<string> = new Set(['locate', 'close'])
