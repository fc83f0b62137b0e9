// Files of the lake that are spoilt: who is held up by them, and how their rows come back.
import { listFiles } from '@clickstream/lake/version'
import { openEngine } from '@clickstream/query/open'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, it } from 'vitest'
import { numbers, useTrial } from './trial.ts'

const HOUR = 3_600_000

const trial = useTrial()

describe('files of the lake', () => {
  /** Spoils the middle of a file. */
  async function spoil(location: string): Promise<string> {
    const [file] = await listFiles(trial.house.store, location)
    const bytes = new Uint8Array(await trial.house.store.get(file!.key))
    bytes.fill(0x5a, 4, bytes.length - 4)
    await trial.house.store.put(file!.key, bytes)
    return file!.key
  }

  async function land(): Promise<string> {
    await trial.send(numbers(0, 40))
    await trial.house.poll()
    return (await trial.house.catalog.partitions('events'))[0]!.location
  }

  it('a landed Parquet file that is spoilt stops nobody: events go on, compaction names it and leaves it as it is', async () => {
    const key = await spoil(await land())
    await trial.house.restart()
    await trial.send(numbers(100, 140))
    expect(await trial.house.poll()).toBe(true)
    trial.house.now += 2 * HOUR
    await expect(trial.house.run('compact', { grace: '0' })).rejects.toThrow(key)
    const names = (await trial.house.store.list('')).map(each => each.key)
    expect(names).toContain(key)
    const found = new Set<unknown>()
    for (const { location } of await trial.house.catalog.partitions('events')) {
      const files = (await listFiles(trial.house.store, location)).filter(each => each.key !== key)
      for (const file of files) for (const row of await readFile(file.key)) found.add(row.event_id)
    }
    const later = numbers(100, 140).filter(number => number % 11 !== 10)
    expect(later.filter(number => !found.has(`e${number}`))).toEqual([])
  })

  it('a compacted Parquet file that is spoilt: a query names it; without it, reprocess --commit puts its rows back', async () => {
    await land()
    await trial.house.archive()
    trial.house.now += 2 * HOUR
    await trial.compact()
    const [partition] = await trial.house.catalog.partitions('events')
    const key = await spoil(partition!.location)
    const engine = openEngine('duckdb:', trial.house)
    await expect(engine.run('select count(distinct event_id) from events', [])).rejects.toThrow(key)
    await engine.close()
    await trial.house.store.remove(key)
    const day = partition!.values.received_date!
    expect(await trial.house.run('reprocess', { from: day, to: day, commit: true })).toBe(true)
    await trial.expectRight()
  })

  async function readFile(key: string): Promise<Record<string, unknown>[]> {
    const file = (await trial.house.store.get(key)).slice().buffer as ArrayBuffer
    return parquetReadObjects({ file, compressors })
  }
})
