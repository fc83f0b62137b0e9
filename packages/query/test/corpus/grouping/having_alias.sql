-- about: HAVING by an alias is an error
select x, count(*) as n from (values 1, 1) as t (x) group by x having n > 1
