-- about: ORDER BY in a subquery without LIMIT means nothing, and is allowed
select count(*) as n from (select x from (values 3, 1, 2) as t (x) order by x)
