-- about: GROUP BY the place of an aggregate is an error
select count(*) from (values 1) as t (x) group by 1
