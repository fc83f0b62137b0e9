-- about: lag with a frame is an error
select lag(x) over (order by x rows between 1 preceding and current row) from (values 1) as t (x)
