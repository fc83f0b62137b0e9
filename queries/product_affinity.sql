-- title: Product affinity
-- about: Which products go with which: bought in one order, or viewed by one person on one day (by = viewed). support is baskets with both of all baskets, confidence of those with the product, lift how much more often than if the two had nothing to do with each other (1). Pairs of fewer than min_together baskets and baskets of more than max_basket products are left out.
-- params: by string = bought, by, from date = 30 days before to, late_days integer = 3, to date = today, from, to, app string = store, by, traffic string = human, traffic, app, max_basket integer = 50, min_together integer = 3, product_id string = any, product_id, limit integer = 50
-- columns: product_id varchar, product_name varchar, other_product_id varchar, other_product_name varchar
-- columns: together bigint, support double, confidence double, lift double

with actions as (
    select
        event_id,
        event_type,
        occurred_at,
        anonymous_id,
        user_id,
        case ? when 'viewed' then event_id else order_id end as key,
        product_id,
        product_name,
        items
    from events
    where ? in ('bought', 'viewed')
        and received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = ?
        and event_type = case ? when 'viewed' then 'product_viewed' else 'order_completed' end
        and (? = 'all' or traffic = ?)
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

-- An order counts once, however often its page was loaded.
numbered as (
    select
        *,
        row_number() over (partition by key order by occurred_at, event_id) as nth
    from actions
),

baskets as (
    select
        case numbered.event_type
            when 'order_completed' then numbered.key
            else cast(cast(numbered.occurred_at as date) as varchar) || ' '
                || coalesce(numbered.user_id, known.user_id, numbered.anonymous_id)
        end as basket,
        numbered.product_id,
        numbered.product_name,
        numbered.items,
        sequence(0, greatest(coalesce(json_array_length(numbered.items), 1), 1) - 1) as places
    from numbered
    left join known on known.anonymous_id = numbered.anonymous_id
    where numbered.nth = 1
),

-- One row for each item; what has no items is of one product.
items as (
    select
        baskets.basket,
        coalesce(
            json_extract_scalar(baskets.items, '$[' || cast(item.place as varchar) || '].product_id'),
            baskets.product_id
        ) as product_id,
        coalesce(
            json_extract_scalar(baskets.items, '$[' || cast(item.place as varchar) || '].product_name'),
            baskets.product_name
        ) as product_name
    from baskets
    cross join unnest(baskets.places) as item (place)
),

contents as (
    select
        basket,
        product_id,
        max(product_name) as product_name
    from items
    where product_id is not null
    group by basket, product_id
),

sizes as (
    select
        basket,
        product_id,
        product_name,
        count(*) over (partition by basket) as size,
        row_number() over (partition by basket order by product_id) as place
    from contents
),

products as (
    select
        basket,
        product_id,
        max(product_name) over (partition by product_id) as product_name,
        count(*) over (partition by product_id) as product_baskets,
        count_if(place = 1) over () as baskets
    from sizes
    where size <= ?
),

pairs as (
    select
        one.product_id,
        max(one.product_name) as product_name,
        other.product_id as other_product_id,
        max(other.product_name) as other_product_name,
        count(*) as together,
        max(one.product_baskets) as product_baskets,
        max(other.product_baskets) as other_baskets,
        max(one.baskets) as baskets
    from products as one
    inner join products as other
        on other.basket = one.basket
        and other.product_id <> one.product_id
    group by one.product_id, other.product_id
),

affinities as (
    select
        product_id,
        product_name,
        other_product_id,
        other_product_name,
        together,
        round(cast(together as double) / baskets, 4) as support,
        round(cast(together as double) / product_baskets, 4) as confidence,
        round(cast(together as double) * baskets / product_baskets / other_baskets, 4) as lift
    from pairs
    where together >= ?
        and (? = 'any' or product_id = ?)
)

select * from affinities
order by lift desc, together desc, product_id, other_product_id
limit ?
