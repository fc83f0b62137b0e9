// The data sets that dashboards are drawn from, and what is calculated of their columns.
import { source } from './source.ts'

const PERIOD = { from: 'from', to: 'to' }
const PERIOD_AND_CURRENCY = { ...PERIOD, currency: 'currency' }

// biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter, as QuickSight's language has it
const IS_IN_CURRENCY = '{currency} = ${currency}'

const share = (part: string, of: string) => `${part} / ${of}`

/** QuickSight counts weekdays from Sunday, 1; a week here begins on Monday. */
const WEEKDAYS = {
  weekday_number: "ifelse(extract('WD', {occurred_at}) = 1, 7, extract('WD', {occurred_at}) - 1)",
  weekday:
    "ifelse({weekday_number} = 1, 'Mon', {weekday_number} = 2, 'Tue', {weekday_number} = 3, 'Wed', " +
    "{weekday_number} = 4, 'Thu', {weekday_number} = 5, 'Fri', {weekday_number} = 6, 'Sat', 'Sun')",
  hour_of_day: "extract('HH', {occurred_at})",
}

// ---- Rows: one an event, a visit, an order …

export const events = source('events', {
  time: 'occurred_at',
  calculations: {
    page_views: "countIf({occurred_at}, {event_type} = 'page_viewed')",
    link_clicks: "countIf({occurred_at}, {event_type} = 'link_clicked')",
    product_views: "countIf({occurred_at}, {event_type} = 'product_viewed')",
    about: 'coalesce({product_name}, {short_code}, {search_query}, {page_path})',
    orders_completed: "distinct_countIf({order_id}, {event_type} = 'order_completed')",
  },
})

export const arrivals = source('arrivals', {
  time: 'received_at',
  calculations: {
    late_events: "countIf({received_at}, {received_at} > addDateTime(1, 'HH', {occurred_at}))",
    late_share: share('{late_events}', 'count({received_at})'),
    bot_share: share("countIf({received_at}, {traffic} <> 'human')", 'count({received_at})'),
    events_a_minute: 'count({received_at}) / 60',
  },
})

export const clicks = source('clicks', {
  time: 'occurred_at',
  calculations: { ...WEEKDAYS, clicks: 'count({occurred_at})' },
})

export const visits = source('visits', {
  time: 'started_at',
  calculations: {
    conversion: share('countIf({started_at}, {orders} > 0)', 'count({started_at})'),
    bounce_rate: share('countIf({started_at}, {pages} = 1 AND {orders} = 0)', 'countIf({started_at}, {pages} > 0)'),
    minutes: '{duration_seconds} / 60',
    sales: `sumIf({revenue}, ${IS_IN_CURRENCY})`,
  },
})

export const orders = source('orders', {
  time: 'occurred_at',
  calculations: {
    revenue: `sumIf({value}, ${IS_IN_CURRENCY})`,
    average_order: `avgIf({value}, ${IS_IN_CURRENCY})`,
  },
})

export const shopping = source('shopping', {
  time: 'occurred_at',
  calculations: {
    viewed: "countIf({occurred_at}, {event_type} = 'product_viewed')",
    added: "countIf({occurred_at}, {event_type} = 'product_added')",
    added_share: share('{added}', '{viewed}'),
    bought: "sumIf(coalesce({quantity}, 1), {event_type} = 'order_completed')",
    sales: `sumIf({price} * coalesce({quantity}, 1), {event_type} = 'order_completed' AND ${IS_IN_CURRENCY})`,
  },
})

export const searches = source('searches', {
  time: 'occurred_at',
  calculations: {
    without_results: share('countIf({occurred_at}, {results} = 0)', 'count({occurred_at})'),
  },
})

export const rejections = source('rejections', { time: 'received_at' })

export const runs = source('runs', {
  time: 'started_at',
  calculations: { failed: "countIf({started_at}, {status} = 'failed')" },
})

/** As they are now, whatever the period. */
export const files = source('files', { parameters: {}, calculations: { megabytes: '{bytes} / 1000000' } })

// ---- Answers of saved queries: of their period already, and their days are UTC

export const store_funnel = source('store_funnel', {
  parameters: PERIOD,
  calculations: {
    step_name:
      "ifelse({name} = 'visited', 'Visited', {name} = 'product_viewed', 'Viewed a product', " +
      "{name} = 'product_added', 'Added to cart', {name} = 'checkout_started', 'Started checkout', 'Ordered')",
  },
})

export const cart_abandonment = source('cart_abandonment', {
  parameters: PERIOD_AND_CURRENCY,
  calculations: { abandonment_share: share('sum({abandoned})', '(sum({abandoned}) + sum({ordered}))') },
})

export const product_affinity = source('product_affinity')
export const new_and_returning = source('new_and_returning')
export const retention_cohorts = source('retention_cohorts', { parameters: { to: 'to' } })
export const attribution = source('attribution', { parameters: PERIOD_AND_CURRENCY })
export const campaigns = source('campaigns', { parameters: PERIOD_AND_CURRENCY })
export const link_to_order = source('link_to_order', {
  parameters: PERIOD_AND_CURRENCY,
  calculations: { order_share: share('sum({orders})', 'sum({clicks})') },
})
export const paths = source('paths')
export const freshness = source('freshness')
