// Who comes, from where, on what, how long they stay, and whether they come back.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { bar, columns } from './visuals/bar.ts'
import { welcomeLess } from './visuals/condition.ts'
import { dashboard } from './visuals/dashboard.ts'
import { filledmap } from './visuals/filledmap.ts'
import { PERCENT, SECONDS, TENTHS } from './visuals/format.ts'
import { heatmap } from './visuals/heatmap.ts'
import { TIME } from './visuals/hierarchy.ts'
import { histogram } from './visuals/histogram.ts'
import { kpi } from './visuals/kpi.ts'
import { line } from './visuals/line.ts'
import { lastDays } from './visuals/parameter.ts'
import { known } from './visuals/part.ts'
import { donut } from './visuals/pie.ts'
import { pivot } from './visuals/pivot.ts'
import { row, sheet } from './visuals/sheet.ts'
import { new_and_returning, retention_cohorts, visits } from './visuals/sources.ts'

const count = visits.count('Visits')
const visitors = visits.distinct('person', 'Visitors')
const bounce = visits.value('bounce_rate', 'Bounce rate', PERCENT)
const country = visits.by('country')
const device = visits.by('device_type', 'Device', 'device')
const language = visits.by('language')
const entry = visits.by('entry_page', 'First page')

const audience = sheet('Audience', {
  about: 'Visitors and their visits: who they are, how long they stay, and whether they come back.',
  controls: ['period', 'app', 'country', 'device', 'traffic'],
  offers: visits,
  rows: [
    row(
      6,
      [8, kpi('Visitors', visitors, { subtitle: 'People, each once' })],
      [7, kpi('Visits', count, { subtitle: 'Until 30 idle minutes' })],
      [7, kpi('Pages a visit', visits.average('pages', 'Pages', TENTHS), { subtitle: 'Mean' })],
      [7, kpi('Length of a visit', visits.median('duration_seconds', 'Length', SECONDS), { subtitle: 'Median' })],
      [7, kpi('Bounce rate', bounce, { subtitle: 'One page and no order', conditions: welcomeLess('{bounce_rate}') })],
    ),
    row(
      11,
      [22, line('Visitors and visits', visits.at('started_at', 'DAY', 'Day', TIME), [visitors, count])],
      [
        14,
        columns(
          'New and returning',
          new_and_returning.at('day', 'DAY', 'Day'),
          [new_and_returning.sum('new_visitors', 'New'), new_and_returning.sum('returning_visitors', 'Returning')],
          { arrangement: 'STACKED', subtitle: 'Visitors of a day; new ones were not here in the year before' },
        ),
      ],
    ),
    row(
      14,
      [
        18,
        heatmap(
          'Who comes back',
          retention_cohorts.at('cohort', 'DAY', 'Week of the first visit'),
          retention_cohorts.byNumber('weeks_later', 'Weeks later'),
          retention_cohorts.max('retention', 'Came back', PERCENT),
          { labels: true, subtitle: "The store's visitors of the last 12 weeks, by the week of their first visit" },
        ),
      ],
      [18, filledmap('Countries', country, visitors)],
    ),
    row(
      11,
      [12, donut('Devices', device, visitors)],
      [12, known(bar('Languages', language, [visitors], { limit: 8 }), language)],
      [12, known(bar('First pages', entry, [count], { limit: 8 }), entry)],
    ),
    row(
      11,
      [18, histogram('Minutes of a visit', visits.value('minutes', 'Minutes'), { width: 2, bars: 30 })],
      [18, histogram('Pages of a visit', visits.value('pages', 'Pages'), { width: 1, bars: 30 })],
    ),
    row(12, [36, pivot('Countries and devices', [country], [visits.by('device_type', 'Device')], [visitors])]),
  ],
})

export default dashboard([visits, new_and_returning, retention_cohorts], {
  period: lastDays(28),
  choices: { names: ['app', 'country', 'device', 'traffic'], of: visits },
  chosen: { app: ['store'] },
  sheets: [audience],
}) satisfies DashboardVersionDefinition
