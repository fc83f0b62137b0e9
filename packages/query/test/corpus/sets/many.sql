-- about: Many parts
select x, count(*) as n from (select 1 as x union all select 2 union all select 1 union all select null union all select null) group by x order by x
