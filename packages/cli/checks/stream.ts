// The running pipeline, and what waits in its stream.
import { existsSync } from 'node:fs'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import { isOnAws } from '../local.ts'
import { findRunning } from '../running.ts'
import { localPath, type Settings } from '../settings.ts'
import { showAge, showBytes, showMany } from '../units.ts'
import type { Finding } from './finding.ts'
import { checkRemoteStream } from './remote.ts'

/** A running pipeline has an event in the lake within seconds … */
const LATE_MS = 60_000
/** … and in the raw archive within a minute or two. */
const ARCHIVE_LATE_MS = 10 * 60_000

export async function checkPipeline({ data, ...settings }: Settings): Promise<Finding[]> {
  if (isOnAws(settings)) return []
  const running = findRunning(data)
  if (running === undefined) {
    return [{ name: 'pipeline', state: 'note', says: 'not running', mend: 'clickstream dev starts it.' }]
  }
  const where = `process ${running.pid}, ${running.url}`
  const health = await fetch(`${running.url}/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  if (health?.ok) return [{ name: 'pipeline', state: 'good', says: `running (${where})` }]
  const says = `does not answer well (${where}, ${health === undefined ? 'no answer' : `${health.status}`})`
  return [
    {
      name: 'pipeline',
      state: 'bad',
      says,
      mend: `Stop process ${running.pid} and start it again; nothing acked is lost.`,
    },
  ]
}

export async function checkStream(settings: Settings): Promise<Finding[]> {
  const path = localPath(settings.stream)
  if (path === undefined) return checkRemoteStream(settings)
  if (!existsSync(path)) return [{ name: 'stream', state: 'note', says: 'empty: no event was ever taken' }]
  const stream = new SqliteStream(path)
  const checkpoints = await openCheckpoints(settings.stream)
  try {
    const { records, bytes } = await stream.stats()
    const backlog = await stream.backlog()
    const failures = await checkpoints.countFailures('transform')
    const age = backlog.oldest_arrived_at === null ? 0 : Date.now() - backlog.oldest_arrived_at
    const isLate = age > LATE_MS
    return [
      { name: 'stream', state: 'good', says: `${showMany(records, 'record')} kept, ${showBytes(bytes)}` },
      {
        name: 'backlog',
        state: isLate ? 'note' : 'good',
        says: backlog.records === 0 ? 'none' : `${showMany(backlog.records, 'record')}, the oldest ${showAge(age)}`,
        ...(isLate ? { mend: 'clickstream dev brings them to the lake; watch what it says.' } : {}),
      },
      await checkArchive(stream),
      ...(failures === 0
        ? []
        : [
            {
              name: 'given up',
              state: 'bad',
              says: showMany(failures, 'batch', 'batches'),
              mend: 'The next start of clickstream dev tries them again.',
            } as const,
          ]),
    ]
  } finally {
    await checkpoints.close()
    await stream.close()
  }
}

/** How far the raw archive is behind: what is not in it can be forgotten, but not transformed again. */
async function checkArchive(stream: SqliteStream): Promise<Finding> {
  const { records, oldest_arrived_at } = await stream.backlog(ARCHIVE_CONSUMER)
  const age = oldest_arrived_at === null ? 0 : Date.now() - oldest_arrived_at
  const says = records === 0 ? 'has every record' : `${showMany(records, 'record')} behind, the oldest ${showAge(age)}`
  if (age <= ARCHIVE_LATE_MS) return { name: 'raw archive', state: 'good', says }
  const mend = 'clickstream dev brings them there; the stream keeps them for seven days.'
  return { name: 'raw archive', state: 'note', says, mend }
}
