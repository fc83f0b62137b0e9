-- about: A column beside an aggregate without GROUP BY is an error
select x, max(y) from (values (1, 2)) as t (x, y)
