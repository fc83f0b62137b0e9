-- about: What FILTER would be over a window, by IF
select x, count(if(x > 1, 1)) over (order by x) as n, sum(if(x <> 2, x)) over () as s from (values 1, 2, 3) as t (x) order by x
