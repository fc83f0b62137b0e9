-- about: OFFSET … ROWS, then LIMIT
select x from (values 1, 2, 3, 4) as t (x) order by x offset 1 row limit 2
