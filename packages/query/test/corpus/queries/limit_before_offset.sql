-- about: LIMIT before OFFSET is a syntax error
select x from (values 1, 2, 3) as t (x) order by x limit 1 offset 1
