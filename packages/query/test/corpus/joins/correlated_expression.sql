-- about: A correlated subquery that aggregates over the outer row's value is an error: a correlation not supported
select x, (select max(y + x) from (values 1, 2) as s (y)) as m from (values 10, 20) as t (x) order by x
