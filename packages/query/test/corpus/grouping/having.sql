-- about: HAVING by an aggregate that is not shown
select x from (values 1, 1, 2) as t (x) group by x having count(*) > 1
