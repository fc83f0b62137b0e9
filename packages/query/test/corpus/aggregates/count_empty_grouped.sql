-- about: Aggregates with GROUP BY over nothing: no rows
select x, count(*) as n from (values 1) as t (x) where x > 5 group by x
