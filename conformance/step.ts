// One comparison of what we make with what somebody else says it must be.

export interface Step {
  readonly name: string
  /** In a few words, against what. */
  readonly about: string
  /** It takes minutes, or what few machines have: it runs only when it is named. */
  readonly isRare?: true
  /**
   * @returns what was compared, and what is wrong: subject, expectation, value.
   * @throws Missing where the comparison cannot be made on this machine.
   */
  readonly run: (options: Options) => Promise<Outcome>
}

/** What a person may ask of a step that makes its own examples. */
export interface Options {
  readonly seed?: number
  readonly count?: number
}

export interface Outcome {
  readonly compared: string
  readonly faults: readonly string[]
}

/** What has to be there before a step can run; says how to get it. */
export class Missing extends Error {}
