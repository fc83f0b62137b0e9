-- about: Aggregates without GROUP BY over nothing: one row
select count(*) as n, count(x) as c, sum(x) as s, avg(x) as a, min(x) as lo, max(x) as hi, array_agg(x) as l, bool_and(x > 1) as b, count_if(x > 1) as i
from (values 1) as t (x) where x > 5
