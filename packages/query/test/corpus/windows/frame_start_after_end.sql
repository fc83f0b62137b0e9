-- about: A frame that ends before it starts is an error
select sum(x) over (order by x rows between 1 following and 1 preceding) from (values 1) as t (x)
