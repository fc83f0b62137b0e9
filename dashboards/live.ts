// The last half hour, minute by minute.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { bar, columns } from './visuals/bar.ts'
import { dashboard } from './visuals/dashboard.ts'
import { sortBy } from './visuals/field.ts'
import { filledmap } from './visuals/filledmap.ts'
import { TO_THE_SECOND } from './visuals/format.ts'
import { kpi } from './visuals/kpi.ts'
import { lastMinutes } from './visuals/parameter.ts'
import { known } from './visuals/part.ts'
import { donut } from './visuals/pie.ts'
import { row, sheet } from './visuals/sheet.ts'
import { events } from './visuals/sources.ts'
import { rows } from './visuals/table.ts'

const count = events.count('Events')
const visitors = events.distinct('person', 'Visitors')
const page = events.by('page_path', 'Page')
const link = events.by('short_code', 'Link')
const time = events.cell('occurred_at', 'Time', { DateTimeFormatConfiguration: TO_THE_SECOND })
const product = events.by('product_name', 'Product')

const live = sheet('Live', {
  about: 'What happens right now.',
  controls: ['period', 'app', 'country', 'device', 'traffic'],
  offers: events,
  rows: [
    row(
      6,
      [8, kpi('Active visitors', visitors)],
      [7, kpi('Events', count)],
      [7, kpi('Page views', events.value('page_views', 'Page views'))],
      [7, kpi('Clicks on links', events.value('link_clicks', 'Clicks'))],
      [7, kpi('Orders', events.value('orders_completed', 'Orders'))],
    ),
    row(
      12,
      [
        22,
        columns('By minute', events.at('occurred_at', 'MINUTE', 'Minute'), [count], {
          arrangement: 'STACKED',
          colors: events.by('app'),
        }),
      ],
      [14, filledmap('Where', events.by('country'), visitors)],
    ),
    row(
      11,
      [12, known(bar('Pages', page, [events.value('page_views', 'Views')], { limit: 8 }), page)],
      [12, known(bar('Links', link, [events.value('link_clicks', 'Clicks')], { limit: 8 }), link)],
      [12, known(bar('Products', product, [events.value('product_views', 'Views')], { limit: 8 }), product)],
    ),
    row(
      16,
      [
        24,
        rows(
          'Newest events',
          [
            time,
            events.cell('app'),
            events.cell('event_type', 'Event'),
            events.cell('about', 'Of what'),
            events.cell('country'),
            events.cell('device_type', 'Device'),
          ],
          { sort: sortBy(time, 'DESC'), subtitle: 'With the product, link, search or page that each is about' },
        ),
      ],
      [12, donut('What happens', events.by('event_type', 'Event'), count, { limit: 6 })],
    ),
  ],
})

export default dashboard([events], {
  period: lastMinutes(30),
  choices: { names: ['app', 'country', 'device', 'traffic'], of: events },
  sheets: [live],
}) satisfies DashboardVersionDefinition
