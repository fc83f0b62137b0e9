-- about: ORDER BY a row without NULLs
select r from (values row(2, 'a'), row(1, 'b'), row(1, 'a')) as t (r) order by r desc
