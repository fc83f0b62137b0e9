-- about: RANGE with an offset and two sort keys is an error
select sum(x) over (order by x, y range between 1 preceding and current row) from (values (1, 2)) as t (x, y)
