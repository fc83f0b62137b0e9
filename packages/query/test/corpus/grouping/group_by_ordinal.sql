-- about: GROUP BY the place in the select list
select x % 2 as odd, count(*) as n from (values 1, 2, 3) as t (x) group by 1 order by 1
