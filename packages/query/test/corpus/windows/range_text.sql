-- about: RANGE with an offset over texts is an error
select sum(1) over (order by x range between 1 preceding and current row) from (values 'a') as t (x)
