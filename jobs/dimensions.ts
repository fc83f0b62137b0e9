// events → links and products: what to call them, as events last did.
import { links, products } from '@clickstream/events/derived'
import { type Fold, foldArrivals } from './deriving/folding.ts'
import type { Job } from './job.ts'

export const dimensions: Job = {
  name: 'dimensions',
  about: 'Keep links and products as events last described them, small tables to join',
  options: { full: { type: 'boolean', about: 'From all events, not only new ones' } },
  examples: [['job dimensions', 'what is new']],
  run: ({ full }, work) => foldArrivals('dimensions', FOLDS, full === true, work),
}

/** What sorts as (time, event_id) does. */
const order = (time: string, event_id: string) => `strftime(${time}, '%Y-%m-%dT%H:%M:%S.%g') || ' ' || ${event_id}`

const FOLDS: readonly Fold[] = [
  { table: links, write: writeLinks },
  { table: products, write: writeProducts },
]

function writeLinks(events: string, rows: string): string {
  return `
    with said as (
      select short_code, destination_url, properties ->> '$.title' as title, occurred_at as created_at,
        occurred_at as updated_at, event_id as updated_by
      from ${events} where event_type = 'link_created' and short_code is not null
      union all
      select short_code, destination_url, title, created_at, updated_at, updated_by from ${rows}
    ),
    latest as (
      select short_code, min(created_at) as created_at, max(updated_at) as updated_at,
        arg_max({ destination_url: destination_url, title: title, updated_by: updated_by },
          ${order('updated_at', 'updated_by')}) as last
      from said group by short_code
    )
    select short_code, last.destination_url as destination_url, last.title as title, created_at, updated_at,
      last.updated_by as updated_by
    from latest`
}

function writeProducts(events: string, rows: string): string {
  const saidBy = (name: string) =>
    `case when ${name} is not null then ${order('occurred_at', 'event_id')} end as ${name}_by`
  return `
    with said as (
      select product_id, product_name, category, price, currency, occurred_at as first_seen_at,
        occurred_at as updated_at, ${['product_name', 'category', 'price'].map(saidBy).join(', ')}
      from ${events} where product_id is not null
      union all
      select product_id, product_name, category, price, currency, first_seen_at, updated_at,
        said_by ->> '$.product_name', said_by ->> '$.category', said_by ->> '$.price'
      from ${rows}
    ),
    latest as (
      select product_id, arg_max(product_name, product_name_by) as product_name, arg_max(category, category_by) as category,
        arg_max({ price: price, currency: currency }, price_by) as priced,
        min(first_seen_at) as first_seen_at, max(updated_at) as updated_at,
        { product_name: max(product_name_by), category: max(category_by), price: max(price_by) } as said_by
      from said group by product_id
    )
    select product_id, product_name, category, priced.price as price, priced.currency as currency, first_seen_at,
      updated_at, cast(to_json(said_by) as varchar) as said_by
    from latest`
}
