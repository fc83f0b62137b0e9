// The one rule of what a session is, as SQL: per app and visitor, in the order of (occurred_at, event_id), an event after
// `idle` or more begins a new one; and one that began before midnight ends at noon, so that a client that never stops has
// sessions too and a day can be made again from that day, a little before it and the morning after.
//
// In one formula: events without an idle gap between them are a chain, and an event's session is the chain and the later
// of two days, the one the chain began on and the one it was twelve hours before the event.

/** Idle minutes may not be more: what happened so long before midnight must have begun on that day. */
export const MAX_IDLE_MINUTES = 720

/** Columns with the value of the first event that has one. */
// biome-ignore format: a list
const FIRSTS = [
  'short_code', 'channel', 'utm_source', 'utm_medium', 'utm_campaign', 'referrer_host', 'country', 'device_type', 'os',
  'browser', 'language',
] as const

export interface Visits {
  /** A SELECT of one app's events in parentheses, at least those of `from` − idle until noon of the day after `to`. */
  readonly events: string
  /** The days to make, YYYY-MM-DD, both included. */
  readonly from: string
  readonly to: string
  readonly idle_minutes: number
  /** Only the visitors of one of so many parts: a part's visitors fit the memory. */
  readonly part: number
  readonly parts: number
}

/** Who an event is of. */
export const VISITOR = 'coalesce(anonymous_id, user_id)'

/** A SELECT of sessions by `session_date`, their orders still a list (see writeSessions). */
export function writeVisits({ events, from, to, idle_minutes, part, parts }: Visits): string {
  const idle = `interval ${idle_minutes} minutes`
  const columns = [...FIRSTS, 'page_path', 'user_id']
  return `
    with visited as (
      select ${VISITOR} as visitor_id, occurred_at, event_id, event_type, traffic, ${columns.join(', ')},
        case when event_type = 'order_completed' then order_id end as order_id, value, currency
      from ${events}
      where ${VISITOR} is not null
        and occurred_at >= timestamp '${from}' - ${idle}
        and occurred_at < timestamp '${to}' + interval 36 hours
        ${parts === 1 ? '' : `and hash(${VISITOR}) % ${parts} = ${part}`}
    ),
    spaced as (
      select *, lag(occurred_at) over visit as before, row_number() over visit as n
      from visited
      window visit as (partition by visitor_id order by occurred_at, event_id)
    ),
    chained as (
      select *, max(case when before is null or occurred_at - before >= ${idle} then occurred_at end)
        over (partition by visitor_id order by n rows between unbounded preceding and current row) as began_at
      from spaced
    ),
    dated as (
      select *, greatest(cast(began_at as date), cast(occurred_at - interval 12 hours as date)) as session_date
      from chained
    )
    select session_date, visitor_id, min(occurred_at) as started_at, max(occurred_at) as ended_at, count(*) as events,
      count(*) filter (event_type = 'page_viewed') as pages,
      arg_max(user_id, n) as user_id, arg_min(page_path, n) as entry_page, arg_max(page_path, n) as exit_page,
      ${FIRSTS.map(name => `arg_min(${name}, n) as ${name}`).join(', ')},
      bool_or(traffic <> 'human') as is_bot,
      list({ n: n, order_id: order_id, value: value, currency: currency }) filter (order_id is not null) as ordered
    from dated
    where session_date between date '${from}' and date '${to}'
    group by session_date, visitor_id, began_at`
}

/** A SELECT of rows of the table sessions, and their session_date, from a table that has what writeVisits selects. */
export function writeSessions(visits: string): string {
  return `
    with ordered as (select visitor_id, started_at, unnest(ordered, recursive := true) from ${visits} where ordered is not null),
    firsts as (
      select visitor_id, started_at, min(n) as n, arg_min({ value: value, currency: currency }, n) as first
      from ordered group by visitor_id, started_at, order_id
    ),
    firsts_in as (
      select visitor_id, started_at, n, first.value as value, first.currency as currency,
        first_value(first.currency) over (partition by visitor_id, started_at order by n) as session_currency
      from firsts
    ),
    earned as (
      select visitor_id, started_at, count(*) as orders, any_value(session_currency) as currency,
        sum(value) filter (currency = session_currency) as revenue
      from firsts_in group by visitor_id, started_at
    )
    select session_date, visitor_id || '-' || epoch_ms(started_at) as session_id, visitor_id, user_id, started_at,
      ended_at, cast((epoch_ms(ended_at) - epoch_ms(started_at)) // 1000 as integer) as duration_seconds,
      cast(events as integer) as events, cast(pages as integer) as pages, entry_page, exit_page, ${FIRSTS.join(', ')},
      orders is not null as converted, cast(coalesce(orders, 0) as integer) as orders,
      cast(least(coalesce(revenue, 0), 99999999999999.9999) as decimal(18, 4)) as revenue, currency, is_bot
    from ${visits} left join earned using (visitor_id, started_at)`
}
