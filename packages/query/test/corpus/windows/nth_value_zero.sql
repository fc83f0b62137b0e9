-- about: nth_value of 0 is an error
select nth_value(x, 0) over (order by x) from (values 1) as t (x)
