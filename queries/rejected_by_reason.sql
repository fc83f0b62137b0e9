-- title: Rejected by reason
-- about: Events that broke the contract, by app, kind of fault and field.
-- params: from date = 30 days before to, to date = today
-- columns: app varchar, reason_code varchar, field varchar, rejected bigint

with faults as (
    select
        coalesce(app, '(unknown)') as app,
        reason_code,
        coalesce(field, '(none)') as field
    from rejected
    where received_date between cast(? as varchar) and cast(? as varchar)
),

reasons as (
    select
        app,
        reason_code,
        field,
        count(*) as rejected
    from faults
    group by app, reason_code, field
)

select * from reasons
order by rejected desc, app, reason_code, field
