-- about: GROUP BY rows with NULL fields: they are one group
select r, count(*) as n from (values row(row(1, null)), row(row(1, null)), row(row(2, 'a'))) as t (r) group by r order by n desc
