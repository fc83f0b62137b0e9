-- about: TRY in a window over groups
select last_value(try(x)) over (order by x) as l from (values 1, 2) as t (x) group by x order by 1
