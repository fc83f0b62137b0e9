-- about: ORDER BY a row without NULLs
select r from (values row(row(2, 'a')), row(row(1, 'b')), row(row(1, 'a'))) as t (r) order by r desc
