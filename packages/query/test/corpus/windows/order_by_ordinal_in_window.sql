-- about: A number in a window's ORDER BY is a constant, not a place
select x, count(*) over (order by 1) as n from (values 1, 2) as t (x) order by x
