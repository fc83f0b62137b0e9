-- about: A correlated subquery that asks two levels up
select x from (values 1) as t (x) where exists (select 1 from (values 1) as u (y) where exists (select 1 where x = y))
