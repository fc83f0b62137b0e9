// events → identities: who an anonymous visitor turned out to be.
import { identities as table } from '@clickstream/events/derived'
import { foldArrivals } from './deriving/folding.ts'
import type { Job } from './job.ts'

export const identities: Job = {
  name: 'identities',
  about: 'Find out which user an anonymous visitor is, from events that name both',
  details: `
The person behind an event or a visit is its own user_id, else the current
identity of its visitor, else the visitor: joined when asked, so that it holds
for what the visitor did before too.`,
  options: { full: { type: 'boolean', about: 'From all events, not only new ones' } },
  examples: [['job identities', 'what is new']],
  run: ({ full }, work) => foldArrivals('identities', [{ table, write: writeIdentities }], full === true, work),
}

function writeIdentities(events: string, rows: string): string {
  return `
    with seen as (
      select anonymous_id, user_id, occurred_at as first_identified_at, occurred_at as last_identified_at
      from ${events} where anonymous_id is not null and user_id is not null
      union all
      select anonymous_id, user_id, first_identified_at, last_identified_at from ${rows}
    ),
    pairs as (
      select anonymous_id, user_id, min(first_identified_at) as first_identified_at,
        max(last_identified_at) as last_identified_at
      from seen group by anonymous_id, user_id
    )
    select *, row_number() over (partition by anonymous_id order by last_identified_at desc, user_id desc) = 1
      as is_current
    from pairs`
}
