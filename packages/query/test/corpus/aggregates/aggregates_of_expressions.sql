-- about: Expressions of aggregates and aggregates of expressions
select sum(x * 2) + count(*) as a, sum(x) / count(x) as whole, cast(sum(x) as double) / count(x) as exact, max(x) - min(x) as spread, round(avg(x), 1) as r
from (values 1, 2, 4) as t (x)
