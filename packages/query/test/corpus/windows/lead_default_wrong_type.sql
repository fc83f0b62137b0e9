-- about: lead's default of another type is an error
select lead(x, 1, 'none') over (order by x) from (values 1) as t (x)
