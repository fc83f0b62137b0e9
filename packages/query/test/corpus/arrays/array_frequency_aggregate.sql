-- about: Arrays of a table, made and taken apart in one statement
select app, array_sort(array_agg(distinct device_type)) as devices from events
where received_date between '2026-01-01' and '2026-02-28' and device_type is not null group by app order by app
