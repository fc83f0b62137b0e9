-- title: Anomalies
-- about: Hours with far more or fewer events than the same hour of the same weekday in the weeks before (at least 3 of them): off their mean by more than so many standard deviations; one is taken as no less than the root of the mean, nor than a tenth of it. Hours without events count. From the hourly rollups.
-- params: weeks integer = 8, from date = 7 days before to, to date = today, app string = all, app, event_type string = any, event_type, traffic string = human, traffic, deviations integer = 3, deviations, from, to, deviations, limit integer = 100
-- columns: hour timestamp(3), app varchar, events bigint, usual double, low double, high double, deviations double

with counts as (
    select
        app,
        hour_at,
        sum(events) as events
    from rollups_hourly
    where event_date between cast(cast(date_add('day', -7 * ?, ?) as date) as varchar) and cast(? as varchar)
        and (? = 'all' or app = ?)
        and (? = 'any' or event_type = ?)
        and (? = 'all' or traffic = ?)
    group by app, hour_at
),

spans as (
    select
        app,
        min(hour_at) as first_hour,
        max(max(hour_at)) over () as last_hour
    from counts
    group by app
),

hours as (
    select
        spans.app,
        calendar.hour_at
    from spans
    cross join unnest(sequence(spans.first_hour, spans.last_hour, interval '1' hour)) as calendar (hour_at)
),

series as (
    select
        hours.app,
        hours.hour_at,
        cast(coalesce(counts.events, 0) as double) as events
    from hours
    left join counts
        on counts.app = hours.app
        and counts.hour_at = hours.hour_at
),

usual as (
    select
        app,
        hour_at,
        events,
        count(*) over weeks_before as weeks,
        avg(events) over weeks_before as mean,
        stddev_samp(events) over weeks_before as deviation
    from series
    window weeks_before as (
        partition by app, day_of_week(hour_at), hour(hour_at)
        order by hour_at
        rows between unbounded preceding and 1 preceding
    )
),

-- Events spread by chance as the root of their number at least; and a few weeks tell little of how they spread.
spreads as (
    select
        app,
        hour_at,
        events,
        mean,
        greatest(deviation, sqrt(greatest(mean, cast(1 as double))), mean / 10) as spread
    from usual
    where weeks >= 3
),

bands as (
    select
        hour_at as hour,
        app,
        cast(events as bigint) as events,
        round(mean, 2) as usual,
        round(greatest(mean - ? * spread, cast(0 as double)), 2) as low,
        round(mean + ? * spread, 2) as high,
        round((events - mean) / spread, 2) as deviations
    from spreads
    where hour_at >= ?
        and hour_at < date_add('day', 1, ?)
        and abs(events - mean) > ? * spread
)

select * from bands
order by abs(deviations) desc, hour, app
limit ?
