-- about: Subqueries in subqueries
select x from (select x + 1 as x from (select x * 2 as x from (values 1, 2) as t (x)) where x > 2)
