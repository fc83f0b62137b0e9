// What brings people here, and what it is worth: channels, campaigns, referrers, links.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { bar } from './visuals/bar.ts'
import { dashboard } from './visuals/dashboard.ts'
import { MONEY, PERCENT, TENTHS } from './visuals/format.ts'
import { TIME } from './visuals/hierarchy.ts'
import { kpi } from './visuals/kpi.ts'
import { area } from './visuals/line.ts'
import { lastDays } from './visuals/parameter.ts'
import { known } from './visuals/part.ts'
import { donut } from './visuals/pie.ts'
import { sankey } from './visuals/sankey.ts'
import { row, sheet } from './visuals/sheet.ts'
import { attribution, campaigns, link_to_order, paths, visits } from './visuals/sources.ts'
import { table } from './visuals/table.ts'

const IN_CURRENCY = 'In the chosen currency'

const count = visits.count('Visits')
const visitors = visits.distinct('person', 'Visitors')
const conversion = visits.value('conversion', 'Conversion', PERCENT)
const revenue = visits.value('sales', 'Revenue', MONEY)
const channel = visits.by('channel', 'Channel', 'channel')
const referrer = visits.by('referrer_host', 'Referrer')

const acquisition = sheet('Acquisition', {
  about: 'Where visits come from, and the orders that followed.',
  controls: ['period', 'app', 'country', 'device', 'campaign', 'traffic', 'currency'],
  offers: visits,
  rows: [
    row(
      6,
      [9, kpi('Visits', count, { subtitle: 'Until 30 idle minutes' })],
      [9, kpi('Visitors', visitors, { subtitle: 'People, each once' })],
      [9, kpi('Conversion', conversion, { subtitle: 'Visits with an order' })],
      [9, kpi('Revenue of visits', revenue, { subtitle: IN_CURRENCY })],
    ),
    row(
      11,
      [
        24,
        area('Visits by channel', visits.at('started_at', 'DAY', 'Day', TIME), [count], {
          colors: visits.by('channel'),
        }),
      ],
      [12, donut('Channels', channel, count, { limit: 6 })],
    ),
    row(
      13,
      [
        20,
        table(
          'What channels are worth',
          [visits.by('channel')],
          [count, visitors, visits.value('bounce_rate', 'Bounce rate', PERCENT), conversion, revenue],
          { bars: count },
        ),
      ],
      [16, known(bar('Referrers', referrer, [count]), referrer)],
    ),
    row(
      15,
      [
        20,
        table(
          'Campaigns',
          [
            campaigns.by('utm_campaign', 'Campaign'),
            campaigns.by('utm_source', 'Source'),
            campaigns.by('utm_medium', 'Medium'),
          ],
          [campaigns.sum('visitors'), campaigns.sum('orders'), campaigns.sum('revenue', 'Revenue', MONEY)],
          { subtitle: "Orders go to their visitor's last campaign", bars: campaigns.sum('visitors') },
        ),
      ],
      [
        16,
        bar(
          'Attribution',
          attribution.by('name', 'Channel'),
          [
            attribution.sum('first_revenue', 'First touch', MONEY),
            attribution.sum('last_revenue', 'Last touch', MONEY),
            attribution.sum('linear_revenue', 'Equal parts', MONEY),
          ],
          { subtitle: 'Revenue given to what led to it in the 30 days before', limit: 6 },
        ),
      ],
    ),
    row(
      12,
      [
        16,
        table(
          'From link to order',
          [link_to_order.by('short_code', 'Link')],
          [
            link_to_order.sum('clicks'),
            link_to_order.sum('visits', 'Visited the store'),
            link_to_order.sum('orders'),
            link_to_order.value('order_share', 'Orders of clicks', PERCENT),
            link_to_order.sum('revenue', 'Revenue', MONEY),
          ],
          { subtitle: 'Within a day of the click', bars: link_to_order.sum('clicks') },
        ),
      ],
      [
        20,
        sankey(
          'Ways through the store',
          paths.by('step_1', 'From'),
          paths.by('step_2', 'To'),
          paths.sum('times', 'Times'),
          {
            subtitle: 'The first two of the most frequent ways of three steps',
          },
        ),
      ],
    ),
    row(14, [
      36,
      table(
        'Attribution by channel',
        [attribution.by('name', 'Channel')],
        [
          attribution.sum('first_orders', 'Orders, first touch'),
          attribution.sum('last_orders', 'Orders, last touch'),
          attribution.sum('linear_orders', 'Orders, equal parts', TENTHS),
          attribution.sum('first_revenue', 'Revenue, first touch', MONEY),
          attribution.sum('last_revenue', 'Revenue, last touch', MONEY),
          attribution.sum('linear_revenue', 'Revenue, equal parts', MONEY),
        ],
      ),
    ]),
  ],
})

export default dashboard([visits, campaigns, attribution, link_to_order, paths], {
  period: lastDays(28),
  choices: { names: ['app', 'country', 'device', 'campaign', 'traffic'], of: visits },
  chosen: { app: ['store'] },
  hasCurrency: true,
  sheets: [acquisition],
}) satisfies DashboardVersionDefinition
