// Stream, poller, lake and compaction against a model that could not be simpler: the list of what was sent. MODEL_RUNS
// changes how many courses of events are tried.

import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { makeFolder } from './folder.ts'
import { type Fault, Fuse, steady } from './fuse.ts'
import { House, type Who } from './house.ts'
import { readRows } from './lake.ts'
import { envelopeOf, Model, NOON } from './model.ts'
import { seed } from './seed.ts'

const RUNS = Number(process.env.MODEL_RUNS ?? '80')
const MINUTE = 60_000

type Command = fc.AsyncCommand<Model, House>

/** Compares the lake with the model: what must always hold, and, where all was polled, that nothing is missing. */
async function compare(model: Model, house: House): Promise<void> {
  const rows = await readRows(house, 'events')
  const rejected = await readRows(house, 'rejected')
  const complaints = [...model.judgeEvents(rows), ...model.judgeRejected(rejected)]
  expect(complaints).toEqual([])
}

class Send implements Command {
  readonly numbers: readonly number[]
  readonly again: boolean
  constructor(numbers: readonly number[], again: boolean) {
    this.numbers = numbers
    this.again = again
  }
  check = () => true
  async run(model: Model, house: House): Promise<void> {
    // The ack is lost, and the client sends all of it again.
    for (let times = this.again ? 2 : 1; times > 0; times--) {
      await house.put(this.numbers.map(number => envelopeOf(number, house.now)))
      model.arrive(this.numbers, house.now)
    }
  }
  toString = () => `send(${this.numbers}${this.again ? ', twice' : ''})`
}

class Pass implements Command {
  readonly minutes: number
  constructor(minutes: number) {
    this.minutes = minutes
  }
  check = () => true
  async run(_: Model, house: House): Promise<void> {
    house.now += this.minutes * MINUTE
  }
  toString = () => `pass(${this.minutes} min)`
}

class Poll implements Command {
  readonly who: Who
  readonly crash: { calls: number; at: Fault } | null
  constructor(who: Who, crash: { calls: number; at: Fault } | null) {
    this.who = who
    this.crash = crash
  }
  check = () => true
  async run(model: Model, house: House): Promise<void> {
    const fuse = this.crash === null ? steady() : new Fuse(this.crash.calls, this.crash.at)
    model.isPolled = await house.poll(this.who, fuse)
    expect(model.isPolled || this.crash !== null).toBe(true)
    await compare(model, house)
  }
  toString = () => `poll(${this.who}${this.crash === null ? '' : `, crash ${this.crash.at} call ${this.crash.calls}`})`
}

class Restart implements Command {
  check = () => true
  run = (_: Model, house: House) => house.restart()
  toString = () => 'restart'
}

/** Away goes what was polled and is old: the lake keeps it. */
class Prune implements Command {
  check = () => true
  async run(model: Model, house: House): Promise<void> {
    await house.stream.prune('transform', 0, house.now + 24 * 60 * MINUTE)
    if (model.isPolled) expect((await house.stream.stats()).records).toBe(0)
    await compare(model, house)
  }
  toString = () => 'prune'
}

class Compact implements Command {
  readonly crash: { calls: number; at: Fault } | null
  constructor(crash: { calls: number; at: Fault } | null) {
    this.crash = crash
  }
  check = () => true
  async run(model: Model, house: House): Promise<void> {
    const fuse = this.crash === null ? steady() : new Fuse(this.crash.calls, this.crash.at)
    await house.run('compact', { margin: '0', grace: '0' }, fuse)
    await compare(model, house)
  }
  toString = () => `compact(${this.crash === null ? '' : `crash ${this.crash.at} call ${this.crash.calls}`})`
}

class Forget implements Command {
  readonly visitor: string
  constructor(visitor: string) {
    this.visitor = visitor
  }
  check = () => true
  async run(model: Model, house: House): Promise<void> {
    await house.run('forget', { visitor: this.visitor })
    model.forget(this.visitor)
    await compare(model, house)
  }
  toString = () => `forget(${this.visitor})`
}

const crash = fc.option(
  fc.record({ calls: fc.integer({ min: 0, max: 60 }), at: fc.constantFrom<Fault>('before', 'after') }),
  { freq: 2 },
)
const who = fc.constantFrom<Who>('own', 'own', 'another', 'both')
const polls = fc.tuple(who, crash).map(([whose, when]) => new Poll(whose, when))
const commands: fc.Arbitrary<Command>[] = [
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }), fc.boolean())
    .map(([numbers, again]) => new Send(numbers, again)),
  fc.constantFrom(1, 20, 59, 61, 180, 23 * 60, 26 * 60, -59).map(minutes => new Pass(minutes)),
  polls,
  polls,
  fc.constant(new Restart()),
  fc.constant(new Prune()),
  crash.map(when => new Compact(when)),
  fc.constantFrom('v0', 'v1').map(visitor => new Forget(visitor)),
]

it('model: whatever is sent, polled, compacted, pruned and crashed, in any order: each event once, none lost', async () => {
  const open: House[] = []
  onTestFinished(async () => {
    for (const house of open) await house.close()
  })
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), async course => {
      const house = await House.open(makeFolder(), NOON)
      open.push(house)
      const model = new Model()
      await fc.asyncModelRun(() => ({ model, real: house }), course)
      // A calm end.
      model.isPolled = await house.poll()
      await compare(model, house)
      await house.close()
      open.splice(open.indexOf(house), 1)
    }),
    { seed, numRuns: RUNS },
  )
})
