-- about: lead's default takes the column's type
select lead(x, 1, 0) over (order by x) as y, lag(s, 1, 'none') over (order by x) as z from (values (1.5, 'a'), (2.5, 'b')) as t (x, s) order by x
