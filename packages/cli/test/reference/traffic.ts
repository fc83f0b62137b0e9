import { countDistinct, fraction, groupBy, orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import { dayOf, type Folder } from './folder.ts'

export function botShare({ events }: Folder): Answer {
  const rows = groupBy(events, event => [event.app]).flatMap(([app, theirs]) =>
    groupBy(theirs, event => [event.traffic]).map(([traffic, those]) => [
      ...app,
      ...traffic,
      those.length,
      fraction(those.length, theirs.length),
    ]),
  )
  return { columns: ['app', 'traffic', 'events', 'share'], rows: orderBy(rows, 1, -3, 2) }
}

export function activeVisitors({ events, people }: Folder): Answer {
  const human = events.filter(event => event.is_human)
  const rows = groupBy(human, event => [dayOf(event.occurred), event.app]).map(([key, theirs]) => [
    ...key,
    countDistinct(theirs.map(people.personOf, people)),
    countDistinct(theirs.map(event => event.text('user_id') ?? people.userOf(event.app, event.visitor))),
    theirs.length,
  ])
  return { columns: ['day', 'app', 'visitors', 'users', 'events'], rows: orderBy(rows, 1, 2) }
}

export function rejectedByReason({ rejections, from, to }: Folder): Answer {
  const asked = rejections.filter(({ received }) => dayOf(received) >= from && dayOf(received) <= to)
  const rows = groupBy(asked, ({ app, reason_code, field }) => [
    app ?? '(unknown)',
    reason_code,
    field ?? '(none)',
  ]).map(([key, those]) => [...key, those.length])
  return { columns: ['app', 'reason_code', 'field', 'rejected'], rows: orderBy(rows, -4, 1, 2, 3) }
}
