-- about: FETCH FIRST … WITH TIES
select x, y from (values (1, 'a'), (2, 'b'), (2, 'c'), (3, 'd')) as t (x, y) order by x fetch first 2 rows with ties
