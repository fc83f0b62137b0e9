-- about: CTEs, the later of the earlier
with a as (select 1 as x union all select 2), b as (select x * 10 as y from a) select a.x, b.y from a join b on b.y = a.x * 10 order by a.x
