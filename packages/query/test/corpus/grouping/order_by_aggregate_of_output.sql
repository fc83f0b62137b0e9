-- about: ORDER BY an aggregate of a name that is shown is an error
select x from (values 'a', 'b', 'b') as t (x) group by x order by max(x)
