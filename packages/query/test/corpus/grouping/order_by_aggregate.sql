-- about: ORDER BY an aggregate that is not shown
select x from (values 'a', 'b', 'b', 'c', 'c', 'c') as t (x) group by x order by count(*) desc, max(x)
