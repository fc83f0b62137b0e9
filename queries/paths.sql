-- title: Paths
-- about: The most frequent ways of three steps in a row within a visit: event types, or pages (by = page_path); a step repeated at once counts as one. share is of all such ways.
-- params: by string = event_type, from date = 30 days before to, late_days integer = 3, to date = today, from, to, app string = store, traffic string = human, traffic, app, idle_minutes integer = 30, idle_minutes, limit integer = 20
-- columns: step_1 varchar, step_2 varchar, step_3 varchar, times bigint, visitors bigint, share double

with actions as (
    select
        event_id,
        occurred_at,
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

-- Where an event stands among its visitor's, and what it comes after.
gaps as (
    select
        visitor,
        user_id,
        step,
        occurred_at,
        row_number() over (partition by visitor order by occurred_at, event_id) as place,
        lag(occurred_at) over (partition by visitor order by occurred_at, event_id) as previous_at,
        lag(step) over (partition by visitor order by occurred_at, event_id) as previous_step
    from actions
),

-- Few are left: those that begin a visit, with a step or without, and those of another step than the event before.
changes as (
    select
        visitor,
        user_id,
        step,
        place,
        coalesce(occurred_at >= date_add('minute', ?, previous_at), true) as is_first
    from gaps
    where coalesce(occurred_at >= date_add('minute', ?, previous_at), true)
        or (step is not null and (previous_step is null or previous_step <> step))
),

turns as (
    select
        *,
        lag(step) over (partition by visitor order by place) as previous_step
    from changes
),

-- What comes after an event without a step, which began a visit, is the visit's first step.
steps as (
    select
        visitor,
        user_id,
        step,
        place,
        is_first or previous_step is null as is_first
    from turns
    where step is not null
        and (is_first or previous_step is null or previous_step <> step)
),

ways as (
    select
        visitor,
        user_id,
        step as step_1,
        lead(step, 1) over (partition by visitor order by place) as step_2,
        lead(step, 2) over (partition by visitor order by place) as step_3,
        lead(is_first, 1) over (partition by visitor order by place) as is_second_first,
        lead(is_first, 2) over (partition by visitor order by place) as is_third_first
    from steps
),

taken as (
    select
        step_1,
        step_2,
        step_3,
        visitor,
        user_id,
        count(*) as times
    from ways
    where not is_second_first
        and not is_third_first
    group by step_1, step_2, step_3, visitor, user_id
),

-- Who has no anonymous_id is known by the user_id.
paths as (
    select
        taken.step_1,
        taken.step_2,
        taken.step_3,
        cast(sum(taken.times) as bigint) as times,
        count(distinct coalesce(taken.user_id, known.user_id, taken.visitor)) as visitors
    from taken
    left join known on known.anonymous_id = taken.visitor
    group by taken.step_1, taken.step_2, taken.step_3
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
