-- about: rank with an argument is an error
select rank(x) over (order by x) from (values 1) as t (x)
