-- about: UNION and CASE bring decimals to one type that holds both.
select x, typeof(x) from (select 1.5 as x union all select 123.456 union all select 7) order by x
