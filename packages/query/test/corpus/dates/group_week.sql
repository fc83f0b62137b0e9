-- about: Events by ISO week: date_trunc, week and format agree.
select date_trunc('week', date(occurred_at)) as monday, week(occurred_at) as w, format_datetime(occurred_at, 'xxxx-''W''ww') as label, count(*) as n from events group by 1, 2, 3 order by 1
