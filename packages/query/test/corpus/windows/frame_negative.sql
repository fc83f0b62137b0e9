-- about: A negative offset of a frame is an error
select sum(x) over (order by x rows between n preceding and current row) from (values (1, -1)) as t (x, n)
