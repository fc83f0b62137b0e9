-- about: ORDER BY rows with NULL fields is an error
select r from (values row(row(2, 'a')), row(row(1, null)), row(row(1, 'a')), row(null)) as t (r) order by r
