-- about: GROUP BY an alias is an error
select x % 2 as odd, count(*) as n from (values 1, 2, 3) as t (x) group by odd
