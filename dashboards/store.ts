// The store: from a look at a product to an order, and what it brought in.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { bar } from './visuals/bar.ts'
import { combo } from './visuals/combo.ts'
import { dashboard } from './visuals/dashboard.ts'
import { filledmap } from './visuals/filledmap.ts'
import { MONEY, PERCENT, TENTHS } from './visuals/format.ts'
import { funnel } from './visuals/funnel.ts'
import { TIME } from './visuals/hierarchy.ts'
import { kpi } from './visuals/kpi.ts'
import { line } from './visuals/line.ts'
import { lastDays } from './visuals/parameter.ts'
import { known, where } from './visuals/part.ts'
import { donut } from './visuals/pie.ts'
import { row, sheet } from './visuals/sheet.ts'
import {
  cart_abandonment,
  orders,
  product_affinity,
  searches,
  shopping,
  store_funnel,
  visits,
} from './visuals/sources.ts'
import { table } from './visuals/table.ts'

const IN_CURRENCY = 'Orders in the chosen currency'

const revenue = orders.value('revenue', 'Revenue', MONEY)
const count = orders.count('Orders')
const conversion = visits.value('conversion', 'Conversion', PERCENT)
const day = orders.at('occurred_at', 'DAY', 'Day', TIME)
const viewed = shopping.value('viewed', 'Viewed')
const added = shopping.value('added', 'Added')
const searched = searches.count('Searches')

const store = sheet('Store', {
  about: 'What the store sold, and where people stop on the way to an order.',
  controls: ['period', 'country', 'device', 'traffic', 'currency'],
  offers: orders,
  rows: [
    row(
      6,
      [9, kpi('Revenue', revenue, { subtitle: IN_CURRENCY })],
      [9, kpi('Orders', count, { subtitle: 'In any currency, each once' })],
      [9, kpi('Average order', orders.value('average_order', 'Average order', MONEY), { subtitle: IN_CURRENCY })],
      [9, kpi('Conversion', conversion, { subtitle: 'Visits with an order' })],
    ),
    row(
      13,
      [
        14,
        funnel('From visit to order', store_funnel.by('step_name', 'Step'), store_funnel.sum('visitors', 'Visitors'), {
          subtitle: 'People, each step after the one before',
        }),
      ],
      [22, combo('Revenue and orders', day, [revenue], [count])],
    ),
    row(
      15,
      [
        23,
        table(
          'Top products',
          [shopping.by('product_name', 'Product'), shopping.by('category')],
          [
            viewed,
            added,
            shopping.value('added_share', 'Added, share', PERCENT),
            shopping.value('bought', 'Bought'),
            shopping.value('sales', 'Revenue', MONEY),
          ],
          { bars: viewed },
        ),
      ],
      [13, bar('Categories', shopping.by('category', 'Category', 'product'), [viewed, added])],
    ),
    row(
      11,
      [
        16,
        line(
          'Cart abandonment',
          cart_abandonment.at('day', 'DAY', 'Day'),
          [cart_abandonment.value('abandonment_share', 'Abandoned', PERCENT)],
          { subtitle: 'Of carts ordered or left for a day' },
        ),
      ],
      [
        20,
        table(
          'Also bought',
          [product_affinity.by('product_name', 'Product'), product_affinity.by('other_product_name', 'Bought with')],
          [
            product_affinity.sum('together', 'Orders with both'),
            product_affinity.max('lift', 'Times more than by chance', TENTHS),
          ],
          { subtitle: 'Products that at least 3 orders have together' },
        ),
      ],
    ),
    row(
      11,
      [
        18,
        table(
          'Searches',
          [searches.by('search_query', 'Searched for')],
          [
            searched,
            searches.distinct('person', 'Visitors'),
            searches.value('without_results', 'Without results', PERCENT),
          ],
          { bars: searched },
        ),
      ],
      [
        18,
        where(
          bar('Searches without results', searches.by('search_query', 'Searched for'), [searched], {
            subtitle: 'What people looked for and did not find',
          }),
          searches.column('results'),
          0,
        ),
      ],
    ),
    row(
      13,
      [16, filledmap('Revenue by country', orders.by('country'), revenue)],
      [
        10,
        // Visits with an order have a currency.
        known(
          bar('Revenue by channel', visits.by('channel'), [visits.value('sales', 'Revenue', MONEY)], {
            subtitle: 'How the visits with the orders came',
          }),
          visits.by('currency'),
        ),
      ],
      [10, donut('Orders by device', orders.by('device_type', 'Device'), count)],
    ),
  ],
})

export default dashboard([orders, visits, shopping, searches, store_funnel, cart_abandonment, product_affinity], {
  period: lastDays(28),
  choices: { names: ['app', 'country', 'device', 'traffic'], of: orders },
  chosen: { app: ['store'] },
  hasCurrency: true,
  sheets: [store],
}) satisfies DashboardVersionDefinition
