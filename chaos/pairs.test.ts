// Two of a kind at work at once.
import { listFiles } from '@clickstream/lake/version'
import { describe, expect, it } from 'vitest'
import { Fuse } from './fuse.ts'
import { drawFor } from './seed.ts'
import { numbers, useTrial } from './trial.ts'

const HOUR = 3_600_000

const trial = useTrial()

describe('two at once', () => {
  it('two pollers: one at a time has a shard, and each event is in the lake once', async () => {
    for (let round = 0; round < 8; round++) {
      await trial.send(numbers(round * 15, round * 15 + 40))
      await trial.house.poll(round % 2 === 0 ? 'both' : 'another')
      await trial.expectRight()
      trial.house.now += 10 * 60_000
      // The first has not seen what the other did meanwhile.
      await trial.send(numbers(round * 15, round * 15 + 20))
      await trial.house.poll('own')
      await trial.expectRight()
    }
  })

  it('two compactions, killed now and then: one version takes each place, no row is lost or doubled', async () => {
    const random = drawFor('two compactions')
    for (let round = 0; round < 6; round++) {
      await trial.send(numbers(round * 15, round * 15 + 40))
      await trial.house.poll()
      trial.house.now += 2 * HOUR
      const values = { grace: '0', margin: '0' }
      const fuses = [new Fuse(random.below(80), 'after'), new Fuse(random.below(200), 'before')]
      await Promise.all(fuses.map(fuse => trial.house.run('compact', values, fuse)))
      await trial.expectRight()
    }
    await trial.compact()
    await trial.expectRight()
    for (const { location } of await trial.house.catalog.partitions('events'))
      expect(await listFiles(trial.house.store, location)).toHaveLength(1)
  })
})
