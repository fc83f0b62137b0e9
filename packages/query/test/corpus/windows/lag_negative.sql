-- about: lag by a negative offset is an error
select lag(x, -1) over (order by x) from (values 1) as t (x)
