// The stream on AWS, and what of it is not in the lake and the archive. What is missing or forbidden there is said by what
// throws: the check is then a finding of its own.
import { DAY, dateOf, HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { FAILED_BATCHES, FAILED_DELIVERIES, RAW, REFUSED } from '@clickstream/lake/layout'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Store } from '@clickstream/lake/store'
import { readCompleteUpTo } from '@clickstream/stream/complete'
import { openStream } from '@clickstream/stream/open'
import type { Settings } from '../settings.ts'
import { showAge, showDuration, showMany } from '../units.ts'
import type { Finding } from './finding.ts'

/** Batches fill for a minute or so; what waits longer than this is late … */
const LATE_MS = 10 * 60_000
/** … and so is the archive, where Firehose brings it. */
const ARCHIVE_LATE_MS = 2 * HOUR
/** Rejected events become rows as soon as their file is there. */
const REFUSED_LATE_MS = HOUR

export async function checkRemoteStream(settings: Settings, now: number = Date.now()): Promise<Finding[]> {
  const stream = await openStream(settings.stream)
  const catalog = openCatalog(settings.catalog)
  const store = openStore(settings.lake)
  try {
    const shards = await stream.shards()
    const complete = await readCompleteUpTo(settings.stream, undefined, () => catalog.recall('transform'))
    return [
      { name: 'stream', state: 'good', says: `${settings.stream}, ${showMany(shards.length, 'shard')}` },
      ...(complete === null ? [] : [tellBacklog(now - complete)]),
      ...(await checkArchive(store, catalog, now)),
      ...(await checkGivenUp(store, now)),
    ]
  } finally {
    await catalog.close()
    await stream.close()
  }
}

function tellBacklog(age: number): Finding {
  const says = `the lake has all that arrived until ${showDuration(age)} ago`
  if (age <= LATE_MS) return { name: 'backlog', state: 'good', says }
  const mend = 'Lambda brings the rest there: look at the errors and the log of the transform function.'
  return { name: 'backlog', state: 'note', says, mend }
}

/** How far the raw archive is behind what the transform has seen. */
async function checkArchive(store: Store, catalog: Catalog, now: number): Promise<Finding[]> {
  const [last] = await catalog.runs('transform', 1)
  if (last?.newest_at == null) return []
  const days = [...new Set([last.newest_at, now - DAY, now].map(dateOf))]
  const lists = await Promise.all(days.map(date => store.list(`${RAW}received_date=${date}/`)))
  const written = Math.max(0, ...lists.flat().map(({ modified_at }) => modified_at))
  const says = written === 0 ? 'nothing of the last day' : `last written ${showAge(now - written)}`
  if (last.newest_at - written <= ARCHIVE_LATE_MS) return [{ name: 'raw archive', state: 'good', says }]
  const mend =
    'Look at the delivery stream of the raw archive, and what it put under failed/. The stream has the rest yet.'
  return [{ name: 'raw archive', state: 'note', says, mend }]
}

async function checkGivenUp(store: Store, now: number): Promise<Finding[]> {
  const prefixes = [FAILED_BATCHES, REFUSED, FAILED_DELIVERIES]
  const [failed = [], refused = [], undelivered = []] = await Promise.all(prefixes.map(prefix => store.list(prefix)))
  const late = refused.filter(({ modified_at }) => now - modified_at > REFUSED_LATE_MS)
  const mend = 'Mend what the log of the function says, then clickstream job redrive.'
  const findings: Finding[] = []
  if (failed.length > 0) {
    findings.push({ name: 'given up', state: 'bad', says: showMany(failed.length, 'batch', 'batches'), mend })
  }
  if (late.length > 0) {
    const says = `${showMany(late.length, 'file')} of rejected events, not rows yet`
    findings.push({ name: 'refused', state: 'bad', says, mend })
  }
  if (undelivered.length > 0) {
    const says = `${showMany(undelivered.length, 'file')} under ${FAILED_DELIVERIES}`
    findings.push({
      name: 'undelivered',
      state: 'bad',
      says,
      mend: 'docs/deploy.md, deliveries-failed, says what to do.',
    })
  }
  return findings
}
