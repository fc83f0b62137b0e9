import type { Settings } from '../settings.ts'

export interface Finding {
  readonly name: string
  /** bad: something does not work · note: it works, but look at it. */
  readonly state: 'good' | 'note' | 'bad'
  readonly says: string
  /** What to do. */
  readonly mend?: string
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Looks at one thing, and only reads. What it throws is a finding too. */
export type Check = (settings: Settings, env: Environment) => Promise<Finding[]>
