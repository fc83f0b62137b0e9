// Routes of the Rejected page: what was rejected, why, who sent it, and how to mend it.
import { DAY, dateOf } from '@clickstream/events/time'
import {
  countReasons,
  countSenders,
  type ReasonCount,
  type Rejected,
  type RejectedFilter,
  readExamples,
  type SenderCount,
} from '@clickstream/query/rejections'
import { Hono } from 'hono'
import { Failure } from './failure.ts'
import { mendingOf } from './mending.ts'
import { showPayload, showReason } from './payload.ts'
import type { Env, Sources } from './sources.ts'
import type { ExampleEntry, ReasonEntry, RejectedAnswer, SenderEntry } from './wire-rejected.ts'

const MAX_DAYS = 90
const EXAMPLES = 5
/** Kinds of sender, field and day that are told apart; beyond them only the counts of reasons are right. */
const KINDS = 5_000
const SENDERS = 12
/** Characters of a payload that are shown. */
const SHOWN = 20_000
const MAX_REASON = 1_000

/** GET /rejected, as wire-rejected.ts says. */
export function routeRejected(sources: Pick<Sources, 'engine' | 'turns'>, clock: () => number = Date.now): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/rejected', async c => {
    const now = clock()
    const days = readDays(c.req.query('days') ?? '7')
    const since = dateOf(now - (days - 1) * DAY)
    const filter: RejectedFilter = { since, app: c.req.query('app') }
    const { signal } = c.req.raw
    const engine = stopping(sources.engine, signal)
    const [counts, senders, examples, all] = await sources.turns.run(
      () =>
        Promise.all([
          countReasons(engine, filter),
          countSenders(engine, filter, KINDS),
          readExamples(engine, filter, EXAMPLES),
          filter.app === undefined ? undefined : countSenders(engine, { since }, KINDS),
        ]),
      signal,
    )
    const answer: RejectedAnswer = {
      since,
      reasons: counts.map(count => describeReason(count, senders, examples, since, days)),
      total: counts.reduce((sum, { count }) => sum + count, 0),
      apps: sumBy(all ?? senders, 'app').map(([app, count]) => ({ app, count })),
      complete_up_to: engine.completeUpTo(),
    }
    return c.json(answer)
  })
  return app
}

/** The engine, stopped by a signal, and up to when its answers are complete (ISO 8601). */
function stopping(engine: Sources['engine'], signal: AbortSignal) {
  let completeUpTo: string | null = null
  return {
    run: async (...[sql, parameters]: Parameters<typeof engine.run>) => {
      const result = await engine.run(sql, parameters, { signal })
      completeUpTo = result.receipt.complete_up_to
      return result
    },
    completeUpTo: () => completeUpTo,
  }
}

function readDays(text: string): number {
  const days = Number(text)
  if (/^\d{1,3}$/.test(text) && days >= 1 && days <= MAX_DAYS) return days
  throw new Failure(400, `days: expected a whole number from 1 to ${MAX_DAYS}, got ${JSON.stringify(text)}`)
}

function describeReason(
  { reason_code, count, last_at }: ReasonCount,
  senders: readonly SenderCount[],
  examples: readonly Rejected[],
  since: string,
  days: number,
): ReasonEntry {
  const own = senders.filter(each => each.reason_code === reason_code)
  const byDay = new Map(sumBy(own, 'received_date'))
  const first = Date.parse(since)
  return {
    reason_code,
    count,
    last_at,
    days: Array.from({ length: days }, (_, i) => byDay.get(dateOf(first + i * DAY)) ?? 0),
    ...mendingOf(reason_code),
    senders: countBySender(own).slice(0, SENDERS),
    examples: examples.filter(each => each.reason_code === reason_code).map(describeExample),
    fields: sumBy(own, 'field').map(([field, count]) => ({ field, count })),
  }
}

function describeExample({ received_at, app, dialect, event_id, field, reason, payload }: Rejected): ExampleEntry {
  const { text, isCut, characters } = showPayload(payload, SHOWN)
  const words = showReason(reason).slice(0, MAX_REASON)
  return { received_at, app, dialect, event_id, field, reason: words, payload: text, isCut, characters }
}

function countBySender(counts: readonly SenderCount[]): SenderEntry[] {
  const found = new Map<string, SenderEntry>()
  for (const { app, dialect, sdk, sdk_version, count } of counts) {
    const key = JSON.stringify([app, dialect, sdk, sdk_version])
    const before = found.get(key)?.count ?? 0
    found.set(key, { app, dialect, sdk, sdk_version, count: before + count })
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}

function sumBy<Name extends 'app' | 'field' | 'received_date'>(
  counts: readonly SenderCount[],
  name: Name,
): [SenderCount[Name], number][] {
  const sums = new Map<SenderCount[Name], number>()
  for (const each of counts) sums.set(each[name], (sums.get(each[name]) ?? 0) + each.count)
  return [...sums].sort(([, a], [, b]) => b - a)
}
