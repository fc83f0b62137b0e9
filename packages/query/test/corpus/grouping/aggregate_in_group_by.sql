-- about: An aggregate in GROUP BY is an error
select count(*) from (values 1) as t (x) group by max(x)
