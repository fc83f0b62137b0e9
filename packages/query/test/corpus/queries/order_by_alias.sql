-- about: ORDER BY an alias, and an expression of one
select x, -x as minus from (values 1, 3, 2) as t (x) order by minus
