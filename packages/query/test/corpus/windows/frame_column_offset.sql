-- about: An offset that is a column
select x, sum(x) over (order by x rows between n preceding and current row) as s from (values (1, 0), (2, 1), (3, 2)) as t (x, n) order by x
