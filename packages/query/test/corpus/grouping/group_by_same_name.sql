-- about: GROUP BY a column that an alias hides means the column
select x % 2 as x, count(*) as n from (values 1, 2, 3) as t (x) group by x order by n, 1
