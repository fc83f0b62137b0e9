-- about: DISTINCT ordered by what is not shown is an error
select distinct x from (values (1, 2)) as t (x, y) order by y
