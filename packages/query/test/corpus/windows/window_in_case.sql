-- about: Window functions in CASE, in arithmetic and in another's order
select x, case when row_number() over (order by x) = 1 then 'first' else 'later' end as c, x - lag(x, 1, 0) over (order by x) as step from (values 5, 1, 3) as t (x) order by x
