-- about: Rows by their "$partition", which joins may name
select e."$partition" as p, count(*) as n, count(distinct e."$path") > 0 as paths from events e where e.received_date = '2026-01-16' and "$partition" like 'app=store/%' group by 1 order by 1
