// A house under trial and the model it is held against, new for each test.
import { afterEach, beforeEach, expect } from 'vitest'
import { makeFolder } from './folder.ts'
import { House } from './house.ts'
import { readRows } from './lake.ts'
import { envelopeOf, Model, NOON } from './model.ts'

export class Trial {
  house!: House
  model!: Model

  /** Puts these events on the stream. */
  async send(numbers: readonly number[]): Promise<void> {
    await this.house.put(numbers.map(number => envelopeOf(number, this.house.now)))
    this.model.arrive(numbers, this.house.now)
  }

  /** The lake is what the model says, nothing missing. */
  async expectRight(): Promise<void> {
    this.model.isPolled = true
    const [events, rejected] = [await readRows(this.house, 'events'), await readRows(this.house, 'rejected')]
    expect([...this.model.judgeEvents(events), ...this.model.judgeRejected(rejected)]).toEqual([])
  }

  async compact(): Promise<void> {
    expect(await this.house.run('compact', { margin: '0', grace: '0' })).toBe(true)
  }
}

/** A trial that begins anew before each test of the file. */
export function useTrial(): Trial {
  const trial = new Trial()
  beforeEach(async () => {
    trial.house = await House.open(makeFolder(), NOON)
    trial.model = new Model()
  })
  afterEach(() => trial.house.close())
  return trial
}

/** The numbers from one to before another. */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
