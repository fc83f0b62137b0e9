-- title: Orders
-- about: Orders, one row each, however often one was sent: its first order_completed, of a person's where there is one.
-- params: from date = 30 days before to, late_days integer = 3, to date = today
-- columns: occurred_at timestamp(3), app varchar, order_id varchar, value decimal(18,4), currency varchar
-- columns: person varchar, country varchar, device_type varchar, channel varchar, utm_source varchar
-- columns: utm_medium varchar, utm_campaign varchar, traffic varchar

with completed as (
    select
        anonymous_id,
        user_id,
        occurred_at,
        app,
        order_id,
        value,
        currency,
        country,
        device_type,
        channel,
        utm_source,
        utm_medium,
        utm_campaign,
        traffic,
        row_number() over (
            partition by app, order_id
            order by case traffic when 'human' then 0 else 1 end, occurred_at, event_id
        ) as nth
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
        and event_type = 'order_completed'
),

known as (
    select
        app,
        anonymous_id,
        max(user_id) as user_id
    from identities
    where is_current
    group by app, anonymous_id
),

orders as (
    select
        completed.occurred_at,
        completed.app,
        completed.order_id,
        completed.value,
        completed.currency,
        coalesce(completed.user_id, known.user_id, completed.anonymous_id) as person,
        completed.country,
        completed.device_type,
        completed.channel,
        completed.utm_source,
        completed.utm_medium,
        completed.utm_campaign,
        completed.traffic
    from completed
    left join known
        on known.app = completed.app
        and known.anonymous_id = completed.anonymous_id
    where completed.nth = 1
)

select * from orders
