-- about: GROUP BY () is one group
select count(*) as n from (values 1, 2) as t (x) group by ()
