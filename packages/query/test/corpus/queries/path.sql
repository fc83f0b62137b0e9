-- about: "$path": the file a row is of
select count(distinct "$path") > 0 as any, bool_and("$path" like '%events%') as in_events, bool_and("$path" like '%.parquet') as parquet from events
where app = 'store' and received_date between '2026-01-01' and '2026-02-28'
