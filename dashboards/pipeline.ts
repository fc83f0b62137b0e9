// The pipeline itself: what arrives, what is refused, what is late, and what the jobs do.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { bar, columns } from './visuals/bar.ts'
import { colorCell, colorNumber, welcomeLess } from './visuals/condition.ts'
import { dashboard } from './visuals/dashboard.ts'
import { sortBy } from './visuals/field.ts'
import { PERCENT, SECONDS, TENTHS, TO_THE_SECOND, WHOLE } from './visuals/format.ts'
import { TIME } from './visuals/hierarchy.ts'
import { kpi } from './visuals/kpi.ts'
import { line } from './visuals/line.ts'
import { lastDays } from './visuals/parameter.ts'
import { known } from './visuals/part.ts'
import { row, sheet } from './visuals/sheet.ts'
import { arrivals, files, freshness, rejections, runs } from './visuals/sources.ts'
import { rows, table } from './visuals/table.ts'

const COUNTED = { NumberFormatConfiguration: { FormatConfiguration: WHOLE } }

const count = arrivals.count('Events')
const refused = rejections.count('Rejected')
const rule = arrivals.by('traffic_rule', 'Rule')
const started = runs.cell('started_at', 'Started', { DateTimeFormatConfiguration: TO_THE_SECOND })
const status = runs.cell('status')
const error = runs.cell('error')
const failed = runs.value('failed', 'Failed')

const pipeline = sheet('Pipeline', {
  about: 'Whether data comes in, how fresh and how whole it is, and what the jobs make of it.',
  controls: ['period', 'app'],
  offers: arrivals,
  rows: [
    row(
      6,
      [6, kpi('Events', count, { subtitle: 'By when they arrived' })],
      [
        6,
        kpi('Rejected', refused, {
          subtitle: 'Broke the contract',
          conditions: [colorNumber('COUNT({received_at}) > 0'), ...welcomeLess('COUNT({received_at})')],
        }),
      ],
      [6, kpi('Repeated', runs.sum('repeated'), { subtitle: 'Counted once' })],
      [
        6,
        kpi('Late', arrivals.value('late_share', 'Late', PERCENT), {
          subtitle: 'More than an hour',
          conditions: welcomeLess('{late_share}'),
        }),
      ],
      [
        6,
        kpi('Bots', arrivals.value('bot_share', 'Bots', PERCENT), {
          subtitle: 'And link previews',
          conditions: welcomeLess('{bot_share}'),
        }),
      ],
      [
        6,
        kpi('Failed runs', failed, {
          subtitle: 'Of jobs',
          conditions: [colorNumber('{failed} > 0'), ...welcomeLess('{failed}')],
        }),
      ],
    ),
    row(
      11,
      [
        22,
        line(
          'Events a minute',
          arrivals.at('received_at', 'HOUR', 'Hour'),
          [arrivals.value('events_a_minute', 'Events a minute', TENTHS)],
          { subtitle: 'Mean of each hour', colors: arrivals.by('app') },
        ),
      ],
      [
        14,
        table(
          'Freshness',
          [freshness.by('app')],
          [
            freshness.latest('last_received_at', 'Last arrived'),
            freshness.latest('last_occurred_at', 'Last happened'),
            freshness.sum('events'),
            freshness.sum('late_events', 'Late'),
          ],
        ),
      ],
    ),
    row(
      11,
      [12, bar('Rejected by reason', rejections.by('reason_code', 'Reason'), [refused], { limit: 8 })],
      [
        12,
        columns('Rejected by day', rejections.at('received_at', 'DAY', 'Day', TIME), [refused], {
          arrangement: 'STACKED',
          colors: rejections.by('dialect'),
        }),
      ],
      [12, known(bar('Bots by rule', rule, [count], { limit: 8 }), rule)],
    ),
    row(
      11,
      [
        18,
        line('Late events', arrivals.at('received_at', 'HOUR', 'Hour', TIME), [arrivals.value('late_events', 'Late')], {
          subtitle: 'Arrived more than an hour after they happened',
          colors: arrivals.by('app'),
        }),
      ],
      [
        18,
        table(
          'Senders',
          [
            arrivals.by('app'),
            arrivals.by('dialect'),
            arrivals.by('sdk', 'SDK'),
            arrivals.by('sdk_version', 'Version'),
          ],
          [
            count,
            arrivals.value('late_share', 'Late', PERCENT),
            arrivals.percentile('delay_seconds', 95, 'Delay of 95%', SECONDS),
          ],
          { bars: count },
        ),
      ],
    ),
    row(
      12,
      [
        20,
        table(
          'Files now',
          [files.by('table_name', 'Table'), files.by('app')],
          [
            files.sum('megabytes', 'MB', TENTHS),
            files.distinct('path', 'Files'),
            files.distinct('partition_path', 'Partitions'),
          ],
          { subtitle: 'Whatever the period', total: true, bars: files.sum('megabytes', 'MB', TENTHS) },
        ),
      ],
      [
        16,
        table(
          'Greatest partitions',
          [files.by('table_name', 'Table'), files.by('partition_path', 'Partition')],
          [files.sum('megabytes', 'MB', TENTHS), files.distinct('path', 'Files')],
        ),
      ],
    ),
    row(13, [
      36,
      rows(
        'Runs of jobs',
        [
          started,
          runs.cell('job'),
          runs.cell('status'),
          runs.cell('elapsed_ms', 'Took, ms', COUNTED),
          runs.cell('rows_in', 'Rows in', COUNTED),
          runs.cell('rows_out', 'Rows out', COUNTED),
          runs.cell('rejected', 'Rejected', COUNTED),
          runs.cell('repeated', 'Repeated', COUNTED),
          runs.cell('files', 'Files', COUNTED),
          runs.cell('bytes', 'Bytes', COUNTED),
          runs.cell('error'),
        ],
        {
          sort: sortBy(started, 'DESC'),
          conditions: [colorCell(status, "{status} = 'failed'"), colorCell(error, "{status} = 'failed'")],
        },
      ),
    ]),
  ],
})

export default dashboard([arrivals, rejections, freshness, runs, files], {
  period: lastDays(2),
  choices: { names: ['app'], of: arrivals },
  sheets: [pipeline],
}) satisfies DashboardVersionDefinition
