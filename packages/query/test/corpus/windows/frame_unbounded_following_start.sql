-- about: A frame that starts with UNBOUNDED FOLLOWING is an error
select sum(x) over (order by x rows between unbounded following and current row) from (values 1) as t (x)
