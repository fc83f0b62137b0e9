-- about: A window function in another's argument is an error
select sum(row_number() over (order by x)) over () from (values 1) as t (x)
