// Visits, made of events by the rule in words; and the answers that rest on them.
import { channelOf } from '@clickstream/visitors/referrers'
import { countDistinct, fraction, groupBy, orderBy } from './arithmetic.ts'
import { tagsOf } from './attribution.ts'
import type { Answer } from './csv.ts'
import { dayOf, type Event, type Folder, inOrder } from './folder.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const MEDIA: Readonly<Record<string, string>> = {
  ...{ email: 'email', social: 'social', affiliate: 'referral' },
  ...{ cpc: 'paid', display: 'paid', paid_social: 'paid' },
}

export interface Visit {
  readonly session_id: string
  readonly app: string
  readonly visitor: string
  readonly person: string
  /** Of its first event. */
  readonly day: string
  /** ms since 1970 */
  readonly began: number
  readonly seconds: number
  readonly pages: number
  readonly channel: string | null
  readonly converted: boolean
  readonly is_human: boolean
}

/** The visits that began on a day up to `to`. */
export function listVisits({ all, people, to }: Folder): Visit[] {
  const visits: Visit[] = []
  for (const [, theirs] of groupBy(all, event => [event.app, event.visitor])) {
    let visit: Event[] = []
    const close = () => {
      if (visit.length > 0) visits.push(describe(visit, people.userOf.bind(people)))
      visit = []
    }
    for (const event of theirs.toSorted(inOrder)) {
      if (visit.length > 0 && isOver(visit, event.occurred)) close()
      visit.push(event)
    }
    close()
  }
  return visits.filter(({ day }) => day <= to)
}

/** After 30 idle minutes, and at noon where it began before midnight. */
function isOver(visit: readonly Event[], now: number): boolean {
  const midnight = Math.floor(now / DAY) * DAY
  const isLong = visit[0]!.occurred < midnight && now >= midnight + DAY / 2
  return isLong || now - visit.at(-1)!.occurred >= 30 * MINUTE
}

function describe(visit: readonly Event[], userOf: (app: string, visitor: string) => string | null): Visit {
  const [first, last] = [visit[0]!, visit.at(-1)!]
  const user = visit.map(event => event.text('user_id')).findLast(id => id !== null)
  return {
    session_id: `${first.visitor}-${first.occurred}`,
    app: first.app,
    visitor: first.visitor,
    person: user ?? userOf(first.app, first.visitor) ?? first.visitor,
    day: dayOf(first.occurred),
    began: first.occurred,
    seconds: Math.floor((last.occurred - first.occurred) / 1000),
    pages: visit.filter(event => event.event_type === 'page_viewed').length,
    channel: channelBy(first),
    converted: visit.some(event => event.event_type === 'order_completed'),
    is_human: visit.every(event => event.is_human),
  }
}

function channelBy(event: Event): string {
  const [source, medium] = tagsOf(event)
  if (medium !== null && medium !== undefined) return MEDIA[medium] ?? 'other'
  if (source !== null) return 'other'
  const [referrer, page] = ['referrer_url', 'page_url'].map(name => event.text(name))
  const host = (url: string) => new URL(url).hostname.toLowerCase().replace(/^www\./, '')
  if (referrer !== null && page !== null && host(referrer!) === host(page!)) return 'internal'
  const channel = channelOf(referrer!)
  if (channel === undefined)
    throw new Error(`referrer of ${event.event_id}: expected one of referrers.ts, got ${referrer}`)
  return channel
}

const human = (folder: Folder) => listVisits(folder).filter(visit => visit.is_human)

export function sessionsByDay(folder: Folder): Answer {
  const asked = human(folder).filter(({ day }) => day >= folder.from)
  const rows = groupBy(asked, visit => [visit.day, visit.app]).map(([key, visits]) => {
    const converted = visits.filter(visit => visit.converted).length
    return [
      ...key,
      visits.length,
      countDistinct(visits.map(visit => visit.person)),
      fraction(sum(visits.map(visit => visit.pages)), visits.length),
      fraction(sum(visits.map(visit => visit.seconds)), visits.length),
      converted,
      fraction(converted, visits.length),
    ]
  })
  return {
    columns: [
      ...['day', 'app', 'sessions', 'visitors', 'pages_per_session', 'seconds_per_session', 'converted', 'conversion'],
    ],
    rows: orderBy(rows, 1, 2),
  }
}

export function bounceRate(folder: Folder): Answer {
  const asked = human(folder).filter(({ day, app, pages }) => day >= folder.from && app === 'store' && pages > 0)
  const rows = groupBy(asked, visit => [visit.channel]).map(([key, visits]) => {
    const bounces = visits.filter(visit => visit.pages === 1 && !visit.converted).length
    return [...key, visits.length, bounces, fraction(bounces, visits.length)]
  })
  return { columns: ['trait', 'sessions', 'bounces', 'bounce_rate'], rows: orderBy(rows, -2, 1).slice(0, 50) }
}

export function newAndReturning(folder: Folder): Answer {
  const since = dayOf(Date.parse(folder.from) - 365 * DAY)
  const visits = human(folder).filter(({ day }) => day >= since)
  const first = new Map<string, string>()
  for (const { app, person, day } of visits) {
    const key = `${app} ${person}`
    if (day < (first.get(key) ?? '9')) first.set(key, day)
  }
  const asked = visits.filter(({ day }) => day >= folder.from)
  const rows = groupBy(asked, visit => [visit.day, visit.app]).map(([key, theirs]) => {
    const people = [...new Set(theirs.map(visit => visit.person))]
    const fresh = people.filter(person => first.get(`${key[1]} ${person}`) === key[0]).length
    return [...key, people.length, fresh, people.length - fresh, fraction(fresh, people.length)]
  })
  return {
    columns: ['day', 'app', 'visitors', 'new_visitors', 'returning_visitors', 'new_share'],
    rows: orderBy(rows, 1, 2),
  }
}

export function retentionCohorts(folder: Folder): Answer {
  const weeks = new Map<string, Set<number>>()
  const since = dayOf(Date.parse(folder.from) - 365 * DAY)
  for (const visit of human(folder).filter(({ app, day }) => app === 'store' && day >= since)) {
    weeks.set(visit.person, (weeks.get(visit.person) ?? new Set()).add(weekOf(visit.day)))
  }
  const over = (Date.parse(folder.to) + DAY) / DAY
  const cohorts = groupBy(weeks.values(), theirs => [Math.min(...theirs)])
  const rows = cohorts.flatMap(([[cohort], people]) =>
    Array.from({ length: 13 }, (_, later) => later)
      .filter(later => Number(cohort) >= weekOf(folder.from) && firstDay(Number(cohort) + later + 1) <= over)
      .map(later => {
        const visitors = people.filter(theirs => theirs.has(Number(cohort) + later)).length
        return [
          dayOf(firstDay(Number(cohort)) * DAY),
          later,
          people.length,
          visitors,
          fraction(visitors, people.length),
        ]
      }),
  )
  return {
    columns: ['cohort', 'weeks_later', 'cohort_size', 'visitors', 'retention'],
    rows: orderBy(rows, 1, 2),
  }
}

/** Weeks since the one of Monday 29 December 1969. */
function weekOf(day: string): number {
  return Math.floor((Date.parse(day) / DAY + 3) / 7)
}

/** Days since 1970 of a week's Monday. */
function firstDay(week: number): number {
  return week * 7 - 3
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
