-- about: LIMIT 0 over a set operation
select 1 as x union all select 2 limit 0
