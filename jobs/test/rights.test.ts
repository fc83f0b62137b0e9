// What each job does to the lake, against what it is allowed on AWS.
import { gzipSync } from 'node:zlib'
import { schedules } from '@clickstream/deployment/schedules'
import { tables } from '@clickstream/events/tables'
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import { prepareVersion } from '@clickstream/lake/version'
import { failureMessage } from '@clickstream/stream/failure'
import { expect, it, onTestFinished } from 'vitest'
import { envelope, event, message, NOON } from '../../packages/transform/test/lake.ts'
import { runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { DAY, HOUR, happen, land, MONDAY, openLake, override } from './derived.ts'

it('changes nothing but what its schedule says', async () => {
  const lake = openLake()
  onTestFinished(() => lake.close())
  const done: { job: string; what: 'put' | 'remove'; key: string }[] = []
  let job = ''
  const store = override(lake.store, {
    locate: key => `s3://bucket/${key}`,
    put: (key, bytes, options) => {
      done.push({ job, what: 'put', key })
      return lake.store.put(key, bytes, options)
    },
    remove: key => {
      done.push({ job, what: 'remove', key })
      return lake.store.remove(key)
    },
  })
  const run = async (name: string, values = {}) => {
    job = name
    const completeUpTo = async () => MONDAY + 9 * DAY
    const deps = { store, catalog: lake.catalog, stream: 'sqlite:none', completeUpTo, memory: { threads: 1 } }
    await runJob(await jobs[name]!(), values, { ...deps, clock: () => Date.now() + 2 * HOUR })
  }
  const all = async () => {
    for (const { job } of schedules) if (job !== 'retain') await run(job, job === 'compact' ? { grace: '0' } : {})
  }
  await land(lake, [
    happen('a', 'v1', 0, { user_id: 'u1' }),
    happen('l', 'v1', 5, { event_type: 'link_created', short_code: 'x', destination_url: 'https://e.example/' }),
    happen('p', 'v1', 5, { event_type: 'product_viewed', product_id: 'p' }),
    happen('bad', 'v1', 5, { page_url: 3 }),
  ])
  await lake.store.put('refused/a.gz', gzipSync('{"rejected":{}}\n'))
  const why = { condition: 'RetryAttemptsExhausted', attempts: 1, thrown: true, function_arn: 'arn' } as const
  const batch = failureMessage(message([envelope(event('late')), 'no JSON'], 900), why, NOON)
  await lake.store.put(`${FAILED_BATCHES}x/shardId-000000000000/2026/01/15/a`, Buffer.from(JSON.stringify(batch)))
  await all()
  await land(lake, [happen('b', 'v2', 2000)])
  // A compaction that was killed in between: what landed before it is still to be brought after.
  const [partition] = await lake.catalog.partitions('events')
  const write = async () => ({ is_same: true })
  const version = await prepareVersion(lake, 'test', tables.events, partition!, write)
  await land(lake, [happen('c', 'v2', 3000)])
  await lake.catalog.swap([
    { table: 'events', values: partition!.values, from: partition!.location, to: version.location },
  ])
  await all()
  await run('retain', { days: 'events=1,rejected=1,raw=1,sessions=1', grace: '0' })

  const rights = new Map(schedules.map(({ job, changes, puts = [] }) => [job, { changes, puts }]))
  const beyond = done.filter(({ job, what, key }) => {
    const { changes, puts } = rights.get(job)!
    const allowed = what === 'put' ? [...changes, ...puts] : changes
    return !allowed.some(prefix => key.startsWith(prefix))
  })
  expect(beyond).toEqual([])
  // And each of the rights is used by somebody here, or this would prove little.
  for (const { job } of schedules) expect(done.some(each => each.job === job)).toBe(true)
  expect(done.some(({ job, key }) => job === 'identities' && key.startsWith('versions/events/'))).toBe(true)
  expect(done.some(({ job, what, key }) => job === 'redrive' && what === 'put' && key.startsWith('raw/'))).toBe(true)
})
