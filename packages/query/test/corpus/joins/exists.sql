-- about: EXISTS and NOT EXISTS of a correlated subquery
select x, exists (select 1 from (values 2, 3) as s (y) where y = x) as e, not exists (select 1 from (values 2) as s (y) where y > x) as n from (values 1, 2, null) as t (x) order by x
