-- about: What holds of the clock whenever it is read.
select current_date = date(now()) as a, now() = current_timestamp as b, current_date > date '2020-01-01' as c, now() - interval '1' day < now() as d, date_diff('day', current_date, current_date + interval '2' day) as e, current_date - interval '1' day = date_add('day', -1, current_date) as f
