-- about: GROUP BY rows with NULL fields: they are one group
select r, count(*) as n from (values row(1, null), row(1, null), row(2, 'a')) as t (r) group by r order by n desc
