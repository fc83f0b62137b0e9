-- title: Paths
-- about: The most frequent ways of three steps in a row within a visit: event types, or pages (by = page_path); a step repeated at once counts as one. share is of all such ways.
-- params: by string = event_type, from date = 30 days before to, late_days integer = 3, to date = today, from, to, app string = store, traffic string = human, traffic, app, idle_minutes integer = 30, limit integer = 20
-- columns: step_1 varchar, step_2 varchar, step_3 varchar, times bigint, visitors bigint, share double

with actions as (
    select
        event_id,
        occurred_at,
        anonymous_id,
        user_id,
        coalesce(anonymous_id, user_id) as visitor,
        case ?
            when 'event_type' then event_type
            when 'page_path' then case when event_type = 'page_viewed' then page_path end
        end as step
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = ?
        and (? = 'all' or traffic = ?)
        and coalesce(anonymous_id, user_id) is not null
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

gaps as (
    select
        *,
        lag(occurred_at) over (partition by visitor order by occurred_at, event_id) as previous_at
    from actions
),

visits as (
    select
        *,
        count_if(occurred_at >= date_add('minute', ?, previous_at))
            over (partition by visitor order by occurred_at, event_id) as visit
    from gaps
),

repeats as (
    select
        *,
        lag(step) over (partition by visitor, visit order by occurred_at, event_id) as previous_step
    from visits
    where step is not null
),

ways as (
    select
        anonymous_id,
        user_id,
        visitor,
        step as step_1,
        lead(step, 1) over (partition by visitor, visit order by occurred_at, event_id) as step_2,
        lead(step, 2) over (partition by visitor, visit order by occurred_at, event_id) as step_3
    from repeats
    where previous_step is null or previous_step <> step
),

paths as (
    select
        ways.step_1,
        ways.step_2,
        ways.step_3,
        count(*) as times,
        count(distinct coalesce(ways.user_id, known.user_id, ways.visitor)) as visitors
    from ways
    left join known on known.anonymous_id = ways.anonymous_id
    where ways.step_3 is not null
    group by ways.step_1, ways.step_2, ways.step_3
),

shares as (
    select
        step_1,
        step_2,
        step_3,
        times,
        visitors,
        round(cast(times as double) / sum(times) over (), 4) as share
    from paths
)

select * from shares
order by times desc, step_1, step_2, step_3
limit ?
