-- title: Rejections
-- about: Events that broke the contract, one row each, by when they arrived, with the reason.
-- params: from date = 30 days before to, to date = today
-- columns: received_at timestamp(3), app varchar, dialect varchar, reason_code varchar, field varchar, reason varchar
-- columns: event_id varchar

with rejections as (
    select
        received_at,
        app,
        dialect,
        reason_code,
        field,
        reason,
        event_id
    from rejected
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', 1, ?) as date) as varchar)
)

select * from rejections
