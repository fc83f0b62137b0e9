-- about: ORDER BY an expression of an alias
select x as y from (values 1, -3, 2) as t (x) order by abs(y) desc
